"""The small forms about money: declining, changing, asking, answering, adding to a budget."""

from dataclasses import dataclass

from slack_sdk.models.blocks import (
    ContextBlock,
    InputBlock,
    StaticSelectElement,
    UserSelectElement,
)

from bot.domain.budget import Scope
from bot.domain.credit import LONGEST_ALTERNATIVE, LONGEST_QUESTION, Credit
from bot.domain.entitlement import Owed
from bot.domain.incident import Incident
from bot.domain.organisation import Organisation
from messages.action_ids import ActionId, BlockId, ViewId
from messages.card import context, plain
from messages.modals.credit_form import LONGEST_AMOUNT
from messages.modals.form import LONGEST_LABEL, Note, form, options, typed
from messages.money_words import WHYS, sum_of
from messages.words import title

LONGEST_UNTIL = 40
LONGEST_WHICH = 200
SCOPES = {Scope.INCIDENT.value: "This incident", Scope.MONTH.value: "The team's month"}
OWED = {
    Owed.NONE.value: "Nothing is owed by law or contract",
    Owed.APPLIES.value: "A law, scheme or term applies",
}


@dataclass(frozen=True, slots=True)
class OfCredit(Note):
    credit: int


@dataclass(frozen=True, slots=True)
class OfIncident(Note):
    incident: int


@dataclass(frozen=True, slots=True)
class OfNobody(Note):
    """A form that is about the person alone."""


def decline_view(credit: Credit, organisation: Organisation) -> dict[str, object]:
    note = OfCredit(credit.number)
    if credit.undo is not None:
        stands = _words(
            BlockId.ALTERNATIVE,
            ActionId.ALTERNATIVE,
            "Why it should stand",
            most=LONGEST_ALTERNATIVE,
        )
        blocks = [_about(credit, organisation), stands]
        return form(ViewId.DECLINE, "Let it stand", blocks, submit="Decline", note=note)
    alternative = typed(
        BlockId.ALTERNATIVE,
        ActionId.ALTERNATIVE,
        "What we offer instead",
        most=LONGEST_ALTERNATIVE,
        hint="A call, an explanation, a smaller sum, or how to complain.",
        multiline=True,
    )
    why = _choice(
        BlockId.WHY, ActionId.WHY, "Why", {one.value: words for one, words in WHYS.items()}
    )
    blocks = [_about(credit, organisation), why, alternative]
    return form(ViewId.DECLINE, "Decline", blocks, submit="Decline", note=note)


def change_view(credit: Credit, organisation: Organisation) -> dict[str, object]:
    whose = "Rather" if credit.cohort is None else "Rather for each"
    amount = typed(
        BlockId.AMOUNT,
        ActionId.AMOUNT,
        f"{whose}, in {credit.amount.currency}",
        most=LONGEST_AMOUNT,
        hint="It goes back to who asked; whatever was approved is void.",
    )
    blocks = [_about(credit, organisation), amount]
    note = OfCredit(credit.number)
    return form(ViewId.CHANGE, "Change amount", blocks, submit="Send back", note=note)


def question_view(credit: Credit, organisation: Organisation) -> dict[str, object]:
    asked = _words(BlockId.QUESTION, ActionId.QUESTION, "Your question to who asked")
    blocks = [_about(credit, organisation), asked]
    note = OfCredit(credit.number)
    return form(ViewId.QUESTION, "Ask a question", blocks, submit="Ask", note=note)


def answer_view(credit: Credit, organisation: Organisation) -> dict[str, object]:
    said = _words(BlockId.ANSWER, ActionId.ANSWER, "Your answer")
    blocks = [_about(credit, organisation), said]
    note = OfCredit(credit.number)
    return form(ViewId.ANSWER, "Answer", blocks, submit="Answer", note=note)


def undo_view(credit: Credit, organisation: Organisation) -> dict[str, object]:
    why = _words(BlockId.UNDO, ActionId.UNDO, "Why it should be taken back")
    blocks = [_about(credit, organisation), why]
    note = OfCredit(credit.number)
    return form(ViewId.UNDO, "Take a credit back", blocks, submit="Ask", note=note)


def raise_view(credit: Credit, organisation: Organisation) -> dict[str, object]:
    scope = _choice(BlockId.SCOPE_OF_BUDGET, ActionId.SCOPE_OF_BUDGET, "Which budget", SCOPES)
    amount = typed(
        BlockId.AMOUNT,
        ActionId.AMOUNT,
        f"How much more, in {credit.amount.currency}",
        most=LONGEST_AMOUNT,
    )
    blocks = [_about(credit, organisation), scope, amount]
    note = OfCredit(credit.number)
    return form(ViewId.RAISE, "Add to a budget", blocks, submit="Add", note=note)


def delegate_view(*, to: str | None = None, until: str = "") -> dict[str, object]:
    who = InputBlock(
        block_id=BlockId.TO,
        label=plain("Who decides in your place?", LONGEST_LABEL),
        element=UserSelectElement(
            action_id=ActionId.TO, placeholder=plain("A person", 150), initial_user=to
        ),
    )
    end = typed(
        BlockId.UNTIL,
        ActionId.UNTIL,
        "Until the end of",
        most=LONGEST_UNTIL,
        value=until,
        hint="Friday, tomorrow, 13 March, 2026-03-13.",
    )
    return form(ViewId.DELEGATE, "Stand-in", [who, end], submit="Set", note=OfNobody())


def owed_view(incident: Incident) -> dict[str, object]:
    said = _choice(BlockId.OWED, ActionId.OWED, "What did you find?", OWED)
    which = typed(
        BlockId.WHICH,
        ActionId.WHICH,
        "Which law, scheme or term",
        most=LONGEST_WHICH,
        optional=True,
    )
    blocks = [context(title(incident)), said, which]
    note = OfIncident(incident.number)
    return form(ViewId.OWED, "Is something owed?", blocks, submit="Note", note=note)


def _about(credit: Credit, organisation: Organisation) -> ContextBlock:
    return context(f"{credit.name} · {sum_of(credit, organisation)}")


def _words(
    block: BlockId, action: ActionId, label: str, *, most: int = LONGEST_QUESTION
) -> InputBlock:
    return typed(block, action, label, most=most, multiline=True)


def _choice(block: BlockId, action: ActionId, label: str, named: dict[str, str]) -> InputBlock:
    return InputBlock(
        block_id=block,
        label=plain(label, LONGEST_LABEL),
        element=StaticSelectElement(
            action_id=action, options=options(named), placeholder=plain("Choose", 150)
        ),
    )
