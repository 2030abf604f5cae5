"""One door, one role, one place: the request as Slack would send it, and what came of it."""

import io
import json
import sqlite3
from dataclasses import dataclass
from typing import Any, Final, Self
from urllib.parse import urlencode

from bot.sandbox import payloads
from bot.sandbox.ids import TEAM
from bot.sandbox.signed_requests import signed
from bot.sandbox.views import View
from bot.sandbox.wire import Json, compact
from tests.doors.scene import APPROVALS, ROLES, form
from tests.driver import AGENT, INCIDENTS, MANAGER, SUPPORT, Bot
from tests.journeys.forgery import click, click_in_form, sent

Door = dict[str, Any]
Rows = dict[str, list[tuple[Any, ...]]]
PLACES: Final = {
    "incidents": INCIDENTS,
    "elsewhere": SUPPORT,
    "direct": "direct",
    "approvals": APPROVALS,
}


class Kept:
    """An office's database, put back as it was after each door that somebody got through."""

    def __init__(self, database_url: str) -> None:
        self._url = database_url
        self._live = sqlite3.connect(database_url.removeprefix("sqlite:///"))
        self._copy = sqlite3.connect(":memory:")
        self.keep()

    def keep(self) -> None:
        """From now on it is put back as it is now."""
        self._live.backup(self._copy)
        self._version = self._now()

    def as_it_is(self) -> Self:
        """Return another record of the same database, as it is now."""
        return type(self)(self._url)

    @property
    def is_changed(self) -> bool:
        """Whether a row is another one; not every commit changes one."""
        return self._now() != self._version and rows(self._live) != rows(self._copy)

    def put_back(self) -> None:
        if self._now() != self._version:
            self._copy.backup(self._live)
            self._version = self._now()

    def give_to(self, workspace: str) -> None:
        """Let everything belong to another workspace."""
        for (trigger,) in named(self._live, "trigger"):
            self._live.execute(f"DROP TRIGGER {trigger}")
        for table in rows(self._live, workspace):
            self._live.execute(f"UPDATE {table} SET workspace = ?", (workspace,))  # noqa: S608 - ours
        renamed = "UPDATE jobs SET dedupe_key = replace(dedupe_key, ?, ?)"
        self._live.execute(renamed, (TEAM, workspace))
        self._live.commit()

    def of(self, workspace: str) -> Rows:
        return rows(self._live, workspace)

    def close(self) -> None:
        self._live.close()
        self._copy.close()

    def _now(self) -> int:
        """Another number as soon as somebody else has committed."""
        [version] = self._live.execute("PRAGMA data_version").fetchone()
        return int(version)


def rows(database: sqlite3.Connection, workspace: str | None = None) -> Rows:
    """Return what stands in each table; with a `workspace`, what is theirs in those that say so."""
    has_one = "SELECT 1 FROM pragma_table_info(?) WHERE name = 'workspace'"
    found: Rows = {}
    for (table,) in named(database, "table"):
        asked = f"SELECT * FROM {table}"  # noqa: S608 - ours
        if workspace is None:
            found[table] = database.execute(asked).fetchall()
        elif database.execute(has_one, (table,)).fetchone():
            found[table] = database.execute(f"{asked} WHERE workspace = ?", (workspace,)).fetchall()
    return found


def named(database: sqlite3.Connection, kind: str) -> list[tuple[str]]:
    return database.execute("SELECT name FROM sqlite_master WHERE type = ?", (kind,)).fetchall()


@dataclass(frozen=True)
class Hall:
    """Where doors are tried. `written` is what the product logs."""

    bot: Bot
    kept: Kept
    written: io.StringIO

    async def outcome(self, body: Json, *, puts_back: bool = True) -> str:
        """Send the request, and return why it was refused; empty if it was not."""
        whole = body if "command" in body else {"payload": compact(body)}
        self.refusal()
        reply = await sent(self.bot, urlencode(whole).encode(), signed)
        assert reply.status == 200, reply
        why = self.refusal()
        if puts_back:
            self.kept.put_back()
        return why

    def refusal(self) -> str:
        """Why somebody was refused since the last look; empty if nobody was."""
        events = [json.loads(line) for line in self.written.getvalue().splitlines()]
        self.written.seek(0)
        self.written.truncate()
        faults = [one for one in events if one["level"] == "error"]
        assert faults == [], faults
        return next((str(one["why"]) for one in events if one["event"] == "refused"), "")


