"""Tying the doors to Slack's payloads, through Bolt. What Bolt passes in is used nowhere else."""

import re
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any, Final

import aiohttp
import structlog
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from handlers import buttons, commands, modals
from handlers.answers import Answer, Form, Refused, answered, shown
from handlers.asked import Asked, Payload
from handlers.desk import Desk
from messages import refused
from messages.action_ids import ActionId
from messages.card import payload
from messages.cards.answers import plain

Tell = Callable[..., Awaitable[Any]]
COMMAND: Final = "/incident"
SLACK_FAILS: Final = (SlackApiError, aiohttp.ClientError, OSError)
"""Slack says no, or there is no answer from it."""

log = structlog.get_logger()


def connect(app: AsyncApp, desk: Desk, client: AsyncWebClient) -> None:
    """Register every door. `client` opens forms; it must not retry by itself."""
    app.command(COMMAND)(partial(_on_command, desk=desk, slack=client))
    for action in buttons.BUTTONS:
        app.action(re.compile(rf"^{action}(\.\d+)?$"))(
            partial(_on_button, desk=desk, slack=client, press=buttons.BUTTONS[action])
        )
    for action, change in modals.CHANGES.items():
        app.action(re.compile(rf"^{action}(\.\d+)?$"))(
            partial(_on_form_change, desk=desk, slack=client, change=change)
        )
    for view, send in modals.SENDS.items():
        app.view(view)(partial(_on_form_sent, desk=desk, send=send))
    app.options(ActionId.INCIDENT)(partial(_on_options, desk=desk))


async def _on_command(
    ack: Tell, respond: Tell, body: dict[str, Any], *, desk: Desk, slack: AsyncWebClient
) -> None:
    typed = str(body.get("text", ""))

    async def work() -> Answer:
        asked = Asked.by_command(body, desk.workspace)
        log.info("command", word=_known_word(asked), person=asked.person, place=asked.place)
        return await commands.run(asked, desk)

    again, kept = f"{COMMAND} {typed}", commands.sentences(typed)
    answer = shown(await answered(work(), desk.organisation, typed=again, kept=kept))
    if isinstance(answer, Form):
        await ack()
        await _open(answer, str(body["trigger_id"]), respond, slack)
    else:
        await ack(response_type="ephemeral", **payload(answer))


def _known_word(asked: Asked) -> str:
    """A mistyped word may be half a sentence, so only known ones are logged."""
    word, _ = asked.first_word()
    return word if word in commands.VERBS else "?"


async def _on_button(
    ack: Tell,
    respond: Tell,
    body: dict[str, Any],
    *,
    desk: Desk,
    slack: AsyncWebClient,
    press: buttons.Press,
) -> None:
    action = body["actions"][0]

    async def work() -> Answer:
        asked = Asked.by_click(body, desk.workspace)
        log.info("click", action=action["action_id"], person=asked.person, place=asked.place)
        return await press(asked, desk, _value(action))

    answer = shown(await answered(work(), desk.organisation))
    await ack()
    if isinstance(answer, Form):
        await _open(answer, str(body["trigger_id"]), respond, slack)
    else:
        await respond(response_type="ephemeral", replace_original=False, **payload(answer))


async def _on_form_change(
    ack: Tell,
    body: dict[str, Any],
    *,
    desk: Desk,
    slack: AsyncWebClient,
    change: modals.Change,
) -> None:
    await ack()
    view = body["view"]

    async def work() -> Answer:
        asked = Asked.by_click(body, desk.workspace)
        return await modals.changed(change, asked, desk, view, _value(body["actions"][0]))

    answer = await answered(work(), desk.organisation)
    if isinstance(answer, Form):
        try:
            await slack.views_update(view=dict(answer.view), view_id=view["id"], hash=view["hash"])
        except SLACK_FAILS as error:
            log.warning("form not redrawn", error=_name(error))


async def _on_form_sent(ack: Tell, body: dict[str, Any], *, desk: Desk, send: modals.Send) -> None:
    view = body["view"]

    async def work() -> Answer:
        asked = Asked.by_form(body, desk.workspace)
        log.info("form", form=view["callback_id"], person=asked.person)
        return await send(asked, desk, view)

    await ack(**modals.reply(await answered(work(), desk.organisation), view))


async def _on_options(ack: Tell, body: dict[str, Any], *, desk: Desk) -> None:
    """Slack shows no sentence in a list, so what cannot be offered is an empty one."""

    async def work() -> list[dict[str, object]]:
        asked = Asked.by_click(body, desk.workspace)
        return await modals.incidents_to_choose(asked, desk, str(body.get("value", "")))

    found = await answered(work(), desk.organisation)
    await ack(options=[] if isinstance(found, Refused) else found)


async def _open(form: Form, trigger: str, respond: Tell, slack: AsyncWebClient) -> None:
    """A form that cannot be opened is said to be so; nothing was typed into it yet."""
    try:
        await slack.views_open(trigger_id=trigger, view=dict(form.view))
    except SLACK_FAILS as error:
        log.warning("form not opened", error=_name(error))
        card = plain(refused.form_not_opened(form.typed))
        await respond(response_type="ephemeral", replace_original=False, **payload(card))


def _value(action: Payload) -> str:
    chosen = action.get("selected_option") or {}
    return str(action.get("value") or chosen.get("value") or "")


def _name(error: Exception) -> str:
    said = error.response.get("error") if isinstance(error, SlackApiError) else None
    return str(said or type(error).__name__)
