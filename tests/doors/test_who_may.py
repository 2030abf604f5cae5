"""Every door, tried by everybody from everywhere: `doors.toml` says who is let in."""

import io
import json
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlencode

import pytest

from bot.sandbox import payloads
from bot.sandbox.signed_requests import signed
from bot.sandbox.wire import Json
from handlers.buttons import BUTTONS
from handlers.commands import VERBS
from handlers.modals import CHANGES, SENDS
from handlers.shortcuts import SHORTCUTS
from tests.doors.scene import APPROVALS, ROLES, form, outage
from tests.doors.valid import DOORS
from tests.driver import INCIDENTS, SUPPORT, Bot
from tests.journeys.forgery import click, forged, sent

NOT_THEIRS: Final = {
    why
    for doors in ("command", "press", "form")
    for one in DOORS[doors].values()
    for why in one.get("refused", {})
}
"""The refusals that are about who somebody is; every other means that they were let in."""
OUTERMOST_FIRST: Final = tuple(ROLES)[::-1]
"""Who is refused most comes first, while everything is still as it was."""
PLACES: Final = (INCIDENTS, SUPPORT, "direct", APPROVALS)


def test_the_table_names_every_door() -> None:
    assert set(DOORS["command"]) == set(VERBS)
    assert set(DOORS["press"]) == set(BUTTONS)
    assert {*DOORS["form"], *DOORS["form_elsewhere"]} == set(SENDS)
    assert set(DOORS["shortcut"]) == set(SHORTCUTS)
    assert set(DOORS["in_form"]["names"]) == set(CHANGES)
    for name, where in DOORS["form_elsewhere"].items():
        assert (Path("tests") / str(where)).exists(), name


@pytest.mark.timeout(400)
@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("kind", ["command", "press", "shortcut"])
async def test_who_is_let_in_from_where(
    sqlite_url: str, written: io.StringIO, kind: str, place: str
) -> None:
    async with outage(sqlite_url) as bot:
        for name, door in DOORS[kind].items():
            for role in OUTERMOST_FIRST:
                why = await tried(bot, door, written, kind=kind, name=name, role=role, place=place)
                assert why == wanted(door, role), (name, role)


@pytest.mark.timeout(400)
async def test_who_is_let_in_by_another_persons_form(sqlite_url: str, written: io.StringIO) -> None:
    async with outage(sqlite_url) as bot:
        state = bot.practice.workspace.state
        for name, door in DOORS["form"].items():
            view = await form(bot, door["way"], ROLES[door["by"]])
            for role in OUTERMOST_FIRST:
                payload = payloads.submission(state, view)
                actor = state.people[ROLES[role]].as_actor()
                refusal(written)
                reply = await forged(bot, {**payload, "user": actor})
                assert reply.status == 200
                assert refusal(written) == wanted(door, role), (name, role)


async def tried(
    bot: Bot,
    door: dict[str, Any],
    written: io.StringIO,
    *,
    kind: str,
    name: str,
    role: str,
    place: str,
) -> str:
    workspace, person = bot.practice.workspace, ROLES[role]
    state = workspace.state
    where = f"D{person[1:]}" if place == "direct" else place
    refusal(written)
    if kind == "command":
        text = f"{name} {door.get('rest', '')}"
        asked = payloads.slash(state, person, workspace.channel(INCIDENTS), "/incident", text)
        home = state.people[person].team_id
        changed: Json = {**asked, "channel_id": where, "team_id": home}
        reply = await sent(bot, urlencode(changed).encode(), signed)
    else:
        card = state.channels[INCIDENTS].log.message(bot.card().ts)
        pressed = (
            click(bot, bot.card(), name, door["value"], by=person)
            if kind == "press"
            else payloads.message_shortcut(state, person, card, name)
        )
        reply = await forged(bot, {**pressed, "channel": {"id": where, "name": "somewhere"}})
    assert reply.status == 200
    return refusal(written)


def wanted(door: dict[str, Any], role: str) -> str:
    found = (why for why, roles in door.get("refused", {}).items() if role in roles.split())
    return next(found, "")


def refusal(written: io.StringIO) -> str:
    """Why somebody was not let in since the last look; empty if they were."""
    events = [json.loads(line) for line in written.getvalue().splitlines()]
    written.seek(0)
    written.truncate()
    assert [one for one in events if one["level"] == "error"] == []
    found = (one["why"] for one in events if one["event"] == "refused")
    return next((why for why in found if why in NOT_THEIRS), "")
