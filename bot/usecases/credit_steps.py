"""A step of a request: kept, its money moved and told; and what it does to the customer's others.

What is approved needs as many as the customer gets in all, so one request that leaves can be all
that another one still waited for.
"""

from collections.abc import Mapping

from bot.domain import decision
from bot.domain.credit import COUNTED, Credit, State
from bot.domain.money_refusals import NobodyForSum
from bot.domain.organisation import Organisation
from bot.domain.timeline import Event
from bot.domain.trail import Trace
from bot.store import credits
from bot.store.transaction import Transaction
from bot.usecases import accounts, books, credit_news, finance_news, letter_clock
from bot.usecases.acting import Acting
from bot.usecases.books import Case


async def keep(
    tx: Transaction,
    case: Case,
    after: Credit,
    trace: Trace,
    *,
    said: str = "",
    details: Mapping[str, str] | None = None,
    given_by: str | None = None,
) -> None:
    """Save what became of the request, move its money, and owe what must be told.

    `given_by` is in whose name it comes about where nobody decides on it just now.
    """
    by, now = given_by or case.acting.by, case.acting.now
    await credits.save(tx, after)
    await books.book(tx, case.organisation, case.credit, after, by=by, now=now)
    step = await books.note(tx, after, trace, by=by, now=now, words=said, details=details)
    is_moved = after.state is not case.credit.state
    if is_moved:
        await _tell_thread(tx, case, after, by=by, is_act=given_by is None)
    if is_moved or trace in TOLD_AT_ONCE:
        await credit_news.tell_asker(tx, after, now=now, step=step, undo=case.credit.undo)
    if after.is_for_finance and not case.credit.is_for_finance:
        await finance_news.tell_of_waiting(tx, after.workspace, now=now)
    await credit_news.show(tx, after, case.organisation, now=now)
    await credit_news.set_clock(tx, after, case.slots, case.approvers, now=now)
    await letter_clock.follow(tx, case.organisation, after, now=now)
    await free_others(tx, case.organisation, case.acting, case.credit, after)


async def _tell_thread(
    tx: Transaction, case: Case, after: Credit, *, by: str, is_act: bool
) -> None:
    event = EVENTS.get(after.state, Event.CREDIT_ENDED)
    place = (tx, case.organisation, case.incident, after, event)
    await credit_news.tell_thread(*place, by=by, now=case.acting.now, is_act=is_act)


async def free_others(
    tx: Transaction, organisation: Organisation, acting: Acting, before: Credit, after: Credit
) -> None:
    """Grant the customer's other requests that have all it takes, once `before` counts no more."""
    is_as_it_was = after.state in COUNTED and after.revision == before.revision
    if before.state not in COUNTED or is_as_it_was:
        return
    for one in await accounts.others(tx, before, since=acting.now - books.A_YEAR):
        if one.awaits_decision:
            await complete(tx, await books.found(tx, organisation, acting, one.number))


async def complete(tx: Transaction, case: Case) -> Credit:
    """Grant the request if what was given is all that it takes by now; return how it stands.

    It is granted in the name of whoever gave the last yes.
    """
    after = decision.completed(case.credit, case.given, case.slots, now=case.acting.now)
    if after is case.credit or await _is_beyond_tiers(tx, case):
        return case.credit
    yes = case.given[-1]
    details = {"given_at": yes.at.isoformat()}
    await keep(tx, case, after, Trace.APPROVED, details=details, given_by=yes.by)
    return after


async def _is_beyond_tiers(tx: Transaction, case: Case) -> bool:
    """Whether nobody may grant so much; taking back is for those of the last tier."""
    if case.credit.undo is not None:
        return False
    try:
        await books.needed(tx, case.organisation, case.credit)
    except NobodyForSum:
        return True
    return False


TOLD_AT_ONCE = (Trace.APPROVED, Trace.DECLINED, Trace.INTEREST)
"""What who asked hears of even where it still waits."""
EVENTS = {State.APPROVED: Event.CREDIT_APPROVED, State.DECLINED: Event.CREDIT_DECLINED}
