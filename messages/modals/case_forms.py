"""The forms of a customer's case: what they answered, and whether they may be written to."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from slack_sdk.models.blocks import (
    Block,
    CheckboxesElement,
    DateTimePickerElement,
    InputBlock,
    UserSelectElement,
)

from bot.domain.case import BEST_RATING, LEAST_RATING, LONGEST_LED_TO, LONGEST_SAID, Case
from bot.domain.promise import LONGEST_PROMISE
from messages.action_ids import ActionId, BlockId, ViewId
from messages.card import context, plain
from messages.modals.form import LONGEST_LABEL, Note, chosen_of, day, form, options, typed

UNRATED: Final = "unsaid"
OPTED_OUT: Final = "opted_out"
MAY_WRITE: Final = "may_write"
MAY_MARKET: Final = "may_market"
CONTACT: Final[Mapping[str, str]] = {
    OPTED_OUT: "They do not want us to write to them again",
    MAY_WRITE: "They have left, and may be written to once",
    MAY_MARKET: "They agreed to offers",
}
RATINGS: Final[Mapping[str, str]] = {
    UNRATED: "They gave no number",
    **{str(one): str(one) for one in range(LEAST_RATING, BEST_RATING + 1)},
}


@dataclass(frozen=True, slots=True)
class CaseNote(Note):
    customer: int


def happy_view(case: Case) -> dict[str, object]:
    blocks: list[Block] = [
        context(f"{case.label}. Their case closes, and nothing more is asked of them."),
        _said("What should we have done differently? In their words.", optional=True),
        _rating(),
    ]
    return form(ViewId.HAPPY, "They are happy", blocks, submit="Close the case", note=_of(case))


def not_happy_view(case: Case, *, due: datetime) -> dict[str, object]:
    """Return the form with the usual time for the next step in it."""
    blocks: list[Block] = [
        context(f"{case.label}. Their case opens again, and a manager is told."),
        _said("What do they say? In their words."),
        typed(
            ActionId.NEXT_WORDS.value,
            ActionId.NEXT_WORDS,
            "What do you do next?",
            most=LONGEST_PROMISE,
            hint="Ends the sentence “I will …”. It is logged as a promise to them.",
        ),
        InputBlock(
            block_id=ActionId.DUE_AT.value,
            label=plain("By when?", LONGEST_LABEL),
            element=DateTimePickerElement(
                action_id=ActionId.DUE_AT, initial_date_time=int(due.timestamp())
            ),
        ),
        _rating(),
    ]
    return form(
        ViewId.NOT_HAPPY, "They are not happy", blocks, submit="Open it again", note=_of(case)
    )


def wishes_view(case: Case) -> dict[str, object]:
    wishes = case.wishes
    ticks = {
        OPTED_OUT: wishes.opted_out,
        MAY_WRITE: wishes.may_write,
        MAY_MARKET: wishes.may_market,
    }
    offered = options(CONTACT)
    chosen = [one for one in offered if ticks[str(one.value)]]
    boxes = CheckboxesElement(
        action_id=ActionId.CONTACT, options=offered, initial_options=chosen or None
    )
    blocks: list[Block] = [
        context(f"{case.label}. Only those who work on the incident see this."),
        InputBlock(
            block_id=ActionId.CONTACT.value,
            label=plain("What they wish", LONGEST_LABEL),
            optional=True,
            element=boxes,
        ),
        day(
            ActionId.LEFT_ON,
            "When did they leave us?",
            wishes.left_on.isoformat() if wishes.left_on else None,
        ),
        typed(
            ActionId.LED_TO.value,
            ActionId.LED_TO,
            "What did their report lead to?",
            most=LONGEST_LED_TO,
            value=wishes.led_to,
            hint="Only what is so; they will read it: we now check the card reader every hour",
            optional=True,
        ),
    ]
    return form(ViewId.WISHES, "Contact and outcome", blocks, submit="Save", note=_of(case))


def give_view(case: Case) -> dict[str, object]:
    to = InputBlock(
        block_id=BlockId.TO,
        label=plain("Who follows them up from now on?", LONGEST_LABEL),
        hint=plain("They are told at once, and see the incident's customers.", LONGEST_LABEL),
        element=UserSelectElement(action_id=ActionId.TO, placeholder=plain("A person", 150)),
    )
    blocks: list[Block] = [context(case.label), to]
    return form(ViewId.GIVE_CASE, "Hand over", blocks, submit="Hand over", note=_of(case))


def _said(label: str, *, optional: bool = False) -> InputBlock:
    return typed(
        ActionId.SAID.value,
        ActionId.SAID,
        label,
        most=LONGEST_SAID,
        multiline=True,
        optional=optional,
    )


def _rating() -> InputBlock:
    label = f"How satisfied are they, {LEAST_RATING} to {BEST_RATING}? Only if they said so."
    return chosen_of(ActionId.RATING, label, RATINGS, UNRATED)


def _of(case: Case) -> CaseNote:
    return CaseNote(case.customer)
