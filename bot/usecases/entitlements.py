"""Whether law or contract owes something: legal says so for each incident."""

from bot.domain.entitlement import Entitlement, Owed
from bot.domain.money_refusals import NothingNamedApplies
from bot.domain.tiers import Function
from bot.domain.typed import words
from bot.store import done, entitlements, incidents
from bot.store.transaction import Store
from bot.usecases.acting import Acting

LONGEST_WHICH = 200


async def mark(
    store: Store, acting: Acting, incident: int, *, owed: Owed, which: str = ""
) -> Entitlement:
    """Note what legal found; `which` names the law or the term, where one applies.

    Raises `NotInThatFunction`, `OutsiderMayNotDecide`, `WordsAreMissing`, `NothingNamedApplies`
    or `NoSuchIncident`.
    """
    acting.check_is(Function.LEGAL)
    if owed is not Owed.APPLIES and which.strip():
        raise NothingNamedApplies
    named = words("which", which, limit=LONGEST_WHICH) if owed is Owed.APPLIES else ""
    said = Entitlement(owed=owed, which=named, by=acting.by, at=acting.now)
    async with store.transaction() as tx:
        await done.once(tx, acting.workspace, acting.deed, now=acting.now)
        await incidents.lock(tx, acting.workspace, incident)
        await entitlements.add(tx, acting.workspace, incident, said, now=acting.now)
    return said
