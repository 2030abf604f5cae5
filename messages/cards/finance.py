"""What finance reads: what waits for them, the words above a file, what has no answer yet."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from slack_sdk.models.blocks import ActionsBlock

from bot.domain.credit import Credit
from bot.domain.money import Money
from bot.domain.organisation import Organisation
from messages.action_ids import ActionId, BlockId
from messages.buttons import button
from messages.card import Card, section
from messages.cards.answers import plain
from messages.money_words import shown

MOST_NAMED: Final = 8
EXPORT: Final = "export"
"""A button's value; it is about no single credit."""


def waiting_note(credits_: Sequence[Credit], organisation: Organisation) -> Card:
    """Return how much is approved and not with finance yet; nobody is named."""
    sums: dict[str, int] = defaultdict(int)
    for one in credits_:
        sums[one.amount.currency] += one.amount.minor
    each = ", ".join(shown(Money(minor, code), organisation) for code, minor in sums.items())
    many = "1 approved credit waits" if len(credits_) == 1 else f"{len(credits_)} credits wait"
    words = f"{many} for finance: {each} in all. An approval lapses after two weeks."
    row = ActionsBlock(
        block_id=BlockId.ACTIONS,
        elements=[button("Export", ActionId.EXPORT, EXPORT, style="primary")],
    )
    return Card(f"{words} To have them as a file: press Export.", [section(words), row])


def exported(number: int) -> Card:
    return plain(
        f"Batch {number}: its file comes to you in a direct message. "
        f"To have the same file again: `/incident export {number}`."
    )


def batch_words(number: int, csv: str) -> str:
    """Return what stands above the file, always the same for one batch."""
    lines = csv.count("\r\n") - 1
    many = "1 line" if lines == 1 else f"{lines} lines"
    return f"Batch {number} for finance: {many}. Nobody is named in it."


def file_name(number: int) -> str:
    return f"candour-batch-{number}.csv"


def unmatched_note(number: int, late: Sequence[int]) -> Card:
    names = ", ".join(f"CR-{one}" for one in late[:MOST_NAMED])
    more = f" and {len(late) - MOST_NAMED} more" if len(late) > MOST_NAMED else ""
    return plain(
        f"Batch {number} is three days old. Without an answer: {names}{more}. "
        "If you have the return file, give it to whoever runs Candour. "
        f"They type `candour export credits --batch {number} --returned paid.csv`."
    )
