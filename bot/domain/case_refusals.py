"""Reasons to say no where a customer's case is followed up. Their words: `refused.cases`."""

from dataclasses import dataclass

from bot.domain.refusals import Refusal


@dataclass(eq=False)
class CaseIsResolved(Refusal):
    """It works for them already, with the incident or before it."""

    customer: str


@dataclass(eq=False)
class CaseIsTheirs(Refusal):
    """Whoever it is given to follows it up already."""

    customer: str


@dataclass(eq=False)
class CaseIsOpen(Refusal):
    """Nobody asks whether it holds before it works again."""

    customer: str


@dataclass(eq=False)
class CustomerOptedOut(Refusal):
    customer: str


@dataclass(eq=False)
class HasOtherCase(Refusal):
    """Somebody whose other case is open is asked about that one first. `other` is its customer."""

    customer: str
    other: str


@dataclass(eq=False)
class CaseIsAnswered(Refusal):
    """`outcome` is what was noted; empty while their answer is awaited."""

    customer: str
    outcome: str


@dataclass(eq=False)
class NobodyWrote(Refusal):
    """An answer is noted to words that were sent."""

    customer: str


@dataclass(eq=False)
class WinBackIsOver(Refusal):
    """An ex-customer is written to once: the words say so."""

    customer: str


@dataclass(eq=False)
class WinBackIsTooEarly(Refusal):
    """`lacking` names what must be there first."""

    customer: str
    lacking: tuple[str, ...]
