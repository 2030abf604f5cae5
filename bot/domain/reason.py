"""Why a credit is given: each code with what it means, what shows it, and where it is booked."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Layer(StrEnum):
    """The four layers, in the order in which they are looked at."""

    OWED = "L0"
    """Law, scheme, contract or wrong charge: not goodwill, and never set off against it."""
    LOSS = "L1"
    COHORT = "L2"
    PERSONAL = "L3"


class Lost(StrEnum):
    """What was lost; it says how to repay in kind."""

    MONEY = "money"
    TIME = "time"
    WORK = "work"
    ATTENTION = "attention"
    PROMISE = "promise"
    MILD = "mild"


class Band(StrEnum):
    """How much is usual, as a cross-check; B0 is an apology and a fix alone."""

    B0 = "B0"
    B1 = "B1"
    B2 = "B2"
    B3 = "B3"
    B4 = "B4"
    B5 = "B5"


class Reason(StrEnum):
    OUT_TIME = "OUT-TIME"
    OUT_REPEAT = "OUT-REPEAT"
    COST_DIRECT = "COST-DIRECT"
    FEE_REFUND = "FEE-REFUND"
    DATA_LOSS = "DATA-LOSS"
    MISSED_PROMISE = "MISSED-PROMISE"
    EFFORT = "EFFORT"
    DISTRESS = "DISTRESS"
    VULNERABLE = "VULNERABLE"
    WRONG_INFO = "WRONG-INFO"
    MSG_ERROR = "MSG-ERROR"
    BILL_ERROR = "BILL-ERROR"
    SLA = "SLA"
    STATUTE = "STATUTE"
    COHORT = "COHORT"
    EXEC = "EXEC"

    @property
    def definition(self) -> "Definition":
        return DEFINITIONS[self]


@dataclass(frozen=True, slots=True)
class Definition:
    """`account` is the ledger account, unless finance names its own in the settings."""

    layer: Layer
    lost: Lost
    band: Band
    account: str


_LOSS, _PERSONAL = Layer.LOSS, Layer.PERSONAL
DEFINITIONS: Final[Mapping[Reason, Definition]] = {
    Reason.OUT_TIME: Definition(_PERSONAL, Lost.TIME, Band.B1, "goodwill-service"),
    Reason.OUT_REPEAT: Definition(_PERSONAL, Lost.TIME, Band.B2, "goodwill-service"),
    Reason.COST_DIRECT: Definition(_LOSS, Lost.MONEY, Band.B2, "loss"),
    Reason.FEE_REFUND: Definition(_LOSS, Lost.MONEY, Band.B1, "fees"),
    Reason.DATA_LOSS: Definition(_LOSS, Lost.WORK, Band.B3, "loss"),
    Reason.MISSED_PROMISE: Definition(_PERSONAL, Lost.PROMISE, Band.B2, "goodwill-personal"),
    Reason.EFFORT: Definition(_PERSONAL, Lost.ATTENTION, Band.B2, "goodwill-personal"),
    Reason.DISTRESS: Definition(_PERSONAL, Lost.ATTENTION, Band.B3, "goodwill-personal"),
    Reason.VULNERABLE: Definition(_PERSONAL, Lost.ATTENTION, Band.B3, "goodwill-personal"),
    Reason.WRONG_INFO: Definition(_PERSONAL, Lost.ATTENTION, Band.B2, "goodwill-personal"),
    Reason.MSG_ERROR: Definition(_PERSONAL, Lost.ATTENTION, Band.B1, "goodwill-personal"),
    Reason.BILL_ERROR: Definition(_LOSS, Lost.MONEY, Band.B1, "billing"),
    Reason.SLA: Definition(Layer.OWED, Lost.MONEY, Band.B2, "owed-contract"),
    Reason.STATUTE: Definition(Layer.OWED, Lost.MONEY, Band.B2, "owed-law"),
    Reason.COHORT: Definition(Layer.COHORT, Lost.MILD, Band.B1, "goodwill-cohort"),
    Reason.EXEC: Definition(_PERSONAL, Lost.ATTENTION, Band.B3, "goodwill-personal"),
}
PERSONAL: Final = tuple(reason for reason in Reason if reason is not Reason.COHORT)
"""What one customer can be given for."""
