"""Forms that were sent, and those that change while they are filled in.

A form that cannot be taken stays open, with the reason beside the field and every word in place.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from html import unescape
from typing import Any, Final

from bot.domain.incident import Type
from bot.domain.refusals import Unreadable
from bot.domain.severity import Severity
from bot.usecases import incidents
from handlers import (
    calls,
    care,
    case_owners,
    cases,
    channels,
    commands,
    credit_asking,
    customers,
    endings,
    evidence,
    forms,
    handover,
    knowledge,
    letters,
    money,
    prevention,
    promise_changes,
    promises,
    releases,
    words,
)
from handlers.answers import Above, Answer, Form, Refused
from handlers.asked import Asked, Payload, choice, typed_values, whole
from handlers.desk import Desk
from messages.action_ids import ActionId, ViewId
from messages.card import sections
from messages.cards import answers
from messages.modals.choose_form import MOST_OFFERED, ChooseNote, incident_options
from messages.modals.form import noticed
from messages.modals.open_form import OpenNote
from messages.modals.receipt import receipt_view
from messages.next_step import NextStep
from messages.words import unmarked

Send = Callable[[Asked, Desk, Payload], Awaitable[Answer | Above]]


async def open_incident(asked: Asked, desk: Desk, view: Payload) -> Answer:
    values = typed_values(view)
    owner = values[ActionId.OWNER] or None
    await desk.check_one_of_us(ActionId.OWNER, owner, asked_by=asked.person)
    incident = await incidents.open_incident(
        desk.store,
        desk.organisation,
        workspace=asked.workspace,
        place=OpenNote.read(view["private_metadata"]).place,
        what_fails=values[ActionId.WHAT_FAILS],
        severity=choice(Severity, whole(values[ActionId.SEVERITY])),
        type_=choice(Type, values[ActionId.TYPE]),
        by=asked.person,
        owner=owner,
        now=desk.now(),
        deed=asked.deed,
    )
    return answers.opened(incident, desk.organisation)


async def choose(asked: Asked, desk: Desk, view: Payload) -> Answer:
    """Go on with what was typed, for the incident that was chosen."""
    note = ChooseNote.read(view["private_metadata"])
    number = whole(typed_values(view)[ActionId.INCIDENT])
    if note.next_step == NextStep.UPDATE and note.typed:
        return await forms.words_form(asked, desk, number, text=note.typed)
    if note.next_step not in commands.VERBS:
        raise Unreadable
    verb = commands.VERBS[note.next_step]
    return await verb(replace(asked, mentions=note.mentions), desk, f"INC-{number} {note.typed}")


async def gone(_asked: Asked, _desk: Desk, _view: Payload) -> Answer:
    """A form of another version, or that somebody made up."""
    raise Unreadable


SENDS: Final[Mapping[ViewId, Send]] = {
    ViewId.OPEN: open_incident,
    ViewId.WORDS: words.mark_as_sent,
    ViewId.CREDIT: credit_asking.send,
    ViewId.CHOOSE: choose,
    ViewId.CHANNELS: channels.mark,
    ViewId.FACTS: knowledge.note,
    ViewId.HAND_OVER: handover.send,
    ViewId.CHECK: endings.send_check,
    **cases.SENDS,
    ViewId.GIVE_CASE: case_owners.give,
    ViewId.STEP: prevention.agree,
    ViewId.CHANGE_STEP: prevention.change,
    ViewId.DROP_STEP: prevention.drop,
    ViewId.REVIEW: prevention.review,
    ViewId.CLOSE: prevention.close,
    **money.SENDS,
    **evidence.SENDS,
    **letters.SENDS,
    ViewId.SEND_BACK: releases.send_back,
    ViewId.CALL: calls.go_on,
    ViewId.PROMISE: promises.send,
    ViewId.KEEP_PROMISE: promise_changes.keep,
    ViewId.MOVE_PROMISE: promise_changes.move,
    ViewId.LATE_PROMISE: promise_changes.renew,
    ViewId.REASSIGN_PROMISE: promise_changes.reassign,
    ViewId.WITHDRAW_PROMISE: promise_changes.withdraw,
    ViewId.CUSTOMER: customers.save,
    ViewId.SETTLES: promise_changes.settle,
    ViewId.OBSTACLE: care.note,
}


CHANGES: Final[Mapping[ActionId, words.Change]] = {
    **words.CHANGES,
    ActionId.MORE_FACTS: knowledge.show_more,
    ActionId.STILL_TRUE_HERE: knowledge.still_true_here,
    ActionId.CODE: credit_asking.change_code,
    ActionId.SIZE_CREDIT: credit_asking.size,
    ActionId.CALL_BACK: calls.go_back,
    ActionId.CALL_TURN: calls.turn,
    ActionId.CALL_FOR_HELP: calls.call_for_help,
    ActionId.CALL_UNKNOWN: calls.promise_answer,
    ActionId.CALL_ANEW: calls.begin_anew,
    ActionId.CALL_OBSTACLE: care.ask_in_call,
}


def unchanged(view: Payload, refused: Refused) -> dict[str, object]:
    """Return a form as it stands, every word in place, with why it did not change at its top."""
    return noticed(view, sections(refused.words))


async def incidents_to_choose(asked: Asked, desk: Desk, typed: str) -> list[dict[str, object]]:
    found = await incidents.search(desk.store, asked.workspace, typed, most=MOST_OFFERED)
    return incident_options(found)


def reply(answer: Answer | Above | Refused, view: Payload) -> dict[str, Any]:
    """Return what Slack is to do with the form that was sent."""
    if isinstance(answer, Above):
        return reply(answer.receipt, view)
    if isinstance(answer, Refused):
        blamed, words = _blamed(answer, view), unmarked(answer.words)
        if blamed is None or "<" in words:  # only where words are marked up has a mention its name
            return {"response_action": "update", "view": unchanged(view, answer)}
        return {"response_action": "errors", "errors": {blamed: unescape(words)}}
    shown = answer.view if isinstance(answer, Form) else receipt_view(answer)
    return {"response_action": "update", "view": shown}


def _blamed(refused: Refused, view: Payload) -> str | None:
    """The input that the refusal is about, else the last one of the form; None without any."""
    inputs = {
        block["element"]["action_id"]: block["block_id"]
        for block in view["blocks"]
        if block["type"] == "input"
    }
    return inputs.get(refused.field) or next(reversed(inputs.values()), None)
