"""What insights are made of, for all the incidents opened in a time: few columns of many rows."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import fields
from typing import Any, Final

import sqlalchemy as sa

from bot.domain.case import Outcome
from bot.domain.period import Period
from bot.domain.promise import Status
from bot.domain.rhythm import ENDS
from bot.domain.timeline import Entry, Event
from bot.store.case_tables import cases
from bot.store.incidents import OPENED
from bot.store.people_tables import promises
from bot.store.statement import SCANS
from bot.store.tables import timeline, updates
from bot.store.transaction import Reader
from bot.store.updates import TIMES, Sent, time_of


def _of_opened(table: sa.Table, *columns: sa.Column[Any]) -> sa.Select[Any]:
    """Return what belongs to the incidents that were opened in a time.

    By their numbers: of a join, SQLite reads the larger table from its beginning.
    """
    return (
        sa.select(table.c.incident, *columns)
        .where(table.c.workspace == sa.bindparam("ws"), table.c.incident.in_(OPENED))
        .order_by(table.c.incident, table.c.number)
        .execution_options(**SCANS)
    )


SENT: Final = _of_opened(updates, *TIMES)
ENDED: Final = _of_opened(
    timeline, *(timeline.c[one.name] for one in fields(Entry) if one.name != "incident")
).where(timeline.c.event.in_([event.value for event in (*ENDS, Event.REOPENED)]))
PROMISED: Final = _of_opened(promises, promises.c.status)
ANSWERED: Final = (
    sa.select(cases.c.incident, cases.c.outcome)
    .where(
        cases.c.workspace == sa.bindparam("ws"),
        cases.c.incident.in_(OPENED),
        cases.c.outcome.in_([Outcome.HAPPY.value, Outcome.NOT_HAPPY.value]),
    )
    .order_by(cases.c.incident, cases.c.customer)
    .execution_options(**SCANS)
)


async def sent(reader: Reader, workspace: str, period: Period) -> Mapping[int, list[Sent]]:
    """Return what was sent, by the incident, oldest first."""
    found: dict[int, list[Sent]] = defaultdict(list)
    for row in await reader.rows(SENT, _asked(workspace, period)):
        found[row.incident].append(time_of(row))
    return found


async def ends(reader: Reader, workspace: str, period: Period) -> Mapping[int, list[Entry]]:
    """Return when each incident ended and was opened again, oldest first."""
    found: dict[int, list[Entry]] = defaultdict(list)
    for row in await reader.rows(ENDED, _asked(workspace, period)):
        found[row.incident].append(Entry(**{**row._asdict(), "event": Event(row.event)}))
    return found


async def promised(reader: Reader, workspace: str, period: Period) -> Mapping[int, list[Status]]:
    """Return where each promise stands, by the incident."""
    found: dict[int, list[Status]] = defaultdict(list)
    for row in await reader.rows(PROMISED, _asked(workspace, period)):
        found[row.incident].append(Status(row.status))
    return found


async def answered(reader: Reader, workspace: str, period: Period) -> Mapping[int, list[bool]]:
    """Return whether each customer who answered after a week is happy, by the incident."""
    found: dict[int, list[bool]] = defaultdict(list)
    for row in await reader.rows(ANSWERED, _asked(workspace, period)):
        found[row.incident].append(row.outcome == Outcome.HAPPY)
    return found


def _asked(workspace: str, period: Period) -> dict[str, Any]:
    return {"ws": workspace, "since": period.since, "until": period.until}
