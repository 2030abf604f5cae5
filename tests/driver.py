"""The whole product, driven as people drive it: typed commands, presses, forms, and the clock.

Everything is real but the chat platform (the practice workspace, on real sockets) and the clock,
which stands still until a test turns it.
"""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from bot.app import Candour, running
from bot.jobs import queue
from bot.manifest import manifest
from bot.sandbox.acts import Actor
from bot.sandbox.clock import PracticeClock
from bot.sandbox.forms import find_input
from bot.sandbox.installation import Installation
from bot.sandbox.screen import Seen, words_in
from bot.sandbox.server import PracticeServer
from bot.sandbox.values import as_plain, elements_of
from bot.settings import Settings, settings_from

INCIDENTS: Final = "C01INCIDENTS"
SUPPORT: Final = "C02SUPPORT"
AGENT: Final = "U01DAN"
LEAD: Final = "U02AMIRA"
MANAGER: Final = "U03MARA"
FINANCE: Final = "U04FINN"
HEAD: Final = "U05HOPE"
NOON: Final = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
NEWS: Final = (
    "Customers cannot pay by card. We are sorry. The provider is looking into it. "
    "Next update: by 13:00 GMT, even if nothing has changed."
)
"""Words to everybody that no rule stops, an hour before they are due."""
A_BREATH: Final = timedelta(seconds=5)
"""Deliveries keep Slack's pace of a message a second; a test lets so much time pass for them."""
SIGNED: Final = {"SLACK_SIGNING_SECRET": "practice-signing-secret"}
SOCKET: Final = {"SLACK_APP_TOKEN": "xapp-practice"}
NORTHWIND: Final[dict[str, Any]] = {
    "organisation": {"company": "Northwind", "incident_channel": INCIDENTS},
    "people": {
        "managers": ["S02MANAGERS"],
        "leads": ["S01LEADS"],
        "head_of_support": [HEAD],
        "security": [FINANCE],
        "finance": [FINANCE],
    },
    "credits": {
        "tiers": [
            {"up_to": "500.00", "approvers": [["managers", "head_of_support"]]},
            {"up_to": "2500.00", "approvers": [["head_of_support"], ["finance"]]},
        ]
    },
}


