"""An office in the middle of an outage: one of everything that a door can be about.

INC-1 is open, with a customer, promises, credits and words that wait for their release; INC-2 is
over, with a customer and a step; INC-3 is open besides; INC-4 is fixed and waits for its check;
INC-5 is over and has no step.
"""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any, Final

from bot.sandbox.ids import BOT_USER
from bot.sandbox.people import Person
from bot.sandbox.views import View
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
from tests.journeys.forgery import STRANGERS, click, forged

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
PLACES: Final = ("incidents", "elsewhere", "direct", "approvals")
OFFICE: Final[dict[str, Any]] = {
    **NORTHWIND,
    "people": {
        **NORTHWIND["people"],
        "comms": [HEAD],
        "legal": [LEGAL],
        "security": [SECURITY],
    },
}


@asynccontextmanager
async def outage(database_url: str) -> AsyncIterator[Bot]:
    async with started(database_url, toml=OFFICE) as bot:
        people_come(bot)
        await five_incidents(bot)
        await people_and_promises(bot)
        await money(bot)
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
    await bot.slash(f"update INC-1 {NEWS}", by=HEAD)
    for number in (2, 5):
        await bot.resolve(number)
    await bot.slash("resolve INC-4")
    await bot.deliver()


async def people_and_promises(bot: Bot) -> None:
    for number in (1, 2):
        await bot.slash(f"customer INC-{number}")
        await bot.send(customer_name="Ms Quill", reference=f"ACC-{number}", impact="Missed a bill")
    for words in ("We will call you by 12:30", "We will write to you by 18:00"):
        await bot.slash(f"promise INC-1 {words}")
    await bot.slash("prevention INC-2 Test the card path every hour")
    await bot.send(step_due="2026-03-20")
    await bot.slash("update INC-1")
    bot.person(AGENT).fill("text", NEWS.replace("13:00", "13:05"))
    await bot.press_in_form("ask_approval")
    await bot.person(AGENT).close()
    await bot.slash("obstacle INC-1 The phone system hides the queue")
    await bot.send(tool="The phone", often="once")
    await bot.wait(timedelta(minutes=40))


async def money(bot: Bot) -> None:
    for customer in ("ACC-1", "ACC-2"):
        await bot.slash("credit INC-1")
        await bot.send(customer=customer, amount="40", reason="Two hours in the queue")
        await bot.deliver()
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
        await forged(bot, click(bot, bot.card(), action, value, by=by))
        await bot.practice.workspace.until(lambda: actor.modal is not None)
    assert actor.modal is not None, way
    return actor.modal
