"""The forms after an incident: the five questions, a step, what becomes of it, and the close."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from slack_sdk.models.blocks import Block, DatePickerElement, InputBlock, UserSelectElement

from bot.domain import edited
from bot.domain.ending import LONGEST_REASON
from bot.domain.incident import Incident
from bot.domain.prevention import LONGEST_ANSWER, LONGEST_ITEM, LONGEST_WHY, Item, Question
from messages.action_ids import ActionId, ViewId
from messages.card import context, escaped, plain
from messages.cards.prevention import QUESTIONS
from messages.modals.form import LONGEST_LABEL, Note, form, typed
from messages.words import title


@dataclass(frozen=True, slots=True)
class AfterNote(Note):
    incident: int


@dataclass(frozen=True, slots=True)
class ReviewNote(Note):
    """`seen` are marks of the answers that the person had before them."""

    incident: int
    seen: str = ""


@dataclass(frozen=True, slots=True)
class StepNote(Note):
    """`item` is the number of the step."""

    item: int


def review_view(incident: Incident, answers: Mapping[Question, str]) -> dict[str, object]:
    """Return the five questions with what was answered before."""
    blocks: list[Block] = [
        context(f"{title(incident)}\nA line each is enough, and you can come back to the others.")
    ]
    blocks += [
        typed(
            question.value,
            ActionId(question.value),
            words,
            most=LONGEST_ANSWER,
            value=answers.get(question, ""),
            multiline=True,
            optional=True,
        )
        for question, words in QUESTIONS.items()
    ]
    seen = edited.marks(answers.get(question, "") for question in Question)
    note = ReviewNote(incident.number, seen)
    return form(ViewId.REVIEW, "Five questions", blocks, submit="Keep", note=note)


def step_view(
    incident: Incident, *, owner: str, due: date | None = None, words: str = ""
) -> dict[str, object]:
    """Return the form for a step, with what was typed before."""
    blocks: list[Block] = [
        context(title(incident)),
        typed(
            ActionId.STEP.value,
            ActionId.STEP,
            "What will keep it from happening again?",
            most=LONGEST_ITEM,
            value=words,
            hint="One thing that can be done and checked, for example: a test payment before each "
            "change goes live.",
        ),
        _owner(owner),
        _due(due),
    ]
    return form(ViewId.STEP, "A step", blocks, submit="Agree", note=AfterNote(incident.number))


def change_view(item: Item) -> dict[str, object]:
    blocks: list[Block] = [_about(item), _owner(item.owner), _due(item.due)]
    return form(
        ViewId.CHANGE_STEP, "Change a step", blocks, submit="Change", note=StepNote(item.number)
    )


def drop_view(item: Item) -> dict[str, object]:
    why = typed(
        ActionId.WHY_DROPPED.value,
        ActionId.WHY_DROPPED,
        "Why is it dropped?",
        most=LONGEST_WHY,
        hint="The record keeps the step and this reason.",
        multiline=True,
    )
    blocks: list[Block] = [_about(item), why]
    return form(ViewId.DROP_STEP, "Drop a step", blocks, submit="Drop", note=StepNote(item.number))


def close_view(incident: Incident) -> dict[str, object]:
    why = typed(
        ActionId.WHY_NOTHING.value,
        ActionId.WHY_NOTHING,
        "Why will nothing be done to prevent it?",
        most=LONGEST_REASON,
        hint="The record keeps it. To add a step instead, cancel and press Add a step.",
        multiline=True,
    )
    blocks: list[Block] = [context(f"{title(incident)}\nNo step is agreed."), why]
    return form(
        ViewId.CLOSE,
        "Close without a step",
        blocks,
        submit="Close",
        note=AfterNote(incident.number),
    )


def _about(item: Item) -> Block:
    return context(f"{item.name}: {escaped(item.words)}")


def _owner(chosen: str) -> InputBlock:
    return InputBlock(
        block_id=ActionId.OWNER.value,
        label=plain("Who does it?", LONGEST_LABEL),
        element=UserSelectElement(action_id=ActionId.OWNER, initial_user=chosen),
    )


def _due(due: date | None) -> InputBlock:
    on = due.isoformat() if due else None
    return InputBlock(
        block_id=ActionId.STEP_DUE.value,
        label=plain("By which day?", LONGEST_LABEL),
        hint=plain("They are reminded that day, and each working day after it.", LONGEST_LABEL),
        element=DatePickerElement(action_id=ActionId.STEP_DUE, initial_date=on),
    )
