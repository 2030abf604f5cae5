"""Taking what finance says became of each line that they have."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Final

from bot.domain.batch import Kind, Marked, Outcome, Returned, read_return
from bot.domain.credit import Credit, State
from bot.domain.money_refusals import ReturnIsWrong
from bot.domain.organisation import Organisation
from bot.domain.trail import Trace
from bot.store import batches, credits, ledger
from bot.store.transaction import Store, Transaction
from bot.usecases import books, credit_news

BY_FINANCE: Final = "finance"
STATES: Final = {Outcome.PAID: State.PAID, Outcome.FAILED: State.FAILED}
TRACES: Final = {Outcome.PAID: Trace.PAID, Outcome.FAILED: Trace.FAILED}


async def take(
    store: Store,
    organisation: Organisation,
    *,
    workspace: str,
    number: int,
    text: str,
    now: datetime,
) -> list[Marked]:
    """Mark what finance paid or booked back, and what failed; the same file again changes nothing.

    What was voided before they paid it stands as reversed then: the money did go out.

    Raises `ReturnIsWrong`, and then nothing is marked.
    """
    returned = read_return(text, batch=number)
    async with store.transaction() as tx:
        await ledger.take_turn(tx, workspace)
        # A batch has one line of a credit: what it takes back was given in one before it.
        lines = await batches.lines_of(tx, workspace, number)
        new = _new(returned, {credit: outcome for credit, _, outcome in lines}, number)
        undone = {credit for credit, kind, _ in lines if kind is Kind.UNDO}
        marked = []
        for one in new:
            await batches.settle(tx, workspace, number, one, at=now)
            is_undo = one.credit in undone
            place = (tx, organisation, workspace)
            marked.append(Marked(one) if is_undo else await _mark(*place, one, now=now))
    return marked


def _new(
    returned: Iterable[Returned], known: Mapping[int, Outcome | None], number: int
) -> list[Returned]:
    """Return what was not known yet. Raises `ReturnIsWrong`."""
    outcomes, new = {**known}, []
    for place, one in enumerate(returned, start=1):
        if one.credit not in outcomes or outcomes[one.credit] not in (None, one.outcome):
            raise ReturnIsWrong(place, f"{number}, CR-{one.credit}, {one.outcome}")
        if outcomes[one.credit] is None:
            outcomes[one.credit] = one.outcome
            new.append(one)
    return new


def _answered(credit: Credit, outcome: Outcome) -> Credit:
    """Return the credit after what finance says of its grant."""
    if credit.state is State.EXPORTED:
        return replace(credit, state=STATES[outcome])
    if credit.state is State.VOIDED and outcome is Outcome.PAID:
        return replace(credit, state=State.REVERSED)
    return credit


async def _mark(
    tx: Transaction, organisation: Organisation, workspace: str, one: Returned, *, now: datetime
) -> Marked:
    before = await credits.lock(tx, workspace, one.credit)
    after = _answered(before, one.outcome)
    if after is before:
        return Marked(one)
    await credits.save(tx, after)
    await books.book(tx, organisation, before, after, by=BY_FINANCE, now=now)
    details = {"on": one.on.isoformat(), "reference": one.reference}
    step = await books.note(tx, after, TRACES[one.outcome], by=BY_FINANCE, now=now, details=details)
    await credit_news.show(tx, after, organisation, now=now)
    if one.outcome is Outcome.FAILED:
        await credit_news.tell_asker(tx, after, now=now, step=step)
    return Marked(one, is_in_vain=before.state is State.VOIDED)
