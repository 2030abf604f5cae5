"""Messages and the log of a channel: lookups by ts, pages and threads without scanning."""

from bisect import bisect_left, bisect_right, insort
from dataclasses import dataclass, field

from bot.sandbox.ids import APP_ID, BOT_ID, BOT_USER, TEAM
from bot.sandbox.wire import Json


@dataclass
class Message:
    channel: str
    ts: str
    author: str
    text: str
    blocks: list[Json] = field(default_factory=list)
    thread_ts: str | None = None
    metadata: Json | None = None
    broadcast: bool = False
    edited_at: str | None = None
    only_for: str | None = None  # the one reader of an ephemeral message
    is_tombstone: bool = False
    attachments: list[Json] = field(default_factory=list)
    files: list[Json] = field(default_factory=list)
    # What each person has chosen in the message's selects: person → block → action → value.
    chosen: dict[str, dict[str, dict[str, Json]]] = field(default_factory=dict)
    # What external selects have offered: (block, action) → options.
    offered: dict[tuple[str, str], list[Json]] = field(default_factory=dict)

    @property
    def is_reply(self) -> bool:
        return self.thread_ts is not None and self.thread_ts != self.ts

    def as_json(self, *, with_metadata: bool = False) -> Json:
        shown: Json = {"type": "message", "user": self.author, "ts": self.ts, "text": self.text}
        if self.author == BOT_USER:
            shown |= {"bot_id": BOT_ID, "app_id": APP_ID, "team": TEAM}
        if self.is_tombstone:
            shown |= {"subtype": "tombstone", "hidden": True}
        elif self.broadcast:
            shown["subtype"] = "thread_broadcast"
        if self.blocks:
            shown["blocks"] = self.blocks
        if self.attachments:
            shown["attachments"] = self.attachments
        if self.files:
            shown |= {"files": self.files, "upload": False}
        if self.thread_ts is not None:
            shown["thread_ts"] = self.thread_ts
        if self.edited_at is not None:
            shown["edited"] = {"user": self.author, "ts": self.edited_at}
        if with_metadata and self.metadata is not None:
            shown["metadata"] = self.metadata
        return shown


@dataclass
class Thread:
    replies: list[str] = field(default_factory=list)
    people: dict[str, int] = field(default_factory=dict)

    def as_json(self, parent: str) -> Json:
        return {
            "thread_ts": parent,
            "reply_count": len(self.replies),
            "reply_users": list(self.people),
            "reply_users_count": len(self.people),
            "latest_reply": self.replies[-1],
        }


class Log:
    """What was said in one channel, oldest first."""

    def __init__(self) -> None:
        self._messages: dict[str, Message] = {}
        self._timeline: list[str] = []
        self._threads: dict[str, Thread] = {}

    def __len__(self) -> int:
        return len(self._messages)

    def get(self, ts: str) -> Message | None:
        return self._messages.get(ts)

    def add(self, message: Message) -> None:
        self._messages[message.ts] = message
        if not message.is_reply or message.broadcast:
            insort(self._timeline, message.ts)
        if message.is_reply and message.thread_ts is not None:
            thread = self._threads.setdefault(message.thread_ts, Thread())
            insort(thread.replies, message.ts)
            thread.people[message.author] = thread.people.get(message.author, 0) + 1

    def remove(self, message: Message) -> None:
        """Forget a message; a parent with replies stays as a tombstone, as in Slack."""
        if message.ts in self._threads:
            message.is_tombstone = True
            message.text, message.blocks, message.metadata = "This message was deleted.", [], None
            message.files = []
            return
        del self._messages[message.ts]
        if not message.is_reply or message.broadcast:
            del self._timeline[bisect_left(self._timeline, message.ts)]
        if message.is_reply and message.thread_ts is not None:
            self._remove_reply(message, message.thread_ts)

    def as_json(self, message: Message, *, with_metadata: bool = False) -> Json:
        shown = message.as_json(with_metadata=with_metadata)
        thread = self._threads.get(message.ts)
        if thread is not None:
            shown |= thread.as_json(message.ts)
        if message.is_reply and message.thread_ts is not None:
            parent = self._messages.get(message.thread_ts)
            shown["parent_user_id"] = parent.author if parent is not None else None
        return shown

    def replies(self, parent: str) -> list[str]:
        """Return the ts of the replies, oldest first. Not a copy."""
        thread = self._threads.get(parent)
        return thread.replies if thread is not None else []

    def timeline(self) -> list[str]:
        """Return the ts of what stands in the channel itself, oldest first. Not a copy."""
        return self._timeline

    def message(self, ts: str) -> Message:
        return self._messages[ts]

    def count_after(self, ts: str) -> int:
        return len(self._timeline) - bisect_right(self._timeline, ts)

    def _remove_reply(self, message: Message, parent: str) -> None:
        thread = self._threads[parent]
        del thread.replies[bisect_left(thread.replies, message.ts)]
        thread.people[message.author] -= 1
        if not thread.people[message.author]:
            del thread.people[message.author]
        if not thread.replies:
            del self._threads[parent]


def between(stamps: list[str], *, oldest: str, latest: str, inclusive: bool) -> tuple[int, int]:
    """Return the half-open range of indexes whose ts lies between `oldest` and `latest`."""
    if inclusive:
        return bisect_left(stamps, oldest), bisect_right(stamps, latest)
    return bisect_right(stamps, oldest), bisect_left(stamps, latest)
