"""The buttons with which a customer is told about money, and with which their answer is noted."""

from slack_sdk.models.blocks import ButtonElement

from bot.domain.credit import Credit
from messages.action_ids import ActionId, numbered
from messages.buttons import button
from messages.letter_words import SAID


def write_letter(credit: Credit) -> ButtonElement:
    return button("Write to the customer", ActionId.WRITE_LETTER, credit.number, style="primary")


def answers(credit: Credit) -> list[ButtonElement]:
    """Return a button for each thing that the customer may have said."""
    return [
        button(words, numbered(ActionId.OFFER_SAID, place), f"{credit.number}:{answer}")
        for place, (answer, words) in enumerate(SAID.items())
    ]
