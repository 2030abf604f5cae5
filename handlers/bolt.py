"""Tying the doors to Slack's payloads, through Bolt. What Bolt passes in is used nowhere else.

Bolt is told to process before it responds: each listener ends with the acknowledgement, and what
comes after that is the screen's. Its other way looks every 10 ms whether there is one yet.
"""

import re
from collections.abc import Awaitable, Callable
from dataclasses import replace
from functools import partial
from typing import Any, Final

import structlog
from slack_bolt.async_app import AsyncApp

from bot import meters
from bot.usecases import obstacles
from handlers import buttons, commands, home, mentions, modals, shortcuts, words
from handlers.answers import Above, Answer, Form, Pushed, Refused, Whispered, answered, shown
from handlers.asked import Asked, Payload, first_word
from handlers.desk import Desk
from handlers.screen import Screen
from messages import failed
from messages.action_ids import ActionId, ViewId
from messages.card import payload
from messages.cards import answers
from messages.modals.form import cuts, noticed

Ack = Callable[..., Awaitable[Any]]
COMMAND: Final = "/incident"
UNNAMED: Final = frozenset(
    {
        ActionId.TAKE_BREAK,
        ActionId.NO_BREAK,
        ActionId.OBSTACLE,
        ActionId.CALL_OBSTACLE,
        ViewId.OBSTACLE,
    }
)

log = structlog.get_logger()


def connect(app: AsyncApp, desk: Desk, screen: Screen) -> None:
    """Register every door."""
    app.command(COMMAND)(partial(_on_command, desk=desk, screen=screen))
    for action, press in buttons.BUTTONS.items():
        app.action(_named(action))(partial(_on_button, desk=desk, screen=screen, press=press))
    for action, change in modals.CHANGES.items():
        app.action(_named(action))(
            partial(_on_form_change, desk=desk, screen=screen, change=change)
        )
    for view, send in modals.SENDS.items():
        app.view(view)(partial(_on_form_sent, desk=desk, screen=screen, send=send))
    for shortcut, use in shortcuts.SHORTCUTS.items():
        app.message_shortcut(shortcut)(partial(_on_shortcut, desk=desk, screen=screen, use=use))
    app.action(re.compile(""))(partial(_on_button, desk=desk, screen=screen, press=buttons.gone))
    app.view(re.compile(""))(partial(_on_form_sent, desk=desk, screen=screen, send=modals.gone))
    app.event("app_home_opened")(partial(_on_home_opened, desk=desk))
    app.options(ActionId.INCIDENT)(partial(_on_options, desk=desk))


def _named(action: ActionId) -> re.Pattern[str]:
    """One of several alike carries a number: `use_instead.2`."""
    return re.compile(rf"^{action}(\.\d+)?$")


async def _on_command(ack: Ack, body: dict[str, Any], *, desk: Desk, screen: Screen) -> None:
    typed, _ = mentions.read(str(body.get("text", "")))

    async def work() -> Answer:
        asked = Asked.by_command(body, desk.workspace)
        _note("command", _known_word(asked), asked)
        return await commands.run(asked, desk.for_one_press())

    again, kept = f"{COMMAND} {typed}", commands.sentences(typed)
    told = await answered(work(), desk, typed=again, kept=kept)
    _count_label(told, desk, screen)
    answer = shown(told)
    if isinstance(answer, Form):
        await ack()
        beside = answers.whole_words(kept) if cuts(answer.view, kept) else answer.beside
        screen.show(replace(answer, beside=beside), body)
    else:
        await ack(response_type="ephemeral", **payload(answer))


def _note(door: str, what: str, asked: Asked) -> None:
    """Only what is registered comes here, so `what` is a name of ours.

    Whether somebody rests, and what stood in whose way, is in no log.
    """
    meters.ASKED.labels(door, what).inc()
    who = {} if what in UNNAMED else {"person": asked.person, "place": asked.place}
    log.info("asked", door=door, what=what, **who)


def _kind(action: Payload) -> str:
    return known(str(action["action_id"]))


def _known_word(asked: Asked) -> str:
    """A mistyped word may be half a sentence, so only known ones are logged."""
    word, _ = first_word(asked.text)
    return word if word in commands.VERBS else "?"


