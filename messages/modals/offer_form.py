"""What a customer said to an offer, and how they felt before and after."""

from dataclasses import dataclass
from typing import Final

from slack_sdk.models.blocks import InputBlock, StaticSelectElement

from bot.domain.credit import Credit
from bot.domain.organisation import Organisation
from bot.domain.told import SATISFACTION as SCALE
from bot.domain.told import Answer
from messages.action_ids import ActionId, ViewId
from messages.card import context, plain
from messages.letter_words import SAID, SATISFACTION
from messages.modals.form import LONGEST_LABEL, Note, chosen_of, form, options
from messages.money_words import sum_of

BEFORE: Final = f"{ActionId.MOOD}.before"
AFTER: Final = f"{ActionId.MOOD}.after"


@dataclass(frozen=True, slots=True)
class OfferNote(Note):
    credit: int


def answer_view(credit: Credit, answer: Answer, organisation: Organisation) -> dict[str, object]:
    """Return the form in which `answer` is chosen; how they felt may be left out."""
    said = chosen_of(
        ActionId.ANSWER,
        "What did the customer say?",
        {one.value: words for one, words in SAID.items()},
        answer,
    )
    blocks = [
        context(f"{credit.name} · {sum_of(credit, organisation)}"),
        said,
        _felt(BEFORE, "How content were they with us before you told them?"),
        _felt(AFTER, "And now?"),
        context("If they do not want it, the money is free again, or is asked back from finance."),
    ]
    note = OfferNote(credit.number)
    return form(ViewId.OFFER, "What they said", blocks, submit="Note", note=note)


def _felt(action: str, label: str) -> InputBlock:
    named = {str(step): SATISFACTION[step] for step in SCALE}
    select = StaticSelectElement(
        action_id=action, options=options(named), placeholder=plain("If they said so", 150)
    )
    return InputBlock(
        block_id=action, label=plain(label, LONGEST_LABEL), optional=True, element=select
    )
