"""In which form something is put right. What was lost is repaid in kind, where that can be."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from bot.domain.reason import Lost, Reason


class Remedy(StrEnum):
    MONEY = "money"
    FEE_REFUND = "fee_refund"
    PART_REFUND = "part_refund"
    EXTENSION = "extension"
    PRO_RATA = "pro_rata"
    NEXT_PERIOD_DISCOUNT = "next_period_discount"
    REDO = "redo"
    CALL = "call"
    CREDIT = "credit"
    IN_KIND = "in_kind"


PRICE: Final = frozenset(
    {
        Remedy.FEE_REFUND,
        Remedy.PART_REFUND,
        Remedy.EXTENSION,
        Remedy.PRO_RATA,
        Remedy.NEXT_PERIOD_DISCOUNT,
        Remedy.IN_KIND,
    }
)
"""Less is paid for what was bought; the rest is compensation."""
IN_KIND: Final[Mapping[Lost, tuple[Remedy, ...]]] = {
    Lost.MONEY: (Remedy.MONEY, Remedy.FEE_REFUND, Remedy.PART_REFUND),
    Lost.TIME: (Remedy.EXTENSION, Remedy.PRO_RATA, Remedy.NEXT_PERIOD_DISCOUNT),
    Lost.WORK: (Remedy.REDO, Remedy.CREDIT),
    Lost.ATTENTION: (Remedy.CALL, Remedy.CREDIT),
    Lost.PROMISE: (Remedy.REDO, Remedy.CREDIT),
    Lost.MILD: (Remedy.IN_KIND, Remedy.CREDIT),
}
"""What fits each loss; the first one is the first choice."""


def fitting(reason: Reason) -> tuple[Remedy, ...]:
    """Return the forms that repay in kind what was lost, the first choice first."""
    return IN_KIND[reason.definition.lost]
