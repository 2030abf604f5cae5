"""The clock's turn with a request: remind, ask the next ones, or let it lapse."""

from collections.abc import Awaitable, Callable
from collections.abc import Set as AbstractSet
from dataclasses import replace

from bot.domain.credit import Credit, State
from bot.domain.decision import put_to
from bot.domain.organisation import Organisation
from bot.domain.refusals import NobodyMayApprove
from bot.domain.route import asked_now
from bot.domain.timeline import Event
from bot.domain.trail import Trace
from bot.store import credits
from bot.store.transaction import Transaction
from bot.usecases import books, credit_news, credit_steps, letter_clock
from bot.usecases.acting import Acting
from bot.usecases.books import Case


async def strike(
    tx: Transaction,
    organisation: Organisation,
    acting: Acting,
    number: int,
    finish: Callable[[], Awaitable[None]],
) -> Credit:
    """Do what is due for a request now, and set its clock anew. `acting.by` is nobody.

    `finish` ends the timer that struck: after the request is locked, as everybody locks them,
    and before the clock is set anew.
    """
    case = await books.opened(tx, organisation, acting, number)
    await finish()
    after = case.credit.lapsed(now=acting.now)
    if after is not case.credit:
        await _end(tx, case, after)
    elif after.state is State.CHANGED:
        step = await books.note(tx, after, Trace.STILL_BACK, by="", now=acting.now)
        await credit_news.tell_asker(tx, after, now=acting.now, step=step)
    elif after.awaits_decision:
        after = await credit_steps.complete(tx, case)
        if after is case.credit:
            after = await _go_on(tx, case)
    await credit_news.set_clock(tx, after, case.slots, case.approvers, now=acting.now)
    return after


async def _end(tx: Transaction, case: Case, after: Credit) -> None:
    now, organisation = case.acting.now, case.organisation
    await credits.save(tx, after)
    await books.book(tx, organisation, case.credit, after, by="", now=now)
    step = await books.note(tx, after, Trace.LAPSED, by="", now=now)
    if case.credit.state is not State.CHANGED:
        await credit_news.tell_thread(
            tx, organisation, case.incident, after, Event.CREDIT_ENDED, by="", now=now
        )
    await credit_news.tell_asker(tx, after, now=now, step=step)
    await credit_news.show(tx, after, organisation, now=now)
    await letter_clock.follow(tx, organisation, after, now=now)
    await credit_steps.free_others(tx, organisation, case.acting, case.credit, after)


async def _go_on(tx: Transaction, case: Case) -> Credit:
    """Remind those who were asked, ask the next ones too, and say so to who asked."""
    now, organisation, before = case.acting.now, case.organisation, case.credit
    stepped = replace(before, stage=before.stage + 1)
    after = put_to(stepped, _people(stepped, case))
    await credits.save(tx, after)
    new = [one for one in after.asked_of if one not in before.asked_of]
    details = {"to": " ".join(new)}
    step = await books.note(tx, after, Trace.MOVED_ON, by="", now=now, details=details)
    await credit_news.tell_below(tx, after, before.asked_of, now=now, step=step)
    await credit_news.show(tx, after, organisation, now=now)
    if new:
        await credit_news.tell_asker(tx, after, now=now, step=step)
    return after


def _people(credit: Credit, case: Case) -> AbstractSet[str]:
    """Where nobody holds a function any more, those who were asked are reminded all the same."""
    try:
        return asked_now(credit, case.slots, case.approvers, now=case.acting.now)
    except NobodyMayApprove:
        return frozenset(credit.asked_of)
