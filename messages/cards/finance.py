"""What finance reads: what waits for them, the words above a file, what has no answer yet."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from slack_sdk.models.blocks import ActionsBlock

from bot.domain.credit import Credit, State
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
    """Return what was taken back, or approved, and is not with finance yet; nobody is named."""
    groups = {state: [one for one in credits_ if one.state is state] for state in ABOUT}
    words = "\n".join(ABOUT[state](some, organisation) for state, some in groups.items() if some)
    row = ActionsBlock(
        block_id=BlockId.ACTIONS,
        elements=[button("Export", ActionId.EXPORT, EXPORT, style="primary")],
    )
    return Card(f"{words} To have this as a file: press Export.", [section(words), row])


def _voided(credits_: Sequence[Credit], organisation: Organisation) -> str:
    what = f"{_named([one.number for one in credits_])}: {_sums(credits_, organisation)} in all"
    return f"Do not pay {what}, taken back. If it is paid already, book it back."


def _reversed(credits_: Sequence[Credit], organisation: Organisation) -> str:
    what = f"{_named([one.number for one in credits_])}: {_sums(credits_, organisation)} in all"
    return f"Book back {what}, paid and then taken back."


def _approved(credits_: Sequence[Credit], organisation: Organisation) -> str:
    many = "1 approved credit waits" if len(credits_) == 1 else f"{len(credits_)} credits wait"
    sums = _sums(credits_, organisation)
    return f"{many} for finance: {sums} in all. An approval lapses after two weeks."


ABOUT: Final[Mapping[State, Callable[[Sequence[Credit], Organisation], str]]] = {
    State.VOIDED: _voided,
    State.REVERSED: _reversed,
    State.APPROVED: _approved,
}
"""What must not be paid comes first."""


def _sums(credits_: Sequence[Credit], organisation: Organisation) -> str:
    """Return the sum in each currency."""
    sums: dict[str, int] = defaultdict(int)
    for one in credits_:
        sums[one.amount.currency] += one.amount.minor
    return ", ".join(shown(Money(minor, code), organisation) for code, minor in sums.items())


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
    return plain(
        f"Batch {number} is three days old. Without an answer: {_named(late)}. "
        "If you have the return file, give it to whoever runs Candour. "
        f"They type `candour export credits --batch {number} --returned paid.csv`."
    )


def _named(numbers: Sequence[int]) -> str:
    names = ", ".join(f"CR-{one}" for one in numbers[:MOST_NAMED])
    more = f" and {len(numbers) - MOST_NAMED} more" if len(numbers) > MOST_NAMED else ""
    return f"{names}{more}"
