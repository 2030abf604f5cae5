"""What is said at once to somebody who presses a button of App Home's own."""

from messages.card import Card
from messages.cards.answers import plain


def insights_come() -> Card:
    return plain("The figures of this month and the two before it come in a direct message.")
