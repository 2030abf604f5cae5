"""An office in the middle of an outage: one of everything that a door can be about.

INC-1 is open, with a customer, facts, promises of which one is late, credits, and words that wait
for their release; INC-2 is over, with a customer and a step; INC-3 is open besides, and handed to
somebody else; INC-4 is fixed and waits for its check; INC-5 is over and has no step; INC-6 is over,
and its customers were written to.
"""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any, Final

from bot.sandbox.ids import BOT_USER
from bot.sandbox.people import Person
from bot.sandbox.views import View
from tests.doors.aftermath import written_to
from tests.driver import (
    AGENT,
    FINANCE,
    HEAD,
    INCIDENTS,
    LEAD,
    MANAGER,
    NEWS,
    NORTHWIND,
    SUPPORT,
    Bot,
    started,
)
from tests.journeys.forgery import STRANGERS, click

LEGAL: Final = "U20LEGAL"
SECURITY: Final = "U21SECURE"
GUEST: Final = "U22GUEST"
STRANGER: Final = "U23MET"
APPROVALS: Final = "C09APPROVALS"
ROLES: Final[Mapping[str, str]] = {
    "agent": AGENT,
    "lead": LEAD,
    "manager": MANAGER,
    "head": HEAD,
    "finance": FINANCE,
    "legal": LEGAL,
    "security": SECURITY,
    "guest": GUEST,
    "stranger": STRANGER,
    "app": BOT_USER,
}
WAITS: Final = (
    "It works again. It failed at 12:00 GMT on 4 March. We are sorry. "
    "If it does not work for you, tell us on the help page."
)
"""Words at the end, which a lead releases."""
OFFICE: Final[dict[str, Any]] = {
    **NORTHWIND,
    "people": {
        **NORTHWIND["people"],
        "comms": [HEAD],
        "legal": [LEGAL],
        "security": [SECURITY],
    },
    "words": {"complaint_route": "the complaints page in the app"},
    "terms": {"clause": "we do not cover lost profit", "confirmed_by": LEGAL},
}


@asynccontextmanager
async def outage(database_url: str, *, socket: bool = False) -> AsyncIterator[Bot]:
    async with started(database_url, socket=socket, toml=OFFICE) as bot:
        people_come(bot)
        await five_incidents(bot)
        await people_and_promises(bot)
        await facts(bot)
        await money(bot)
        await written_to(bot)
        await bot.wait(timedelta(minutes=65))
        yield bot
        bot.practice.workspace.complaints.clear()  # forged presses have no screen to be right on


def people_come(bot: Bot) -> None:
    workspace = bot.practice.workspace
    workspace.add_person(Person(LEGAL, "lex", "Lex Dunn"))
    workspace.add_person(Person(SECURITY, "sam", "Sam Okoro"))
    workspace.add_person(Person(GUEST, "gail", "Gail Brook", is_restricted=True))
    workspace.add_person(Person(STRANGER, "met", "Met Vale", team_id=STRANGERS))
    for channel in (INCIDENTS, SUPPORT):
        workspace.channel(channel).members |= {LEGAL, SECURITY, GUEST, STRANGER, HEAD, FINANCE}


async def five_incidents(bot: Bot) -> None:
    for what in ("pay by card", "sign in", "send messages", "see their orders", "reset it"):
        await bot.slash(f"open Customers cannot {what}")
    await bot.deliver()
    await bot.slash(f"update INC-1 {NEWS} We will publish the cause by Friday.", by=HEAD)
    for number in (2, 5):
        await bot.resolve(number)
    await bot.slash("resolve INC-4")
    await bot.deliver()


async def people_and_promises(bot: Bot) -> None:
    for number in (1, 2):
        await bot.slash(f"customer INC-{number}")
        await bot.send(customer_name="Ms Quill", reference=f"ACC-{number}", impact="Missed a bill")
    for words in ("call back by 12:30", "write the cause by 18:00"):
        await bot.slash(f"promise INC-1 {words}")
    await bot.slash("prevention INC-2 Test the card path every hour")
    await bot.send(step_due="2026-03-20")
    for tool in ("The phone", "The mail"):
        await bot.slash("obstacle INC-1 It hides the queue")
        await bot.send(tool=tool, often="once")
    await bot.practice.workspace.delivery.interact(
        click(bot, bot.card(), "take_obstacle", "2", by=AGENT)
    )
    await bot.slash(f"handover INC-3 <@{LEAD}> please look at the queue")
    await bot.wait(timedelta(minutes=40))


async def facts(bot: Bot) -> None:
    await bot.slash("facts INC-1")
    await bot.press_in_form("more_facts")
    said = {"scope": "all customers in the UK", "cause": "a change to the sign-in rules"}
    sure = {f"certainty.{name}": "confirmed:public" for name in said}
    await bot.send(**said, **sure)
    await bot.deliver()
    await bot.slash("draft INC-2 K04")
    bot.person(AGENT).fill("text", WAITS)
    await bot.press_in_form("ask_approval")
    await bot.person(AGENT).close()
    await bot.deliver()


async def money(bot: Bot) -> None:
    """Of three requests the first waits, the second was exported, the third is to be."""
    await bot.slash("owed INC-1", by=LEGAL)
    await bot.send(by=LEGAL, owed="none")
    for customer in ("ACC-1", "ACC-2"):
        await asked_for(bot, customer)
    await approved(bot)
    await bot.slash("export", by=FINANCE)
    await asked_for(bot, "ACC-7")
    await approved(bot)


async def asked_for(bot: Bot, customer: str) -> None:
    await bot.slash("credit INC-1")
    await bot.send(customer=customer, amount="40", reason="Two hours in the queue")
    await bot.deliver()


async def approved(bot: Bot) -> None:
    """Approve what was asked for last."""
    await bot.press(bot.direct(MANAGER)[-1], "approve_credit", by=MANAGER)
    await bot.deliver()


async def form(bot: Bot, way: str, by: str) -> View:
    """Open a form by `/words` or by `action value`, and return it."""
    actor = bot.person(by)
    while actor.modal is not None:
        await actor.close()
    if way.startswith("/"):
        await bot.slash(way[1:], by=by)
    else:
        action, value = way.split()
        await bot.practice.workspace.delivery.interact(click(bot, bot.card(), action, value, by=by))
        await bot.practice.workspace.until(lambda: actor.modal is not None)
    assert actor.modal is not None, way
    return actor.modal
