"""The forms of a promise: making it, and what becomes of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from slack_sdk.models.blocks import (
    Block,
    DateTimePickerElement,
    InputBlock,
    StaticSelectElement,
    UserSelectElement,
)

from bot.domain.incident import Incident
from bot.domain.promise import (
    LONGEST_EVIDENCE,
    LONGEST_PROMISE,
    LONGEST_WHY,
    Kind,
    Promise,
)
from messages.action_ids import ActionId, ViewId
from messages.card import context, plain
from messages.modals.customer_form import LONGEST_CALLED
from messages.modals.form import LONGEST_LABEL, Note, form, options, typed
from messages.words import title

USUAL: Final[Mapping[Kind, str]] = {
    Kind.ANSWER: "An answer: 4 working hours",
    Kind.CALL_BACK: "A call back: 2 hours",
    Kind.CREDIT_DECISION: "A decision on a credit: 1 working day",
    Kind.CAUSE_IN_WRITING: "The cause in writing: 5 working days",
    Kind.FOLLOW_UP: "A follow-up: 7 days",
}
TO_EVERYBODY: Final = " Left empty, it is promised to everybody and stands in the thread."


@dataclass(frozen=True, slots=True)
class PromiseNote(Note):
    """`made_in` names the words to one person it was made in; empty if somebody types it."""

    incident: int
    made_in: str = ""


@dataclass(frozen=True, slots=True)
class PromiseChangeNote(Note):
    promise: int


def promise_view(
    incident: Incident,
    *,
    owner: str,
    words: str = "",
    due: datetime | None = None,
    made_in: str = "",
) -> dict[str, object]:
    """Return the form with what was typed, or found in a text, before."""
    blocks: list[Block] = [
        context(title(incident)),
        typed(
            ActionId.PROMISE_WORDS.value,
            ActionId.PROMISE_WORDS,
            "What is promised?",
            most=LONGEST_PROMISE,
            value=words,
            hint="Ends the sentence “I will …”.",
        ),
        _usual(),
        _time("By when?", due, hint="Left empty, the usual time counts.", optional=True),
        typed(
            ActionId.PROMISE_TO.value,
            ActionId.PROMISE_TO,
            "To whom?",
            most=LONGEST_CALLED,
            hint="A customer's name or reference, seen only by those who work on the incident."
            + ("" if made_in else TO_EVERYBODY),
            optional=not made_in,
        ),
        _person("Who keeps it?", ActionId.OWNER, owner),
    ]
    note = PromiseNote(incident.number, made_in)
    return form(ViewId.PROMISE, "Promise", blocks, submit="Promise", note=note)


def keep_view(promise: Promise) -> dict[str, object]:
    kept = typed(
        ActionId.EVIDENCE.value,
        ActionId.EVIDENCE,
        "What kept it?",
        most=LONGEST_EVIDENCE,
        hint="The link to the message, or what was done. Without it nobody can check.",
        multiline=True,
    )
    return _change(ViewId.KEEP_PROMISE, "Promise kept", [kept], promise, submit="Kept")


def move_view(promise: Promise) -> dict[str, object]:
    hint = "Tell whom it was made to before the old time passes."
    time = _time("The new time", None, hint=hint)
    return _change(ViewId.MOVE_PROMISE, "Move a promise", [time], promise, submit="Move")


def late_view(promise: Promise) -> dict[str, object]:
    blocks: list[Block] = [
        _time("The new time", None, hint="You get the words to say so when you send this."),
        typed(
            ActionId.WHY_NOT.value,
            ActionId.WHY_NOT,
            "Why was it not done in time?",
            most=LONGEST_WHY,
            hint="A sentence that you can say to whom it was made.",
            multiline=True,
        ),
    ]
    return _change(ViewId.LATE_PROMISE, "Say it is late", blocks, promise, submit="Promise anew")


def reassign_view(promise: Promise) -> dict[str, object]:
    to = _person("Who keeps it from now on?", ActionId.TO, None)
    return _change(ViewId.REASSIGN_PROMISE, "Hand over", [to], promise, submit="Hand over")


def withdraw_view(promise: Promise) -> dict[str, object]:
    why = typed(
        ActionId.WHY_WITHDRAWN.value,
        ActionId.WHY_WITHDRAWN,
        "Why is it withdrawn?",
        most=LONGEST_WHY,
        hint="The record keeps the promise and this reason.",
        multiline=True,
    )
    return _change(ViewId.WITHDRAW_PROMISE, "Withdraw a promise", [why], promise, submit="Withdraw")


def settle_view(promise: Promise) -> dict[str, object]:
    what = typed(
        ActionId.SETTLES.value,
        ActionId.SETTLES,
        "What would put it right for them?",
        most=LONGEST_WHY,
        value=promise.settles,
        hint="In their words. Promise nothing for it yet; a credit is asked for in the next step.",
        multiline=True,
    )
    return _change(ViewId.SETTLES, "A missed promise", [what], promise, submit="Note it")


def _change(
    view: ViewId, heading: str, blocks: list[Block], promise: Promise, *, submit: str
) -> dict[str, object]:
    # The words are shown by "Show it to me" alone: who presses may not work on the incident.
    note = PromiseChangeNote(promise.number)
    return form(view, heading, [context(promise.name), *blocks], submit=submit, note=note)


def _usual() -> InputBlock:
    offered = options({kind.value: words for kind, words in USUAL.items()})
    return InputBlock(
        block_id=ActionId.USUAL.value,
        label=plain("What is it?", LONGEST_LABEL),
        element=StaticSelectElement(
            action_id=ActionId.USUAL, options=offered, initial_option=offered[0]
        ),
    )


def _time(label: str, at: datetime | None, *, hint: str, optional: bool = False) -> InputBlock:
    epoch = int(at.timestamp()) if at else None
    picker = DateTimePickerElement(action_id=ActionId.DUE_AT, initial_date_time=epoch)
    return InputBlock(
        block_id=ActionId.DUE_AT.value,
        label=plain(label, LONGEST_LABEL),
        hint=plain(hint, LONGEST_LABEL),
        optional=optional,
        element=picker,
    )


def _person(label: str, action: ActionId, chosen: str | None) -> InputBlock:
    select = UserSelectElement(action_id=action, initial_user=chosen)
    return InputBlock(block_id=action.value, label=plain(label, LONGEST_LABEL), element=select)
