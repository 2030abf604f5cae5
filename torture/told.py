"""Is everything visible that is in the database, and nothing twice?"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Final

import sqlalchemy as sa

from bot.domain.timeline import Event
from bot.sandbox.messages import Message
from bot.store.tables import timeline
from bot.store.transaction import Reader
from torture.claims import MARK
from torture.scene import Scene

SPOKEN: Final = ("text", "note")
"""What of a line's details stands in the thread as it was typed."""


async def twice(scene: Scene, _reader: Reader) -> Iterator[str]:
    """Name each message that stands in one place more than once."""
    many = Counter((message.channel, name) for message, name, _ in delivered(scene))
    return (
        f"{name} in {place}: {times} times" for (place, name), times in many.items() if times > 1
    )


async def untold(scene: Scene, reader: Reader) -> Iterator[str]:
    """Name each line of a timeline that its thread does not tell, or tells more than once."""
    told: dict[int, list[range]] = defaultdict(list)
    words: dict[int, set[str]] = defaultdict(set)
    for message, name, through in delivered(scene):
        subject, _, first = name.partition(":")
        if subject.startswith("INC-") and first.isdigit():
            number = int(subject.removeprefix("INC-"))
            told[number].append(range(int(first), through + 1))
            words[number] |= marks_in(message)
    found = []
    for row in await reader.rows(sa.select(timeline).order_by(timeline.c.incident)):
        if not Event(row.event).is_told:
            continue
        times = sum(row.number in lines for lines in told[row.incident])
        spoken = json.dumps([row.details.get(name) for name in SPOKEN])
        lost = {*MARK.findall(spoken.lower())} - words[row.incident]
        if times != 1 or lost:
            found.append(
                f"line {row.number} of INC-{row.incident} ({row.event} by {row.by}) is told "
                f"{times} times; words that are nowhere: {sorted(lost)}"
            )
    return iter(found)


def delivered(scene: Scene) -> Iterator[tuple[Message, str, int]]:
    """Yield each message that the product owed: its name, and the last line that it tells."""
    for channel in scene.practice.workspace.state.channels.values():
        stamps = channel.log.timeline()
        for ts in {*stamps}.union(*map(channel.log.replies, stamps)):
            message = channel.log.message(ts)
            if message.metadata is not None:
                kept = message.metadata["event_payload"]
                yield message, kept["delivery"], kept["through"]


def marks_in(message: Message) -> set[str]:
    return {*MARK.findall(json.dumps([message.text, message.blocks]).lower())}
