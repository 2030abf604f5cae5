"""What one person has on their screen, and nothing else."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bot.sandbox.channels import Channel
from bot.sandbox.messages import Message
from bot.sandbox.state import State
from bot.sandbox.values import elements_of
from bot.sandbox.views import View
from bot.sandbox.wire import Json, Refused


class NotPossible(Exception):
    """A person cannot do that; the message is the sentence they are told."""


@dataclass(frozen=True)
class Seen:
    """A message as one person sees it at one moment."""

    channel: str
    json: Json

    @property
    def ts(self) -> str:
        return str(self.json["ts"])

    @property
    def text(self) -> str:
        return str(self.json["text"])

    @property
    def blocks(self) -> list[Json]:
        return list(self.json.get("blocks", []))

    @property
    def files(self) -> list[Json]:
        return list(self.json.get("files", []))

    @property
    def is_ephemeral(self) -> bool:
        return "ephemeral" in self.json

    @property
    def words(self) -> str:
        """Everything that can be read in its blocks, or its text when it has none."""
        return "\n".join(words_in(self.blocks)) if self.blocks else self.text

    @property
    def buttons(self) -> list[str]:
        return [
            element["text"]["text"]
            for _, element in elements_of(self.blocks)
            if element["type"] == "button"
        ]


def words_in(blocks: Any) -> Iterator[str]:  # noqa: ANN401 - any part of a block
    """Yield every text in blocks, in reading order."""
    if isinstance(blocks, list):
        for block in blocks:
            yield from words_in(block)
    elif isinstance(blocks, dict):
        if isinstance(blocks.get("text"), str):
            yield blocks["text"]
        for value in blocks.values():
            yield from words_in(value)


def channel_of(state: State, person: str, channel: str) -> Channel:
    """Find a channel the person is in."""
    try:
        found = state.channel(channel)
    except Refused:
        raise NotPossible(f"There is no channel {channel}.") from None
    if person not in found.members:
        raise NotPossible(f"{state.people[person].real_name} is not in #{found.name}.")
    return found


def message_of(state: State, person: str, channel: str, ts: str) -> Message:
    """Find a message the person can see; another reader's ephemeral does not exist for them."""
    place = channel_of(state, person, channel)
    message = place.ephemerals.get(person, {}).get(ts) or place.log.get(ts)
    if message is None or message.is_tombstone:
        raise NotPossible("That message is not on the screen.")
    return message


def view_of(state: State, person: str, view_id: str) -> View:
    """Find a view that is in front of the person: the top modal, or App Home."""
    for view in (state.views.top(person), state.views.home(person)):
        if view is not None and view_id in (view.id, view.content["type"]):
            return view
    raise NotPossible("That view is not on the screen.")


def in_channel(channel: Channel, person: str, *, most: int | None = None) -> list[Seen]:
    """What stands in the channel itself, oldest first; the newest `most` of it."""
    stamps = channel.log.timeline()
    shown = stamps if most is None else stamps[-most:]
    whispers = [
        message for message in channel.ephemerals.get(person, {}).values() if not message.is_reply
    ]
    return _sorted(channel, [*map(channel.log.message, shown), *whispers])


def in_thread(channel: Channel, person: str, parent: str) -> list[Seen]:
    """A thread with its parent first; empty when there is no such message."""
    if channel.log.get(parent) is None:
        return []
    whispers = [
        message
        for message in channel.ephemerals.get(person, {}).values()
        if message.is_reply and message.thread_ts == parent
    ]
    stamps = [parent, *channel.log.replies(parent)]
    return _sorted(channel, [*map(channel.log.message, stamps), *whispers])


def find_element(
    blocks: list[Json], action_id: str, *, block_id: str | None = None, value: str | None = None
) -> tuple[Json, Json]:
    """Find the one element with this id; `value` tells buttons that share it apart."""
    found = [
        (block, element)
        for block, element in elements_of(blocks)
        if element["action_id"] == action_id
        and block_id in (None, block["block_id"])
        and (value is None or element["type"] != "button" or element.get("value") == value)
    ]
    if not found:
        there = ", ".join(element["action_id"] for _, element in elements_of(blocks)) or "nothing"
        raise NotPossible(f"There is no “{action_id}” on the screen to press; there is: {there}.")
    if len(found) > 1:
        raise NotPossible(f"“{action_id}” is on the screen {len(found)} times; say which.")
    return found[0]


def _sorted(channel: Channel, messages: list[Message]) -> list[Seen]:
    return [
        Seen(channel.id, shown_message(channel, message))
        for message in sorted(messages, key=lambda message: message.ts)
    ]


def shown_message(channel: Channel, message: Message) -> Json:
    shown = channel.log.as_json(message)
    if message.only_for is not None:
        shown["ephemeral"] = True
    if message.ts in channel.pins:
        shown["pinned"] = True
    return shown
