"""What a form turns into once it has been dealt with: the answer, there where the person looks."""

from messages.card import Card, plain
from messages.modals.form import LONGEST_TITLE


def receipt_view(card: Card, *, is_done: bool = True) -> dict[str, object]:
    return {
        "type": "modal",
        "title": plain("Noted" if is_done else "Not done", LONGEST_TITLE).to_dict(),
        "close": plain("Close", LONGEST_TITLE).to_dict(),
        "blocks": [block.to_dict() for block in card.blocks],
    }
