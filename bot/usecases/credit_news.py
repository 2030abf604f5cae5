"""Who is told of a request: the cards of who decides, who asked, the thread, and finance."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Final

from bot.domain.approvers import Approvers
from bot.domain.credit import REMINDED_AFTER, Credit, State
from bot.domain.decline import Undo
from bot.domain.incident import Incident
from bot.domain.organisation import Organisation
from bot.domain.route import next_stage_at
from bot.domain.tiers import Function, Slots
from bot.domain.timeline import Event
from bot.store import owed, postings
from bot.store.owed import NewJob
from bot.store.transaction import Reader, Transaction
from bot.usecases import change
from bot.usecases.sending import sum_told

CREDIT_CARD: Final = "credit_card"
CREDIT_NOTE: Final = "credit_note"
CREDIT_ASKS: Final = "credit_asks"
"""A line in the thread of the request, or a question to who asked."""
CREDIT_CLOCK: Final = "credit_clock"
BUDGET_NOTE: Final = "budget_note"


async def places(reader: Reader, credit: Credit, organisation: Organisation) -> dict[str, bool]:
    """Return where the request is, or will be, shown: who decides, and the approvals channel.

    With each goes whether it stands there already.
    """
    shared = organisation.approvals_place
    asked = [*credit.asked_of, *([shared] if shared and not credit.is_own else [])]
    posted = await postings.of(reader, credit.workspace, credit.name)
    return {**dict.fromkeys(asked, False), **{one.place: True for one in posted}}


async def show(
    tx: Transaction, credit: Credit, organisation: Organisation, *, now: datetime
) -> None:
    """Owe every copy of the card, so that each shows where the request stands.

    A copy that is posted has a lane of its own: it waits for nothing else that is said there.
    """
    everywhere = await places(tx, credit, organisation)
    await owed.enqueue_all(tx, cards(credit, everywhere, now=now))


def cards(credit: Credit, everywhere: Mapping[str, bool], *, now: datetime) -> list[NewJob]:
    """Return the card that is owed in each of these places, told whether one is posted there."""
    return [
        _job(CREDIT_CARD, credit, place, now=now, lane=copy_lane(credit, place) if posted else "")
        for place, posted in everywhere.items()
    ]


def copy_lane(credit: Credit, place: str) -> str:
    """Return the lane of a copy that is posted in this place."""
    return change.lane(credit.workspace, f"{place}:{credit.name}")


async def tell_asker(
    tx: Transaction, credit: Credit, *, now: datetime, step: int, undo: Undo | None = None
) -> None:
    """Owe a note to who asked; `step` is the line of the trail that it tells.

    With `undo`, whoever asked for that has one too.
    """
    people = {credit.asked_by, *([undo.by] if undo else [])}
    notes = [_job(CREDIT_NOTE, credit, one, now=now, step=step) for one in sorted(people)]
    await owed.enqueue_all(tx, notes)


async def tell_below(
    tx: Transaction, credit: Credit, people: Iterable[str], *, now: datetime, step: int
) -> None:
    """Owe a line of the trail below each copy of the card."""
    lines = [_job(CREDIT_ASKS, credit, one, now=now, step=step) for one in people]
    await owed.enqueue_all(tx, lines)


async def tell_thread(
    tx: Transaction,
    organisation: Organisation,
    incident: Incident,
    credit: Credit,
    event: Event,
    *,
    by: str,
    now: datetime,
    more: Mapping[str, str] | None = None,
    is_act: bool = True,
) -> None:
    """The incident's thread learns the sum and who; never for whom or why.

    Without `is_act`, `by` did not do it just now.
    """
    details = {**sum_told(credit), **(more or {})}
    noted = incident.noted()
    await change.keep(
        tx, organisation, noted, event, by=by, now=now, details=details, is_act=is_act
    )


async def warn(
    tx: Transaction, credit: Credit, approvers: Approvers, mark: int | None, *, now: datetime
) -> None:
    """Tell finance, else the managers, that a budget has passed a mark."""
    if mark is None:
        return
    people = approvers.holding(Function.FINANCE) or approvers.holding(Function.MANAGERS)
    notes = [_job(BUDGET_NOTE, credit, one, now=now, mark=mark) for one in sorted(people)]
    await owed.enqueue_all(tx, notes)


async def set_clock(
    tx: Transaction, credit: Credit, slots: Slots, approvers: Approvers, *, now: datetime
) -> None:
    """Move the request's one timer to when somebody must be reminded, or when it lapses."""
    lapses_at = credit.lapses_at
    times = [] if lapses_at is None else [lapses_at]
    if credit.state is State.CHANGED:
        times.append(now + REMINDED_AFTER)
    elif credit.awaits_decision:
        times.append(next_stage_at(credit, slots, approvers, now=now))
    if not times:
        await stop_clock(tx, credit)
        return
    args, key = {"credit": credit.number}, _clock(credit)
    timer = NewJob(CREDIT_CLOCK, args, credit.workspace, min(times), dedupe_key=key)
    await owed.enqueue(tx, timer)


async def stop_clock(tx: Transaction, credit: Credit) -> None:
    """Nobody is waited for any more."""
    await owed.cancel(tx, _clock(credit))


def _clock(credit: Credit) -> str:
    return f"{credit.workspace}:{CREDIT_CLOCK}:{credit.number}"


def _job(
    kind: str,
    credit: Credit,
    place: str,
    *,
    now: datetime,
    lane: str = "",
    **more: Any,  # noqa: ANN401 - JSON
) -> NewJob:
    which = "".join(f":{value}" for value in more.values())
    return NewJob(
        kind=kind,
        args={"credit": credit.number, "person": place, **more},
        workspace=credit.workspace,
        due_at=now,
        dedupe_key=f"{credit.workspace}:{kind}:{credit.number}:{place}{which}",
        lane=lane or change.lane(credit.workspace, place),
    )
