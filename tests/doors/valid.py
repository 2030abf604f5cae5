"""One right payload of every kind that Slack sends, as the practice workspace makes them."""

import tomllib
from pathlib import Path
from typing import Any, Final

from bot.sandbox import payloads
from bot.sandbox.wire import Json
from handlers.buttons import BUTTONS
from handlers.modals import CHANGES
from tests.doors.scene import ROLES, form
from tests.driver import AGENT, INCIDENTS, Bot
from tests.journeys.forgery import click, click_in_form

DOORS: Final[dict[str, dict[str, dict[str, Any]]]] = tomllib.loads(
    Path(__file__).with_name("doors.toml").read_text()
)


async def every_kind(bot: Bot) -> list[Json]:
    workspace = bot.practice.workspace
    state, place = workspace.state, workspace.channel(INCIDENTS)
    found = [
        payloads.slash(state, AGENT, place, "/incident", f"{verb} {door.get('rest', '')}")
        for verb, door in DOORS["command"].items()
    ]
    found += [
        click(bot, bot.card(), action, DOORS["press"][action].get("value", "1"), by=AGENT)
        for action in BUTTONS
    ]
    card = state.channels[INCIDENTS].log.message(bot.card().ts)
    found += [payloads.message_shortcut(state, AGENT, card, name) for name in DOORS["shortcut"]]
    found += await in_forms(bot)
    direct = workspace.channel(state.direct(AGENT).id)
    home = payloads.home_opened(state, AGENT, direct, None)
    found += [payloads.event_callback(home), payloads.global_shortcut(state, AGENT, "x")]
    return [*found, {"type": "url_verification", "token": "x", "challenge": "what it is"}]


async def in_forms(bot: Bot) -> list[Json]:
    """Forms that are sent or closed, and what is pressed or searched in them."""
    state, found = bot.practice.workspace.state, []
    for door in DOORS["form"].values():
        view = await form(bot, door["way"], ROLES[door["by"]])
        found.append(payloads.submission(state, view))
        if view.content["callback_id"] == "words_form":
            found += [click_in_form(bot, view, action) for action in CHANGES]
            found.append(payloads.closed(state, view, is_cleared=False))
        if view.content["callback_id"] == "choose_form":
            at = ("incident", "incident")
            found.append(payloads.suggestion(state, AGENT, view, at, "INC"))
        if view.content["callback_id"] == "call_form":
            found += [click_in_form(bot, view, one) for one in CHANGES if one.startswith("call")]
    return found
