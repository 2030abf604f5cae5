"""Requests that no screen would send: made by hand, signed or not, as an attacker would."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import aiohttp

from bot.sandbox import payloads
from bot.sandbox.screen import Seen
from bot.sandbox.signed_requests import FORM, signed
from bot.sandbox.views import View
from bot.sandbox.wire import Json, compact
from tests.driver import AGENT, INCIDENTS, Bot

STRANGERS = "T09ELSEWHERE"


@dataclass(frozen=True)
class Reply:
    status: int
    body: Any


async def forged(bot: Bot, payload: Json, headers: Callable[[bytes], Json] = signed) -> Reply:
    """Send an interaction over HTTP; `headers` signs it, rightly unless told otherwise."""
    return await sent(bot, urlencode({"payload": compact(payload)}).encode(), headers)


async def forged_command(
    bot: Bot, text: str, headers: Callable[[bytes], Json] = signed, **changed: str
) -> Reply:
    workspace = bot.practice.workspace
    payload = payloads.slash(
        workspace.state, AGENT, workspace.channel(INCIDENTS), "/incident", text
    )
    return await sent(bot, urlencode({**payload, **changed}).encode(), headers)


async def sent(bot: Bot, body: bytes, headers: Callable[[bytes], Json]) -> Reply:
    url = f"{bot.candour.url}/slack/events"
    async with (
        aiohttp.ClientSession() as session,
        session.post(url, data=body, headers={"Content-Type": FORM, **headers(body)}) as answer,
    ):
        text = await answer.text()
        is_json = answer.content_type == "application/json" and text
        return Reply(answer.status, await answer.json() if is_json else text)


def click(bot: Bot, on: Seen, action: str, value: str, *, by: str) -> Json:
    """A press on a message, whether or not that button is on it, or the message on the screen."""
    state = bot.practice.workspace.state
    message = state.channels[on.channel].log.message(on.ts)
    pressed = {"type": "button", "action_id": action, "value": value, "block_id": "actions"}
    stamped = {**pressed, "action_ts": state.stamp()}
    return payloads.press_on_message(state, by, message, stamped)


def click_in_form(bot: Bot, view: View, action: str) -> Json:
    state = bot.practice.workspace.state
    pressed = {"type": "button", "action_id": action, "value": "1", "block_id": "actions"}
    return payloads.press_in_view(state, view, {**pressed, "action_ts": state.stamp()})


def from_elsewhere(payload: Json) -> Json:
    """The same, done by somebody of another organisation in a shared channel."""
    return {**payload, "user": {**payload["user"], "team_id": STRANGERS}}


async def pressed_by_hand(bot: Bot, payload: Json) -> str:
    """Send a forged click; return the private answer to it."""
    place = bot.practice.workspace.channel(payload["channel"]["id"])
    person = payload["user"]["id"]
    before = set(place.ephemerals.get(person, {}))

    def answer() -> str:
        whispers = place.ephemerals.get(person, {})
        return "\n".join(one.text for ts, one in whispers.items() if ts not in before)

    reply = await forged(bot, payload)
    assert reply.status == 200, reply
    await bot.practice.workspace.until(lambda: bool(answer()))
    return answer()