async def _on_button(
    ack: Ack,
    body: dict[str, Any],
    *,
    desk: Desk,
    screen: Screen,
    press: buttons.Press,
) -> None:
    action = body["actions"][0]

    async def work() -> Answer | None:
        asked = Asked.by_click(body, desk.workspace)
        _note("button", _kind(action), asked)
        return await press(asked, desk.for_one_press(), _value(action))

    given = await answered(work(), desk)
    if is_home := home.is_there(body):
        await answered(home.look(body, desk), desk)
    await ack()
    if given is None:
        return
    answer = shown(given)
    if is_home:
        screen.show_at_home(given, body)
    elif "view" in body:
        screen.later(screen.redraw(_in_form(answer, body["view"]), body["view"]))
    else:
        screen.show(answer, body)


def _in_form(answer: Answer, view: Payload) -> Form:
    """A button in a form is answered there: what was typed must not be lost behind another one."""
    return answer if isinstance(answer, Form) else Form(noticed(view, answer.blocks))


async def _on_home_opened(body: dict[str, Any], *, desk: Desk) -> None:
    """Bolt acknowledges an event by itself."""
    meters.ASKED.labels("home", "opened").inc()
    await answered(home.opened(body, desk), desk)


async def _on_shortcut(
    ack: Ack,
    body: dict[str, Any],
    *,
    desk: Desk,
    screen: Screen,
    use: shortcuts.Use,
) -> None:
    async def work() -> Answer:
        asked = Asked.by_click(body, desk.workspace)
        _note("shortcut", body["callback_id"], asked)
        return await use(asked, desk.for_one_press(), body)

    answer = shown(await answered(work(), desk))
    await ack()
    screen.show(answer, body)


async def _on_form_change(
    ack: Ack, body: dict[str, Any], *, desk: Desk, screen: Screen, change: words.Change
) -> None:
    view = body["view"]

    async def work() -> words.Changed:
        asked = Asked.by_click(body, desk.workspace)
        _note("choice", _kind(body["actions"][0]), asked)
        return await change(asked, desk.for_one_press(), view, _value(body["actions"][0]))

    answer = await answered(work(), desk, broken=failed.form_broken)
    await ack()
    _count_label(answer, desk, screen)
    match answer:
        case None:
            return
        case Form():
            screen.later(screen.redraw(answer, view))
        case Pushed():
            screen.later(screen.push(answer.form, view, str(body["trigger_id"])))
        case Whispered():
            screen.later(screen.tell(body["user"]["id"], answer, view))
        case Refused():
            screen.later(screen.redraw(Form(modals.unchanged(view, answer)), view))


async def _on_form_sent(
    ack: Ack, body: dict[str, Any], *, desk: Desk, screen: Screen, send: modals.Send
) -> None:
    view = body["view"]

    async def work() -> Answer | Above:
        asked = Asked.by_form(body, desk.workspace)
        _note("form", known(view["callback_id"]), asked)
        return await send(asked, desk.for_one_press(), view)

    answer = await answered(work(), desk)
    _count_label(answer, desk, screen)
    await ack(**modals.reply(answer, view))
    if isinstance(answer, Above) and answer.below is not None:
        screen.later(screen.renew(*answer.below))


async def _on_options(ack: Ack, body: dict[str, Any], *, desk: Desk) -> None:
    """Slack shows no sentence in a list, so what cannot be offered is an empty one."""

    async def work() -> list[dict[str, object]]:
        asked = Asked.by_click(body, desk.workspace)
        return await modals.incidents_to_choose(asked, desk, str(body.get("value", "")))

    found = await answered(work(), desk)
    await ack(options=[] if isinstance(found, Refused) else found)


def known(name: str) -> str:
    """Return a name that stands in our code; any other is not for the log."""
    ours = name.partition(".")[0]
    return ours if ours in {*ActionId, *ViewId} else "?"


def _count_label(answer: object, desk: Desk, screen: Screen) -> None:
    """Count a label that was stopped, without whose it was; nobody waits for that."""
    if isinstance(answer, Refused) and answer.is_label:
        zone = desk.organisation.time_zone
        screen.later(obstacles.count_stopped(desk.store, desk.workspace, zone, now=desk.now()))


def _value(action: Payload) -> str:
    chosen = action.get("selected_option") or {}
    return str(action.get("value") or chosen.get("value") or "")
