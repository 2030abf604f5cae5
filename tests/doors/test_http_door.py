"""The HTTP door reads nothing before it knows that Slack sent it, and sent it just now."""

import hashlib
import hmac
import io
import time
from collections.abc import AsyncIterator

import aiohttp
import pytest

from bot.sandbox import payloads
from bot.sandbox.ids import SIGNING_SECRET
from bot.sandbox.signed_requests import FORM, signed
from bot.sandbox.wire import Json
from tests.driver import AGENT, INCIDENTS, Bot, started
from tests.journeys.forgery import (
    STRANGERS,
    click,
    click_in_form,
    forged,
    forged_command,
    pressed_by_hand,
)

COMMAND = b"team_id=T01PRACTICE&command=%2Fincident&text=SECRETWORDS"


async def status(bot: Bot, body: bytes | io.BytesIO, headers: Json, *, kind: str = FORM) -> int:
    url = f"{bot.candour.url}/slack/events"
    async with (
        aiohttp.ClientSession() as session,
        session.post(url, data=body, headers={"Content-Type": kind, **headers}) as answer,
    ):
        return answer.status


def stamped(body: bytes, stamp: str) -> Json:
    content = b"v0:" + stamp.encode() + b":" + body
    digest = hmac.new(SIGNING_SECRET.encode(), content, hashlib.sha256).hexdigest()
    return {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": f"v0={digest}"}


@pytest.fixture
async def bot(sqlite_url: str, written: io.StringIO) -> AsyncIterator[Bot]:
    async with started(sqlite_url) as running:
        yield running


@pytest.mark.parametrize("seconds", [-301, -3600, 301])
async def test_a_replay_is_refused(bot: Bot, seconds: int) -> None:
    assert await status(bot, COMMAND, stamped(COMMAND, str(int(time.time()) + seconds))) == 401


@pytest.mark.parametrize("stamp", ["", "soon", "1.5", "-1", "9" * 30, "١٢٣"])
async def test_a_stamp_that_is_none_is_refused(bot: Bot, stamp: str) -> None:
    headers = {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": "v0=00"}
    assert await status(bot, COMMAND, headers) == 401


@pytest.mark.parametrize("body", [b"payload={", b"\xff\xfe", b"{" * 100_000])
async def test_nothing_is_parsed_before_the_signature_is_checked(bot: Bot, body: bytes) -> None:
    assert await status(bot, body, {}) == 401
    assert await status(bot, body, signed(body)) == 400


async def test_too_large_a_body_is_refused(bot: Bot) -> None:
    body = b"x" * (1024 * 1024 + 1)
    assert await status(bot, io.BytesIO(body), signed(body)) == 413


async def test_other_content_and_other_methods_are_refused(bot: Bot) -> None:
    assert await status(bot, COMMAND, signed(COMMAND), kind="text/plain") == 415
    async with aiohttp.ClientSession() as session:
        for method in ("GET", "PUT", "DELETE"):
            async with session.request(method, f"{bot.candour.url}/slack/events") as answer:
                assert answer.status == 405


async def test_what_is_refused_leaves_no_word_and_no_secret_in_the_log(
    bot: Bot, written: io.StringIO
) -> None:
    await status(bot, COMMAND, {})
    await status(bot, COMMAND, signed(COMMAND))

    told = written.getvalue()
    assert "not signed by Slack" in told
    assert "not a payload of Slack's" in told
    for marker in ("SECRETWORDS", SIGNING_SECRET, "xoxb-", "v0="):
        assert marker not in told


@pytest.mark.parametrize(
    "changed",
    [
        {"team": {"id": STRANGERS, "domain": "elsewhere"}},
        {"team": {"id": STRANGERS}, "user": {"id": AGENT, "team_id": STRANGERS}},
        {"team": None, "enterprise": {"id": "E09ELSEWHERE"}, "user": {"id": AGENT}},
        {"team": None, "is_enterprise_install": True, "user": {"id": AGENT, "team_id": STRANGERS}},
    ],
)
async def test_a_click_by_way_of_another_workspace_is_refused(bot: Bot, changed: Json) -> None:
    await bot.slash("open Customers cannot pay by card")
    await bot.deliver()
    pressed = click(bot, bot.card(), "status", "1", by=AGENT)

    assert "Only people of this workspace" in await pressed_by_hand(bot, {**pressed, **changed})


@pytest.mark.parametrize(
    "url",
    [
        "https://elsewhere.example/commands/1",
        "https://hooks.slack.com.elsewhere.example/commands/1",
        "https://notslack.com/commands/1",
        "http://hooks.slack.com/commands/1",
        "https://hooks.slack.com@elsewhere.example/1",
        "https://[",
    ],
)
async def test_a_private_answer_goes_to_slack_and_nowhere_else(bot: Bot, url: str) -> None:
    await bot.slash("open Customers cannot pay by card")
    await bot.deliver()
    pressed = click(bot, bot.card(), "status", "1", by=AGENT)

    assert (await forged(bot, {**pressed, "response_url": url})).status == 400
    assert (await forged_command(bot, "list", response_url=url)).status == 400


@pytest.mark.parametrize(
    ("action", "value"),
    [
        ("report", "x"),
        ("report", "99999999999"),
        ("checked", "1:1:magic"),
        ("more", "more:more:1"),
        ("set_severity", "1:9"),
        ("log_promise", "1:1"),
        ("no_such_button", "1"),
    ],
)
async def test_a_press_that_we_did_not_draw_is_told_so(bot: Bot, action: str, value: str) -> None:
    await bot.slash("open Customers cannot pay by card")
    await bot.deliver()

    said = await pressed_by_hand(bot, click(bot, bot.card(), action, value, by=AGENT))

    assert "This button or form is not one that I offer now" in said


@pytest.mark.parametrize("note", ["", "{}", "[1]", '{"incident": "1", "seen": 0}', '{"x": 1}'])
async def test_a_form_with_another_note_is_told_so_and_keeps_its_words(bot: Bot, note: str) -> None:
    await bot.slash("open Customers cannot pay by card")
    await bot.slash("update INC-1")
    view = bot.person(AGENT).modal
    assert view is not None
    payload = payloads.submission(bot.practice.workspace.state, view)
    payload["view"] = {**payload["view"], "private_metadata": note}

    reply = await forged(bot, payload)

    assert "not one that I offer now" in str(reply.body)
    assert reply.body["response_action"] == "errors"


async def test_a_form_that_came_without_its_note_is_told_so(bot: Bot) -> None:
    await bot.slash("open Customers cannot pay by card")
    await bot.slash("update INC-1")
    view = bot.person(AGENT).modal
    assert view is not None
    payload = payloads.submission(bot.practice.workspace.state, view)
    kept = {name: what for name, what in payload["view"].items() if name != "private_metadata"}

    reply = await forged(bot, {**payload, "view": kept})

    assert "not one that I offer now" in str(reply.body)


async def test_a_form_without_an_id_is_turned_away(bot: Bot) -> None:
    """There would be nothing to draw the answer in."""
    await bot.slash("open Customers cannot pay by card")
    await bot.slash("update INC-1")
    view = bot.person(AGENT).modal
    assert view is not None
    pressed = click_in_form(bot, view, "fill_draft")

    assert (await forged(bot, {**pressed, "view": {**pressed["view"], "id": ""}})).status == 400


async def test_a_form_of_another_version_is_told_so(bot: Bot) -> None:
    await bot.slash("open")
    view = bot.person(AGENT).modal
    assert view is not None
    payload = payloads.submission(bot.practice.workspace.state, view)
    payload["view"] = {**payload["view"], "callback_id": "form_of_last_year"}

    assert "not one that I offer now" in str((await forged(bot, payload)).body)


async def test_socket_mode_reads_as_strictly(sqlite_url: str, written: io.StringIO) -> None:
    async with started(sqlite_url, socket=True) as bot:
        state = bot.practice.workspace.state
        place = bot.practice.workspace.channel(INCIDENTS)
        asked = payloads.slash(state, AGENT, place, "/incident", "list")
        delivery = bot.practice.workspace.delivery
        assert not await delivery.slash({**asked, "user_id": None})
        refused = await delivery.slash({**asked, "team_id": STRANGERS})
        assert "Only people of this workspace" in str(refused)
    assert '"level": "error"' not in written.getvalue()
