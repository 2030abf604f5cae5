"""Is everything that people were told is done in the database, and only once?"""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from typing import Final

import sqlalchemy as sa

from bot.domain.timeline import Event
from bot.store.every_table import TABLES
from bot.store.tables import incidents, timeline, updates
from bot.store.transaction import Reader
from torture.claims import MARK
from torture.scene import Scene

QUOTED: Final = re.compile("“[^”]*”")
NOTHING: Final = re.compile("(?!)")


async def missing(scene: Scene, reader: Reader) -> Iterator[str]:
    """Name what was acknowledged and is not there, or is another's."""
    claims = scene.office.claims
    rows = await reader.rows(sa.select(updates.c.incident, updates.c.number, updates.c.sent_by))
    noted = {(row.incident, row.number): row.sent_by for row in rows}
    rows = await reader.rows(sa.select(incidents.c.number, incidents.c.opened_by))
    opened = {row.number: row.opened_by for row in rows}
    lines = (timeline.c.event, timeline.c.incident, timeline.c.by)
    rows = await reader.rows(sa.select(*lines, sa.func.count().label("many")).group_by(*lines))
    done = {(row.event, row.incident, row.by): row.many for row in rows}
    found = await where_marks_stand(reader)
    return iter(
        [
            *claims.doubled,
            *(f"{typed} ({word})" for word, typed in claims.marks.items() if word not in found),
            *(
                f"update {number} of INC-{incident} by {by} is {noted.get((incident, number))}'s"
                for (incident, number), by in claims.updates.items()
                if noted.get((incident, number)) != by
            ),
            *(
                f"INC-{number}, opened by {by}, is {opened.get(number)}'s"
                for number, by in claims.opened.items()
                if opened.get(number) != by
            ),
            *_undone(claims.acts, done),
        ]
    )


def _undone(
    told: Mapping[tuple[tuple[Event, ...], int, str], int], done: Mapping[tuple[str, int, str], int]
) -> Iterator[str]:
    """Name what somebody was told more often than it stands on the timeline."""
    for (events, incident, by), many in told.items():
        times = sum(done.get((event, incident, by), 0) for event in events)
        if times < many:
            yield f"INC-{incident} {events[0]} by {by}: told {many} times, done {times} times"


async def doubled(scene: Scene, reader: Reader) -> Iterator[str]:
    """Name what somebody sent once and was kept twice.

    A correction says between quotation marks what it corrects: that is kept twice on purpose.
    """
    found = await where_marks_stand(reader, aside=QUOTED)
    return (
        f"{word}: {found[word][table]} rows of {table}"
        for word, table in scene.office.once.items()
        if word in found and found[word][table] > 1
    )


async def where_marks_stand(
    reader: Reader, *, aside: re.Pattern[str] = NOTHING
) -> dict[str, Counter[str]]:
    """Return in how many rows of each table each marked word stands; what fits `aside` is left."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for name, table in TABLES.items():
        for row in await reader.rows(sa.select(table)):
            written = json.dumps(tuple(row), default=str, ensure_ascii=False).lower()
            for word in {*MARK.findall(aside.sub("", written))}:
                found[word][name] += 1
    return found
