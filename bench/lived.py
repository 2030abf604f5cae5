"""An outage as it goes: customers logged and told, a promise, a credit, and the end of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Final

from slack_sdk.web.async_client import AsyncWebClient

from bench import home
from bench.slack import CHANNELS, PERSON
from bot.app import deliveries
from bot.domain.credit import Credit
from bot.domain.customer import Report
from bot.domain.reason import Reason
from bot.domain.remedy import Remedy
from bot.domain.wish import Wish
from bot.jobs.clocks import Clocks
from bot.jobs.deliver import Post
from bot.jobs.roles import Directory
from bot.jobs.slack import SlackChat
from bot.jobs.worker import Worker
from bot.sandbox.ids import BOT_TOKEN, TEAM
from bot.store.transaction import Store
from bot.usecases import credits, customers, decisions, endings
from bot.usecases.acting import Acting
from handlers import commands
from handlers.answers import Form
from handlers.asked import Asked
from handlers.desk import Desk

PLACE: Final = CHANNELS[0]
WORDS: Final = "The payment provider has found the failing part."
ORGANISATION: Final = replace(home.ORGANISATION, incident_place=PLACE)
HOLDERS: Final[Mapping[str, frozenset[str]]] = {"managers": frozenset({home.LEAD})}
PACE: Final = timedelta(minutes=20)
A_DAY: Final = timedelta(days=1)
UPDATES: Final = 4
HURT: Final = 3


@dataclass
class Office:
    """The product behind its doors, with a clock that stands still."""

    store: Store
    slack: AsyncWebClient
    now: datetime = field(default_factory=lambda: datetime(2026, 3, 4, 9, tzinfo=UTC))

    @property
    def desk(self) -> Desk:
        chat = SlackChat(self.slack)
        return Desk(TEAM, self.store, ORGANISATION, lambda: self.now, Directory(chat, TEAM))

    @property
    def post(self) -> Post:
        return Post(self.store, SlackChat(self.slack), ORGANISATION, lambda: self.now)

    async def type(self, text: str) -> None:
        """Type `/incident …`; what it says is not a form."""
        asked = Asked(workspace=TEAM, place=PLACE, person=PERSON, text=text)
        answer = await commands.run(asked, self.desk)
        assert not isinstance(answer, Form), text

    async def deliver(self) -> None:
        """Let what is owed arrive in Slack, cards and all."""
        self.now += PACE
        batches = Clocks(self.post).batches()
        worker = Worker(self.store, deliveries(self.post), lambda: self.now, batches=batches)
        await worker.run_due()


def office(store: Store, slack_url: str) -> Office:
    return Office(store, AsyncWebClient(token=BOT_TOKEN, base_url=slack_url))


async def live(there: Office) -> None:
    """Live through INC-1, from its opening to its end, and the day after that."""
    await there.type("open Customers cannot pay by card")
    await there.deliver()
    for number in range(HURT):
        await log_customer(there, 1, number)
    for _ in range(UPDATES):
        await there.type(f"update INC-1 {WORDS}")
        await there.deliver()
    await there.type("promise INC-1 tell everybody what failed by 18:00")
    await give(there, 1)
    await there.deliver()
    await _end(there)
    there.now += A_DAY
    await there.deliver()


async def log_customer(there: Office, incident: int, number: int) -> None:
    await customers.log_customer(
        there.store,
        ORGANISATION,
        Report(reference=f"T-{incident}-{number}", name=f"Ms {number}", concern="The rent is due"),
        workspace=TEAM,
        incident=incident,
        by=PERSON,
        now=there.now,
    )


async def give(there: Office, incident: int) -> Credit:
    """Ask for a credit for the first customer, and approve it."""
    asks = Acting(workspace=TEAM, by=PERSON, now=there.now, holders=HOLDERS)
    wish = Wish(
        incident=incident,
        customer=f"T-{incident}-0",
        reason="A late fee, because the payment failed.",
        code=Reason.COST_DIRECT,
        remedy=Remedy.MONEY,
        amount="£50",
    )
    asked = await credits.ask(there.store, ORGANISATION, asks, wish)
    gives = replace(asks, by=home.LEAD)
    return await decisions.approve(there.store, ORGANISATION, gives, asked.number, seal=asked.seal)


async def _end(there: Office) -> None:
    await endings.say_fixed(
        there.store, ORGANISATION, workspace=TEAM, number=1, by=PERSON, now=there.now
    )
    await endings.check(
        there.store,
        ORGANISATION,
        workspace=TEAM,
        number=1,
        fix=1,
        how="paying with a test card",
        by=home.LEAD,
        now=there.now,
    )
