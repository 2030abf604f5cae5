"""What a form turns into once it has been dealt with: the answer, there where the person looks."""

from messages.card import Card, plain
from messages.drawn import drawn
from messages.modals.form import LONGEST_TITLE


def receipt_view(card: Card, *, is_done: bool = True) -> dict[str, object]:
    return {
        "type": "modal",
        "title": drawn(plain("Noted" if is_done else "Not done", LONGEST_TITLE)),
        "close": drawn(plain("Close", LONGEST_TITLE)),
        "blocks": drawn(card.blocks),
    }
