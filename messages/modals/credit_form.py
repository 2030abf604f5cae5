"""The form that asks for a credit: for one customer, or the same for everyone affected."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from slack_sdk.models.blocks import Block, ContextBlock, InputBlock, StaticSelectElement

from bot.domain.credit import (
    LONGEST_ASKED_FOR,
    LONGEST_CUSTOMER,
    LONGEST_EVIDENCE,
    LONGEST_REASON,
)
from bot.domain.incident import Incident
from bot.domain.organisation import Organisation
from bot.domain.own import Allowance
from bot.domain.reason import PERSONAL, Reason
from bot.domain.remedy import Remedy, fitting
from bot.domain.size import Likes, most_usual
from messages.action_ids import ActionId, BlockId, ViewId, numbered
from messages.card import context, marked, plain
from messages.modals.credit_size import size_blocks
from messages.modals.form import LONGEST_LABEL, Note, form, options, typed
from messages.money_words import REASONS, REMEDIES, allowance_words, likes_words, shown
from messages.words import title

LONGEST_AMOUNT = 40
FOR_ALL: Final = "What everybody gets is always decided by somebody else, and once for all of them."
LONGEST_COUNT = 12


@dataclass(frozen=True, slots=True)
class CreditNote(Note):
    """`credit` is the request that is asked anew; 0 for a new one.

    `sized` counts how often a sum was worked out.
    """

    incident: int
    credit: int = 0
    is_cohort: bool = False
    is_sizing: bool = False
    sized: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditState:
    """What stands in the form; `values` by the names of the inputs."""

    incident: Incident
    note: CreditNote
    allowance: Allowance
    code: Reason = Reason.OUT_TIME
    likes: Likes | None = None
    values: Mapping[str, str] = field(default_factory=dict)


def credit_view(state: CreditState, organisation: Organisation) -> dict[str, object]:
    """Return the form with what was typed before, and what is usual for the reason chosen."""
    note, many = state.note, state.note.is_cohort
    blocks: list[Block] = [
        context(f"{title(state.incident)}\n{_who_decides(state, organisation)}"),
        *(_crowd(state) if many else [_customer(state)]),
        _happened(state),
        *([] if many else [_code(state), _asked_for(state)]),
        _guide(state, organisation),
        *([] if many else size_blocks(note.incident, state.values, is_open=note.is_sizing)),
        _amount(state, organisation),
        _remedy(state),
        *_support(state),
    ]
    name = "Ask anew" if note.credit else "Ask for a credit"
    return form(ViewId.CREDIT, name, blocks, submit="Ask", note=note)


def _who_decides(state: CreditState, organisation: Organisation) -> str:
    """Return what this person may give alone, and why not more."""
    if state.note.is_cohort:
        return FOR_ALL
    return allowance_words(state.allowance, organisation)


def _happened(state: CreditState) -> InputBlock:
    label = "What happened, in their words"
    return _input(
        state, ActionId.REASON, BlockId.REASON, label, most=LONGEST_REASON, multiline=True
    )


def _amount(state: CreditState, organisation: Organisation) -> InputBlock:
    label = "Amount for each" if state.note.is_cohort else f"Amount in {organisation.currency}"
    block = numbered(BlockId.AMOUNT, state.note.sized)
    return _input(state, ActionId.AMOUNT, block, label, most=LONGEST_AMOUNT)


def _support(state: CreditState) -> list[Block]:
    """What speaks for the sum."""
    return [
        _input(
            state,
            ActionId.EVIDENCE,
            BlockId.EVIDENCE,
            "What shows it",
            most=LONGEST_EVIDENCE,
            hint="A link to the receipt, the log or the conversation.",
            optional=True,
        ),
        _input(
            state,
            ActionId.WORKED_OUT,
            numbered(BlockId.WORKED_OUT, state.note.sized),
            "How you worked it out",
            most=LONGEST_REASON,
            hint="Needed where it is over twice what like cases got.",
            multiline=True,
            optional=True,
        ),
    ]


def _input(
    state: CreditState,
    action: ActionId,
    block: str,
    label: str,
    *,
    most: int,
    hint: str | None = None,
    multiline: bool = False,
    optional: bool = False,
) -> InputBlock:
    value = state.values.get(action, "")
    return typed(
        block,
        action,
        label,
        most=most,
        value=value,
        hint=hint,
        multiline=multiline,
        optional=optional,
    )


def _customer(state: CreditState) -> InputBlock:
    hint = "Their account or ticket number. Only those who decide, and finance, see it."
    return _input(
        state, ActionId.CUSTOMER, BlockId.CUSTOMER, "Customer", most=LONGEST_CUSTOMER, hint=hint
    )


def _asked_for(state: CreditState) -> InputBlock:
    return _input(
        state,
        ActionId.ASKED_FOR,
        BlockId.ASKED_FOR,
        "What they asked for",
        most=LONGEST_ASKED_FOR,
        optional=True,
    )


def _crowd(state: CreditState) -> list[Block]:
    return [
        _input(
            state,
            ActionId.PEOPLE_LOW,
            BlockId.PEOPLE_LOW,
            "People affected, at least",
            most=LONGEST_COUNT,
        ),
        _input(
            state,
            ActionId.PEOPLE_HIGH,
            BlockId.PEOPLE_HIGH,
            "People affected, at most",
            most=LONGEST_COUNT,
            hint="The budget holds the sum for so many.",
        ),
    ]


def _code(state: CreditState) -> InputBlock:
    offered = options({one.value: REASONS[one] for one in PERSONAL})
    chosen = next(one for one in offered if one.value == state.code)
    return InputBlock(
        block_id=BlockId.CODE,
        label=plain("Reason", LONGEST_LABEL),
        dispatch_action=True,
        element=StaticSelectElement(
            action_id=ActionId.CODE, options=offered, initial_option=chosen
        ),
    )


def _guide(state: CreditState, organisation: Organisation) -> ContextBlock:
    code = Reason.COHORT if state.note.is_cohort else state.code
    currency = organisation.currency
    bands = organisation.credit_rules.of(currency).bands
    most = shown(most_usual(code, currency, bands), organisation)
    forms = ", or ".join(REMEDIES[one].lower() for one in fitting(code))
    words = f"Usual: up to {most}. Repays in kind: {forms}."
    if state.likes is not None:
        words += f" Like cases: {likes_words(state.likes, organisation.currency, organisation)}."
    return ContextBlock(block_id=f"{BlockId.GUIDE}.{code}", elements=[marked(words)])


def _remedy(state: CreditState) -> InputBlock:
    code = Reason.COHORT if state.note.is_cohort else state.code
    first = state.values.get(ActionId.REMEDY) or fitting(code)[0]
    offered = options({one.value: REMEDIES[one] for one in Remedy})
    chosen = next(one for one in offered if one.value == first)
    return InputBlock(
        block_id=f"{BlockId.REMEDY}.{code}",
        label=plain("Form", LONGEST_LABEL),
        element=StaticSelectElement(
            action_id=ActionId.REMEDY, options=offered, initial_option=chosen
        ),
    )
