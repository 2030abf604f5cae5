"""Who may do nothing here: strangers, forgers, and what people type."""

import hashlib
import hmac
import time
from collections.abc import Callable

import pytest

from bot.sandbox import payloads
from bot.sandbox.ids import SIGNING_SECRET
from bot.sandbox.signed_requests import signed
from bot.sandbox.wire import Json
from handlers.buttons import BUTTONS
from handlers.modals import CHANGES
from messages.action_ids import ActionId
from tests.driver import AGENT, FINANCE, INCIDENTS, LEAD, MANAGER, Bot
from tests.journeys.forgery import (
    STRANGERS,
    click,
    click_in_form,
    forged,
    forged_command,
    from_elsewhere,
    pressed_by_hand,
)

HOSTILE = (
    '<!channel> <@U02AMIRA> *bold* & "quotes" {name} {{7*7}} \u202eright to left\u202c 😀 `x` ```y'
)
SHOWN = (
    '&lt;!channel&gt; &lt;@U02AMIRA&gt; *bold* &amp; "quotes" {name} {{7*7}} '
    "\u202eright to left\u202c 😀 `x`"
)
OUTSIDE = "Only people of this workspace can do this."


def aged(body: bytes) -> Json:
    """A right signature of ten minutes ago: a recording played again."""
    stamp = str(int(time.time()) - 600)
    content = f"v0:{stamp}:".encode() + body
    digest = hmac.new(SIGNING_SECRET.encode(), content, hashlib.sha256).hexdigest()
    return {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": f"v0={digest}"}


def unsigned(_body: bytes) -> Json:
    return {}


def signed_wrongly(body: bytes) -> Json:
    return signed(body + b"&more=1")


@pytest.mark.parametrize("headers", [aged, unsigned, signed_wrongly])
async def test_what_slack_did_not_sign_just_now_is_refused(
    bot: Bot, headers: Callable[[bytes], Json]
) -> None:
    reply = await forged_command(bot, "open Customers cannot pay by card", headers)

    assert reply.status == 401
    assert "No incident is open" in await bot.slash("list")


async def test_a_command_from_another_workspace_is_refused(bot: Bot) -> None:
    reply = await forged_command(bot, "open Customers cannot pay by card", team_id=STRANGERS)

    assert OUTSIDE in reply.body["text"]
    assert "No incident is open" in await bot.slash("list")


async def test_people_of_another_organisation_can_press_nothing(bot: Bot) -> None:
    await bot.slash("open Customers cannot pay by card")
    await bot.slash("credit")
    await bot.send(customer="Ms Quill", amount="40", reason="Two hours in the queue")
    await bot.deliver()
    before = bot.card().json

    for action in BUTTONS:
        forged_click = from_elsewhere(click(bot, bot.card(), action, "1", by=AGENT))
        assert OUTSIDE in await pressed_by_hand(bot, forged_click), action
    card = bot.direct(MANAGER)[-1]
    approval = from_elsewhere(click(bot, card, "approve_credit", "1", by=MANAGER))
    assert OUTSIDE in await pressed_by_hand(bot, approval)

    await bot.deliver()
    assert bot.card().json == before
    assert "Waiting for a decision" in bot.direct(MANAGER)[-1].text


async def test_people_of_another_organisation_can_send_no_form(bot: Bot) -> None:
    await bot.slash("open Customers cannot pay by card")
    await bot.slash("open Customers cannot sign in")
    state = bot.practice.workspace.state

    for way in ("open", "update INC-1", "credit INC-1", "resolve"):
        await bot.slash(way)
        view = bot.person(AGENT).modal
        assert view is not None
        reply = await forged(bot, from_elsewhere(payloads.submission(state, view)))
        assert OUTSIDE in str(reply.body["errors"]), way
    assert "Open: 2" in await bot.slash("list")


async def test_people_of_another_organisation_cannot_change_or_search_in_a_form(bot: Bot) -> None:
    await bot.slash("open Customers cannot pay by card")
    await bot.slash("open Customers cannot sign in")
    await bot.slash("update INC-1")
    view = bot.person(AGENT).modal
    assert view is not None
    before = dict(view.values)
    for action in CHANGES:
        name = f"{action}.0" if action == ActionId.USE_INSTEAD else action
        assert (await forged(bot, from_elsewhere(click_in_form(bot, view, name)))).status == 200
    now = bot.person(AGENT).modal
    assert now is not None
    assert OUTSIDE in bot.form()
    assert now.values == before

    await bot.resolve()
    chooser = bot.person(AGENT).modal
    assert chooser is not None
    state = bot.practice.workspace.state
    asked = payloads.suggestion(state, AGENT, chooser, ("incident", "incident"), "")
    assert "Customers cannot" not in str((await forged(bot, from_elsewhere(asked))).body)


async def test_what_people_type_is_shown_as_text_and_pings_nobody(bot: Bot) -> None:
    named = SHOWN.replace("&lt;@U02AMIRA&gt;", "@U02AMIRA")
    await bot.slash(f"open {HOSTILE}")
    await bot.deliver()
    await bot.slash(f"update We look into it. {HOSTILE.replace('{name} ', '')}")
    await bot.slash("credit")
    await bot.send(customer=HOSTILE, amount="40", reason=HOSTILE)
    await bot.deliver()

    assert named in bot.card().text
    assert SHOWN in bot.direct(MANAGER)[-1].words
    assert named.replace("{name} ", "") in "\n".join(line.text for line in bot.thread())
    for seen in everything(bot):
        assert seen["text"].strip()
        assert "<!channel>" not in str(seen)
        assert f"<@{LEAD}>" not in str(seen)


async def test_hostile_words_pass_through_every_form_and_answer(bot: Bot) -> None:
    await bot.slash("open")
    await bot.send(what_fails=HOSTILE)
    for typed in (HOSTILE, f"status {HOSTILE}", f"severity {HOSTILE}", "list", "", "hold"):
        assert "Something broke" not in await bot.slash(typed)
    await bot.slash("draft")
    await bot.press_in_form("kind", chosen="Apology, to one person")
    bot.person(AGENT).fill("person_name", HOSTILE[:100])
    bot.person(AGENT).fill("person_impact", HOSTILE)
    assert "Change this" in await bot.press_in_form("fill_draft")
    await bot.slash("open Customers cannot sign in")
    await bot.slash(f"update {HOSTILE}")
    assert "Which incident?" in bot.form()
    await bot.deliver()

    for seen in everything(bot):
        assert "<!channel>" not in str(seen)


LINES = ("A" + "a" * 38 + "\n") * 75


@pytest.mark.parametrize("words", ["a" * 3000, "&" * 3000, "<" * 2999 + "😀", LINES])
async def test_three_thousand_characters_are_no_trouble(bot: Bot, words: str) -> None:
    await bot.slash("open Customers cannot pay by card")

    assert "Noted as sent" in await bot.slash(f"update {words}")
    await bot.slash("credit")
    assert "CR-1" in await bot.send(customer=words[:100], amount="40", reason=words[:1000])
    await bot.slash("status")
    await bot.deliver()

    assert len(bot.direct(MANAGER)) == 1
    told = "".join(line.words for line in bot.thread())
    for wanted in set(words.strip()):
        shown = {"&": "&amp;", "<": "&lt;"}.get(wanted, wanted)
        assert told.count(shown) >= words.strip().count(wanted)


def everything(bot: Bot) -> list[Json]:
    """Every message and answer that anybody has seen."""
    people = (AGENT, LEAD, MANAGER, FINANCE)
    shown = [*bot.channel(), *bot.thread()]
    shown += [seen for somebody in people for seen in bot.direct(somebody)]
    shown += [seen for somebody in people for seen in bot.whispers(INCIDENTS, somebody)]
    return [seen.json for seen in shown]
