"""Whether law or contract owes something: legal says so for each incident."""

from bot.domain.entitlement import Entitlement, Owed
from bot.domain.money_refusals import TermsAreUnchecked
from bot.domain.tiers import Function
from bot.domain.typed import words
from bot.store import credits, done, entitlements, incidents
from bot.store.transaction import Store
from bot.usecases.acting import Acting

LONGEST_WHICH = 200


async def mark(
    store: Store, acting: Acting, incident: int, *, owed: Owed, which: str = ""
) -> Entitlement:
    """Note what legal found; `which` names the law or the term, where one applies.

    Raises `NotInThatFunction`, `OutsiderMayNotDecide`, `WordsAreMissing` or `NoSuchIncident`.
    """
    acting.check_is(Function.LEGAL)
    named = words("which", which, limit=LONGEST_WHICH) if owed is Owed.APPLIES else ""
    said = Entitlement(owed=owed, which=named, by=acting.by, at=acting.now)
    async with store.transaction() as tx:
        await done.once(tx, acting.workspace, acting.deed, now=acting.now)
        await incidents.lock(tx, acting.workspace, incident)
        await entitlements.add(tx, acting.workspace, incident, said, now=acting.now)
    return said


async def check_letter(store: Store, workspace: str, number: int) -> Entitlement:
    """Return what a letter about this credit may rest on.

    Raises `TermsAreUnchecked` while it must wait for legal.
    """
    async with store.reading() as reader:
        credit = await credits.read(reader, workspace, number)
        said = await entitlements.of(reader, workspace, credit.incident)
    if not said.allows_letter(is_own=credit.is_own):
        raise TermsAreUnchecked(f"INC-{credit.incident}")
    return said
