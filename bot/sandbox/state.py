"""Everything the practice workspace remembers, and how it changes."""

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.sandbox.changes import Changes
from bot.sandbox.channels import Channel
from bot.sandbox.clock import PracticeClock
from bot.sandbox.files import Files
from bot.sandbox.ids import BOT_USER, SLACKBOT, new_id
from bot.sandbox.installation import Installation
from bot.sandbox.messages import Message
from bot.sandbox.tickets import Limits, ResponseUrls, Triggers
from bot.sandbox.values import with_ids
from bot.sandbox.views import Views
from bot.sandbox.wire import Json, Refused

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.sandbox.people import Person, UserGroup


@dataclass(frozen=True)
class Notice:
    """A line only one person sees, outside the conversation."""

    id: str
    text: str


class State:
    def __init__(
        self, clock: PracticeClock, installation: Installation, limits: Limits, *, team: str
    ) -> None:
        self.clock = clock
        self.installation = installation
        self.limits = limits
        self.team = team
        self.people: dict[str, Person] = {}
        self.groups: dict[str, UserGroup] = {}
        self.channels: dict[str, Channel] = {}
        self.directs: dict[str, Channel] = {}  # person → their conversation with the bot
        self.views = Views()
        self.files = Files()
        self.triggers = Triggers(limits)
        self.response_urls = ResponseUrls(limits)
        self.notices: dict[str, dict[str, Notice]] = {}
        # What real Slack would have refused where it gives the app no answer to say so.
        self.complaints: list[str] = []
        self.changes = Changes()
        self.event_listeners: list[Callable[[Json], None]] = []
        self._last_stamp_us = 0

    def stamp(self) -> str:
        """Return a fresh message ts: the practice clock's microsecond, never the same twice."""
        self._last_stamp_us = max(int(self.clock.epoch() * 1_000_000), self._last_stamp_us + 1)
        return f"{self._last_stamp_us // 1_000_000}.{self._last_stamp_us % 1_000_000:06d}"

    def channel(self, channel: str) -> Channel:
        """Find a channel by id, name or #name; raises `channel_not_found`."""
        found = self.channels.get(channel)
        if found is None:
            name = channel.removeprefix("#")
            found = next((one for one in self.channels.values() if one.name == name), None)
        if found is None:
            raise Refused("channel_not_found")
        return found

    def direct(self, person: str) -> Channel:
        """Return the conversation of a person with the bot, opening it when there is none."""
        if person not in self.people or person == BOT_USER:
            raise Refused("user_not_found")
        if person not in self.directs:
            channel_id = "D" + person[1:]
            direct = Channel(channel_id, "", {person, BOT_USER}, kind="im")
            self.directs[person] = self.channels[channel_id] = direct
        return self.directs[person]

    def post(self, channel: Channel, author: str, text: str, **parts: Any) -> Message:  # noqa: ANN401 - Message's own fields
        """Say something in a channel; everybody in it sees it."""
        message = Message(channel.id, self.stamp(), author, text, **parts)
        message.blocks = with_ids(message.blocks)
        if message.is_reply and message.thread_ts is not None:
            self._start_thread(channel, message.thread_ts)
        channel.log.add(message)
        channel.read_up_to[author] = message.ts
        self.changes.note()
        self.tell_app(message_event(channel), self._as_event(channel, message))
        return message

    def whisper(self, channel: Channel, reader: str, text: str, **parts: Any) -> Message:  # noqa: ANN401 - Message's own fields
        """Say something in a channel that one person sees."""
        author = parts.pop("author", BOT_USER)
        message = Message(channel.id, self.stamp(), author, text, only_for=reader, **parts)
        message.blocks = with_ids(message.blocks)
        channel.ephemerals.setdefault(reader, {})[message.ts] = message
        self.changes.note()
        return message

    def edit(self, message: Message, text: str, blocks: list[Json]) -> None:
        message.text, message.blocks = text, with_ids(blocks)
        message.edited_at = self.stamp()
        self.changes.note()

    def remove(self, channel: Channel, message: Message) -> None:
        if message.only_for is not None:
            channel.ephemerals.get(message.only_for, {}).pop(message.ts, None)
        else:
            channel.log.remove(message)
            channel.pins.pop(message.ts, None)
        self.changes.note()

    def pin(self, channel: Channel, ts: str) -> None:
        channel.pins[ts] = int(self.clock.epoch())
        self.changes.note()

    def unpin(self, channel: Channel, ts: str) -> None:
        del channel.pins[ts]
        self.changes.note()

    def notify(self, person: str, text: str) -> None:
        notice = Notice(new_id("N"), text)
        self.notices.setdefault(person, {})[notice.id] = notice
        self.changes.note()

    def slackbot_says(self, channel: Channel, person: str, text: str) -> None:
        self.whisper(channel, person, text, author=SLACKBOT)

    def complain(self, what: str) -> None:
        self.complaints.append(what)
        self.changes.note()

    def tell_app(self, name: str, event: Json) -> None:
        """Offer an event to the app; `name` is the subscription it belongs to."""
        if name in self.installation.events:
            for listener in self.event_listeners:
                listener(event)

    def _start_thread(self, channel: Channel, parent_ts: str) -> None:
        parent = channel.log.get(parent_ts)
        if parent is None:
            raise Refused("thread_not_found")
        if parent.is_reply:
            raise Refused("cannot_reply_to_message")
        parent.thread_ts = parent.ts

    def _as_event(self, channel: Channel, message: Message) -> Json:
        kinds = {"public": "channel", "private": "group", "im": "im"}
        return {
            **message.as_json(),
            "channel": channel.id,
            "channel_type": kinds[channel.kind],
            "event_ts": message.ts,
        }


def message_event(channel: Channel) -> str:
    kinds = {"public": "message.channels", "private": "message.groups", "im": "message.im"}
    return kinds[channel.kind]


def epoch_now() -> int:
    """Real seconds since 1970, for signatures and event times."""
    return int(time.time())