def command(bot: Bot, name: str, door: Door, role: str, place: str) -> Json:
    state, person = bot.practice.workspace.state, ROLES[role]
    channel = bot.practice.workspace.channel(INCIDENTS)
    asked = payloads.slash(state, person, channel, "/incident", f"{name} {door.get('rest', '')}")
    home = state.people[person].team_id
    return {**asked, "channel_id": channel_of(place, person), "team_id": home}


def press(bot: Bot, name: str, door: Door, role: str, place: str) -> Json:
    person, value = ROLES[role], str(door["value"])
    if "{seal}" in value:
        value = value.format(seal=seal(bot))
    return {**click(bot, bot.card(), name, value, by=person), "channel": there(place, person)}


def menu(bot: Bot, name: str, door: Door, role: str, place: str) -> Json:
    """The same, chosen in the menu that stands behind the buttons."""
    chosen = press(bot, name, door, role, place)["actions"][0]["value"]
    return press(bot, "more", {"value": f"{name}:{chosen}"}, role, place)


def shortcut(bot: Bot, name: str, _door: Door, role: str, place: str) -> Json:
    state, person = bot.practice.workspace.state, ROLES[role]
    card = state.channels[INCIDENTS].log.message(bot.card().ts)
    used = payloads.message_shortcut(state, person, card, name)
    return {**used, "channel": there(place, person)}


def submission(bot: Bot, view: View) -> Json:
    return payloads.submission(bot.practice.workspace.state, view)


def search(bot: Bot, view: View) -> Json:
    state = bot.practice.workspace.state
    return payloads.suggestion(state, view.person, view, ("incident", "incident"), "INC")


def by(bot: Bot, payload: Json, role: str) -> Json:
    """What one person's screen would send, as if another person had sent it."""
    return {**payload, "user": bot.practice.workspace.state.people[ROLES[role]].as_actor()}


def in_form(bot: Bot, view: View, name: str, door: Door) -> Json:
    pressed = click_in_form(bot, view, name)
    action = {**pressed["actions"][0], "value": door.get("value", "1")}
    return {**pressed, "actions": [action]}


def home(bot: Bot, role: str) -> Json:
    """App Home, opened by somebody."""
    state, person = bot.practice.workspace.state, ROLES[role]
    direct = state.direct(AGENT)  # the app has none with itself; it is not looked at
    event = payloads.event_callback(payloads.home_opened(state, person, direct, None))
    return {**event, "team_id": state.people[person].team_id}


async def opened(bot: Bot, door: Door) -> View:
    """Open the form and fill in what the table says."""
    view = await form(bot, door["way"], ROLES[door["by"]])
    actor = bot.person(ROLES[door["by"]])
    for name, value in door.get("filled", {}).items():
        if name == "incident":
            await actor.search("modal", name, f"INC-{value}")
        actor.fill(name, value)
    return view


def seal(bot: Bot) -> str:
    """What an approver's card says of the request that waits."""
    cards = [one for one in bot.direct(MANAGER) if "approve_credit" in json.dumps(one.blocks)]
    pressed = (
        element["value"]
        for block in cards[-1].blocks
        for element in block.get("elements", ())
        if element.get("action_id") == "approve_credit"
    )
    return str(next(pressed)).partition(":")[2]


def channel_of(place: str, person: str) -> str:
    return f"D{person[1:]}" if place == "direct" else PLACES[place]


def there(place: str, person: str) -> Json:
    return {"id": channel_of(place, person), "name": "somewhere"}


def wanted(door: Door, role: str) -> str:
    """Why the table says this role is refused; empty if it is let in."""
    found = (why for why, roles in door.get("refused", {}).items() if role in roles.split())
    return next(found, "")