@dataclass(frozen=True)
class Bot:
    practice: PracticeServer
    candour: Candour
    clock: PracticeClock

    def person(self, somebody: str) -> Actor:
        return self.practice.workspace.as_person(somebody)

    async def slash(self, text: str, *, by: str = AGENT, channel: str = INCIDENTS) -> str:
        """Type `/incident …` and return the private answer; empty when a form opened."""
        actor = self.person(by)
        async with self._answer(by, channel) as answer:
            failure = await actor.slash(channel, f"/incident {text}".strip())
            assert failure is None, failure
        return answer()

    async def press(
        self, on: Seen, action: str, *, by: str = AGENT, chosen: str | None = None
    ) -> str:
        """Press a button, or choose, and return the private answer; empty when a form opened.

        What stands in a menu is found there, as a person would look for it.
        """
        actor = self.person(by)
        action, chosen = in_menu(on, action) or (action, chosen)
        async with self._answer(by, on.channel) as answer:
            failure = await actor.choose(on, action, chosen)
            assert failure is None, failure
        return answer()

    async def shortcut(self, name: str, on: Seen, *, by: str = AGENT) -> None:
        """Use a shortcut from the menu of a message, and wait for the form it opens."""
        before = self._form_now(by)
        failure = await self.person(by).shortcut(name, on)
        assert failure is None, failure
        await self.practice.workspace.until(lambda: self._form_now(by) != before)

    @asynccontextmanager
    async def _answer(self, by: str, channel: str) -> AsyncIterator[Callable[[], str]]:
        """Wait until the person has got a private answer in the channel, or another form."""
        before = {seen.ts for seen in self.whispers(channel, by)}
        form_before = self._form_now(by)

        def answer() -> str:
            new = [seen for seen in self.whispers(channel, by) if seen.ts not in before]
            return "\n".join(seen.text for seen in new)

        yield answer
        workspace = self.practice.workspace
        await workspace.until(lambda: bool(answer()) or self._form_now(by) != form_before)

    # Forms.

    def form(self, *, by: str = AGENT) -> str:
        """What the open form says, its errors first; without what stands in its fields."""
        view = self.person(by).modal
        assert view is not None, "no form is open"
        return "\n".join([*view.errors.values(), *words_in([view.content["title"], *view.blocks])])

    def typed(self, name: str, *, by: str = AGENT) -> str:
        """What stands in a field of the open form."""
        view = self.person(by).modal
        assert view is not None, "no form is open"
        block, element = find_input(view, name)
        return str(as_plain(view.values[block["block_id"]][element["action_id"]]) or "")

    async def send(self, *, by: str = AGENT, **fields: str) -> str:
        """Fill in fields by their names, send the form, and return what it says then."""
        actor = self.person(by)
        for name, value in fields.items():
            actor.fill(name, value)
        failure = await actor.submit()
        assert failure is None, failure
        return self.form(by=by)

    async def press_in_form(
        self, action: str, *, by: str = AGENT, chosen: str | None = None
    ) -> str:
        """Press or choose in the open form, and return what it says once it has changed."""
        before = self._form_now(by)
        failure = await self.person(by).choose("modal", action, chosen)
        assert failure is None, failure
        await self.practice.workspace.until(lambda: self._form_now(by) != before)
        return self.form(by=by)

    def _form_now(self, somebody: str) -> tuple[str, str]:
        view = self.person(somebody).modal
        return ("", "") if view is None else (view.id, view.hash)

    # What is on the screen.

    def whispers(self, channel: str, somebody: str) -> list[Seen]:
        """What only this person sees, in the channel and in its threads."""
        place = self.practice.workspace.channel(channel)
        return [
            self.person(somebody).message(channel, ts) for ts in place.ephemerals.get(somebody, {})
        ]

    async def deliver(self) -> None:
        """Let everything that is owed now arrive, at the pace that Slack allows."""
        until = self.clock.now() + A_BREATH
        while True:
            await self.candour.worker.run_due()
            async with self.candour.store.reading() as reader:
                then = await queue.next_run_at(reader, now=self.clock.now())
            if then is None or then > until:
                return
            self.clock.turn(then - self.clock.now())

    async def wait(self, time: timedelta) -> None:
        """Turn the clock, and let what fell due meanwhile arrive."""
        self.clock.turn(time)
        await self.deliver()

    def channel(self, channel: str = INCIDENTS, *, by: str = AGENT) -> list[Seen]:
        """The messages that everybody in the channel sees."""
        return [seen for seen in self.person(by).messages(channel) if not seen.is_ephemeral]

    def card(self, number: int = 1) -> Seen:
        """The state card of an incident as it stands in its channel."""
        [card] = [seen for seen in self.channel() if seen.text.startswith(f"INC-{number} ·")]
        return card

    def thread(self, number: int = 1) -> list[Seen]:
        """What stands below the card, oldest first."""
        seen = self.person(AGENT).thread(INCIDENTS, self.card(number).ts)
        return [one for one in seen[1:] if not one.is_ephemeral]

    def thread_card(self, begins: str, number: int = 1) -> Seen:
        """A card of its own below the state card: a promise's, as it stands now."""
        [card] = [seen for seen in self.thread(number) if begins in seen.text]
        return card

    def direct(self, somebody: str) -> list[Seen]:
        """The messages from the bot to one person."""
        actor = self.person(somebody)
        return [seen for seen in actor.messages(actor.direct) if not seen.is_ephemeral]


def in_menu(on: Seen, action: str) -> tuple[str, str] | None:
    """Return the menu of a message that holds an action, and the value of its entry."""
    for _, element in elements_of(on.blocks):
        for option in element["options"] if element["type"] == "overflow" else ():
            if option["value"].partition(":")[0] == action:
                return element["action_id"], option["value"]
    return None


def settings_for(practice: PracticeServer, database_url: str, **more: str) -> Settings:
    environ = {
        "SLACK_BOT_TOKEN": "xoxb-practice",
        "SLACK_API_URL": practice.api_url,
        "DATABASE_URL": database_url,
        "CANDOUR_HOST": "127.0.0.1",
        "CANDOUR_PORT": "0",
        **more,
    }
    return settings_from(environ, NORTHWIND)


@asynccontextmanager
async def started(database_url: str, *, socket: bool = False) -> AsyncIterator[Bot]:
    """Start the practice workspace and the bot; jobs run only when a test says so."""
    clock = PracticeClock(rate=0, start=NOON)
    installed = Installation.from_manifest(manifest())
    async with PracticeServer(clock=clock, installation=installed) as practice:
        settings = settings_for(practice, database_url, **(SOCKET if socket else SIGNED))
        async with running(settings, now=clock.now, jobs=False) as candour:
            if not socket:
                practice.deliver_over_http(f"{candour.url}/slack/events")
            yield Bot(practice, candour, clock)
            assert practice.workspace.complaints == []


@asynccontextmanager
async def joined(bot: Bot, database_url: str) -> AsyncIterator[Bot]:
    """Start a second replica, or the first one anew, beside a bot that may be dead by now."""
    settings = settings_for(bot.practice, database_url, **SIGNED)
    async with running(settings, now=bot.clock.now, jobs=False) as candour:
        yield replace(bot, candour=candour)
