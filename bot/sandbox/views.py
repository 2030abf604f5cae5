"""Open modals, stacked for each person, and App Home views."""

from dataclasses import dataclass, field
from typing import Final

from bot.sandbox.ids import APP_ID, BOT_ID, TEAM, new_id, new_secret
from bot.sandbox.values import Values, values_at_start, with_ids
from bot.sandbox.wire import Json, Refused

DEEPEST_STACK: Final = 3

CONTENT: Final = (
    "type",
    "title",
    "submit",
    "close",
    "blocks",
    "private_metadata",
    "callback_id",
    "clear_on_close",
    "notify_on_close",
    "submit_disabled",
    "external_id",
)


@dataclass
class View:
    id: str
    person: str
    content: Json
    values: Values
    hash: str
    root_id: str
    previous_id: str | None = None
    errors: dict[str, str] = field(default_factory=dict)
    # What external selects have offered: (block, action) → options.
    offered: dict[tuple[str, str], list[Json]] = field(default_factory=dict)

    @property
    def blocks(self) -> list[Json]:
        blocks: list[Json] = self.content["blocks"]
        return blocks

    def as_json(self) -> Json:
        return {
            "id": self.id,
            "team_id": TEAM,
            "app_id": APP_ID,
            "app_installed_team_id": TEAM,
            "bot_id": BOT_ID,
            "root_view_id": self.root_id,
            "previous_view_id": self.previous_id,
            "hash": self.hash,
            "state": {"values": self.values},
            "private_metadata": "",
            "callback_id": "",
            "external_id": "",
            "clear_on_close": False,
            "notify_on_close": False,
            "submit": None,
            "close": None,
            **self.content,
        }


class Views:
    """Every view that is on somebody's screen."""

    def __init__(self) -> None:
        self._stacks: dict[str, list[View]] = {}
        self._homes: dict[str, View] = {}
        self._open: dict[str, View] = {}
        self._by_external_id: dict[str, View] = {}

    def top(self, person: str) -> View | None:
        stack = self._stacks.get(person)
        return stack[-1] if stack else None

    def home(self, person: str) -> View | None:
        return self._homes.get(person)

    def depth(self, person: str) -> int:
        return len(self._stacks.get(person, ()))

    def find(self, *, view_id: str | None = None, external_id: str | None = None) -> View | None:
        if view_id is not None:
            return self._open.get(view_id)
        return self._by_external_id.get(external_id or "")

    def open(self, person: str, content: Json, *, on_top: bool) -> View:
        """Show a modal, on top of the open one or instead of it."""
        if not on_top:
            self.close_all(person)
        stack = self._stacks.setdefault(person, [])
        if len(stack) == DEEPEST_STACK:
            raise Refused("push_limit_reached")
        view = self._new(person, content, below=stack[-1] if stack else None)
        stack.append(view)
        return view

    def publish(self, person: str, content: Json, *, expected_hash: str | None) -> View:
        old = self._homes.get(person)
        if old is not None:
            self.update(old, content, expected_hash=expected_hash)
            return old
        view = self._new(person, content, below=None)
        self._homes[person] = view
        return view

    def update(self, view: View, content: Json, *, expected_hash: str | None = None) -> None:
        if expected_hash and expected_hash != view.hash:
            raise Refused("hash_conflict")
        if content["type"] != view.content["type"]:
            raise Refused("invalid_arguments")
        self._by_external_id.pop(view.content.get("external_id") or "", None)
        self._claim_external_id(view, content)
        view.content = _as_stored(content)
        view.values = values_at_start(view.blocks, view.values)
        view.errors, view.hash = {}, new_secret()

    def close(self, view: View) -> None:
        """Take a modal away, from below another one too."""
        self._stacks[view.person].remove(view)
        self._forget(view)

    def close_all(self, person: str) -> list[View]:
        """Close every modal of a person; return them, the top one first."""
        return [self._forget(view) for view in reversed(self._stacks.pop(person, []))]

    def _new(self, person: str, content: Json, *, below: View | None) -> View:
        view_id = new_id("V")
        stored = _as_stored(content)
        view = View(
            id=view_id,
            person=person,
            content=stored,
            values=values_at_start(stored["blocks"]),
            hash=new_secret(),
            root_id=below.root_id if below is not None else view_id,
            previous_id=below.id if below is not None else None,
        )
        self._claim_external_id(view, content)
        self._open[view_id] = view
        return view

    def _claim_external_id(self, view: View, content: Json) -> None:
        external_id = content.get("external_id")
        if not external_id:
            return
        if external_id in self._by_external_id:
            raise Refused("duplicate_external_id")
        self._by_external_id[external_id] = view

    def _forget(self, view: View) -> View:
        self._open.pop(view.id, None)
        self._by_external_id.pop(view.content.get("external_id") or "", None)
        return view


def _as_stored(content: Json) -> Json:
    stored: Json = {key: content[key] for key in CONTENT if key in content}
    return {**stored, "blocks": with_ids(content.get("blocks", []))}
