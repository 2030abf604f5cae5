"""What somebody outside the team reads each month: a random tenth, and all that stands out."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from bot.domain import circumstance, oddities
from bot.domain.credit import Credit
from bot.domain.flags import Flag
from bot.domain.measures import Measures, measured, sampled
from bot.domain.money_refusals import UnclearPeriod
from bot.domain.organisation import Organisation
from bot.domain.trail import Trace
from bot.store import credits, trail
from bot.store.transaction import Store
from bot.usecases import hindsight

Period = tuple[datetime, datetime]
LONGEST_MONTH: Final = timedelta(days=31)


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """`to_read` are the sampled and the flagged ones; `marks` the flags by number."""

    to_read: Sequence[Credit]
    marks: Mapping[int, Sequence[Flag]]
    measures: Sequence[Measures]


async def of_period(
    store: Store, organisation: Organisation, workspace: str, period: Period | int, *, draw: str
) -> Review:
    """Return the review of what was decided in a month, or about one incident."""
    async with store.reading() as reader:
        if isinstance(period, int):
            found = await credits.of_incident(reader, workspace, period)
        else:
            since, until = period
            found = await credits.decided(reader, workspace, since=since, until=until)
        since_then = await hindsight.of_credits(reader, organisation, workspace, found)
        numbers = [one.number for one in found]
        approved = await trail.of_credits(reader, workspace, numbers, Trace.APPROVED)
    decided = [one for one in found if one.decided_at is not None]
    marks = oddities.on_review(decided, organisation.working_hours, organisation.time_zone)
    for one in decided:
        if how := circumstance.marks(one, approved.get(one.number, ())):
            marks[one.number] = [*marks.get(one.number, ()), *how]
    chosen = {one.number for one in sampled(decided, draw=draw)} | marks.keys()
    currencies = sorted({one.amount.currency for one in found})
    return Review(
        to_read=[one for one in decided if one.number in chosen],
        marks=marks,
        measures=[
            measured(found, currency, organisation.locale, since=since_then)
            for currency in currencies
        ],
    )


def period_of(about: str, zone: ZoneInfo) -> Period | int:
    """Return the month `2026-03` from its first to its last moment, or the number of `INC-7`.

    Raises `UnclearPeriod`.
    """
    incident = re.fullmatch(r"INC-(\d{1,9})", about.strip().upper())
    if incident is not None:
        return int(incident[1])
    month = re.fullmatch(r"(20\d\d)-(0[1-9]|1[0-2])", about.strip())
    if month is None:
        raise UnclearPeriod(about)
    since = datetime(int(month[1]), int(month[2]), 1, tzinfo=zone)
    return since, (since + LONGEST_MONTH).replace(day=1)
