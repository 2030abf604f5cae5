"""Forms that were sent, and those that change while they are filled in.

A form that cannot be taken stays open, with the reason beside the field and every word in place.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import Any, Final

from bot.domain.incident import Type
from bot.domain.refusals import ChannelIsDown, SaidAlready, SomeoneWasFirst, WordsAreBlocked
from bot.domain.severity import Severity
from bot.domain.update import Kind
from bot.usecases import facts, incidents, updates
from bot.usecases.sending import Words
from handlers import (
    channels,
    commands,
    credit_asking,
    customers,
    forms,
    handover,
    knowledge,
    money,
    promise_changes,
    promises,
    releases,
)
from handlers.answers import Answer, Form, Refused
from handlers.asked import Asked, Payload, typed_values
from handlers.desk import Desk
from messages.action_ids import ActionId, NextStep, ViewId
from messages.card import Card, sections
from messages.cards import answers
from messages.modals.choose_form import MOST_OFFERED, ChooseNote, incident_options
from messages.modals.form import noticed
from messages.modals.open_form import OpenNote
from messages.modals.receipt import receipt_view
from messages.modals.words_form import WordsNote, WordsState, words_view
from messages.words import unmarked

"""What of a form was ours to say; the rest is Slack's."""
Send = Callable[[Asked, Desk, Payload], Awaitable[Answer]]
Change = Callable[[Asked, Desk, Payload, str], Awaitable[Form]]
Rewording = Callable[[WordsState, Desk, str], WordsState]


async def open_incident(asked: Asked, desk: Desk, view: Payload) -> Answer:
    values = typed_values(view)
    incident = await incidents.open_incident(
        desk.store,
        desk.organisation,
        workspace=asked.workspace,
        place=OpenNote.read(view["private_metadata"]).place,
        what_fails=values[ActionId.WHAT_FAILS],
        severity=Severity(int(values[ActionId.SEVERITY])),
        type_=Type(values[ActionId.TYPE]),
        by=asked.person,
        owner=values[ActionId.OWNER] or None,
        now=desk.now(),
        deed=asked.deed,
    )
    return answers.opened(incident, desk.organisation)


async def mark_as_sent(asked: Asked, desk: Desk, view: Payload) -> Answer:
    """Words that a rule stops stay in the form, with what to say instead beside them."""
    note = WordsNote.read(view["private_metadata"])
    incident, known = await facts.read(desk.store, asked.workspace, note.incident)
    state = forms.state_of(view, incident, desk, known)
    if (renewed := forms.renewed(state, desk)) is not None:
        return Form(words_view(renewed))
    leader = state.leader or None
    words = Words(state.kind, state.text, state.promised, state.channels, leader)
    try:
        after, sent = await updates.post_update(
            desk.store,
            desk.organisation,
            words,
            workspace=asked.workspace,
            number=note.incident,
            by=asked.person,
            seen=state.seen if state.kind.is_public else None,
            held=await releases.held(asked, desk, note.incident, state.kind, state.text),
            now=desk.now(),
            deed=asked.deed,
        )
    except WordsAreBlocked:
        return Form(words_view(state, forms.found_in(state, desk)))
    except (ChannelIsDown, SaidAlready, SomeoneWasFirst) as refusal:
        return Form(words_view(forms.after_refusal(state, refusal, desk)))
    if sent.kind is Kind.HOLDING:
        return answers.held(sent, after, desk.organisation)
    receipt = answers.updated(after, sent, desk.organisation)
    return promises.offering(receipt, after, sent, desk)


async def choose(asked: Asked, desk: Desk, view: Payload) -> Answer:
    """Go on with what was typed, for the incident that was chosen."""
    note = ChooseNote.read(view["private_metadata"])
    number = int(typed_values(view)[ActionId.INCIDENT])
    if note.next_step == NextStep.UPDATE and note.typed:
        return await forms.fresh_words_form(asked, desk, number, text=note.typed)
    verb = commands.VERBS[note.next_step]
    return await verb(replace(asked, mentions=note.mentions), desk, f"INC-{number} {note.typed}")


SENDS: Final[Mapping[ViewId, Send]] = {
    ViewId.OPEN: open_incident,
    ViewId.WORDS: mark_as_sent,
    ViewId.CREDIT: credit_asking.send,
    ViewId.CHOOSE: choose,
    ViewId.CHANNELS: channels.mark,
    ViewId.FACTS: knowledge.note,
    ViewId.HAND_OVER: handover.send,
    **money.SENDS,
    ViewId.SEND_BACK: releases.send_back,
    ViewId.PROMISE: promises.send,
    ViewId.KEEP_PROMISE: promise_changes.keep,
    ViewId.MOVE_PROMISE: promise_changes.move,
    ViewId.LATE_PROMISE: promise_changes.renew,
    ViewId.REASSIGN_PROMISE: promise_changes.reassign,
    ViewId.WITHDRAW_PROMISE: promise_changes.withdraw,
    ViewId.CUSTOMER: customers.save,
}


def _change_kind(state: WordsState, desk: Desk, _value: str) -> WordsState:
    return forms.of_other_kind(state, desk)


def _redraft(state: WordsState, desk: Desk, _value: str) -> WordsState:
    return forms.redrafted(state, desk)


def _of_words(reword: Rewording) -> Change:
    """Return the form for words as it looks after a choice or a press in it."""

    async def change(asked: Asked, desk: Desk, view: Payload, value: str) -> Form:
        note = WordsNote.read(view["private_metadata"])
        incident, known = await facts.read(desk.store, asked.workspace, note.incident)
        state = reword(forms.state_of(view, incident, desk, known), desk, value)
        return Form(words_view(state, forms.found_in(state, desk)))

    return change


CHANGES: Final[Mapping[ActionId, Change]] = {
    ActionId.KIND: _of_words(_change_kind),
    ActionId.FILL_DRAFT: _of_words(_redraft),
    ActionId.USE_INSTEAD: _of_words(forms.mended),
    ActionId.MORE_FACTS: knowledge.show_more,
    ActionId.CODE: credit_asking.change_code,
}


def unchanged(view: Payload, answer: Card | Refused) -> dict[str, object]:
    """Return a form as it stands, every word in place, with why it did not change at its top."""
    words = answer.words if isinstance(answer, Refused) else answer.text
    return noticed(view, sections(words))


async def incidents_to_choose(asked: Asked, desk: Desk, words: str) -> list[dict[str, object]]:
    found = await incidents.search(desk.store, asked.workspace, words, most=MOST_OFFERED)
    return incident_options(found)


def reply(answer: Answer | Refused, view: Payload) -> dict[str, Any]:
    """Return what Slack is to do with the form that was sent."""
    if isinstance(answer, Refused):
        words = unmarked(answer.words)
        return {"response_action": "errors", "errors": {_blamed(answer, view): words}}
    shown = answer.view if isinstance(answer, Form) else receipt_view(answer)
    return {"response_action": "update", "view": shown}


def _blamed(refused: Refused, view: Payload) -> str:
    """The input that the refusal is about, else the last one of the form."""
    inputs = {
        block["element"]["action_id"]: block["block_id"]
        for block in view["blocks"]
        if block["type"] == "input"
    }
    return str(inputs.get(refused.field) or list(inputs.values())[-1])
