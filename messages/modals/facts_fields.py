"""The fields of the form for what is known: their words, their choices, and where they stand."""

from collections.abc import Collection, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Final

from bot.domain.fact import Key, Known, State, stale
from bot.domain.facts import Answer, DataSafety, Fault
from bot.domain.incident import Incident, Type

TOLD: Final = f"{State.CONFIRMED}:public"
OURS: Final = State.CONFIRMED.value
UNKNOWN: Final = State.UNKNOWN.value
CERTAINTIES: Final[Mapping[str, str]] = {
    UNKNOWN: "Nobody has confirmed it",
    TOLD: "Confirmed; customers may know",
    OURS: "Confirmed; not for customers",
    State.CHECKING.value: "Being checked",
    State.RULED_OUT.value: "Ruled out",
    State.NOT_APPLICABLE.value: "Does not apply",
}
CONFIDENCES: Final[Mapping[str, str]] = {
    "low": "Low: it may well be later",
    "medium": "Medium",
    "high": "High: nothing stands in the way",
}
CHECKING: Final = State.CHECKING.value


@dataclass(frozen=True, slots=True)
class Typed:
    """A subject that is words: what it is called, and how the words are used."""

    label: str
    hint: str
    unless_said: str = UNKNOWN
    """How sure it is until somebody chooses: what we do ourselves, we know."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """A subject that is a question, with its answers by value; what is chosen, customers may know.

    One may also be `unknown`, or `checking`.
    """

    label: str
    answers: Mapping[str, str]


TYPED: Final[Mapping[Key, Typed]] = {
    Key.CONSEQUENCE: Typed(
        "What does that stop them doing?",
        "A sentence: “We know many of you are trying to pay bills.”",
    ),
    Key.SCOPE: Typed("Who is affected?", "Ends the sentence “It affects …”."),
    Key.STILL_WORKS: Typed("What still works?", "A sentence: “Cash machines work.”"),
    Key.WORKAROUND: Typed("What can they do instead?", "Ends the sentence “For now you can …”."),
    Key.CURRENT_ACTION: Typed(
        "What is being done now?", "A sentence: who is looking, and where.", unless_said=TOLD
    ),
    Key.ACTION_REASON: Typed(
        "Why is it done this way?", "Ends “Why we do it this way: …”.", unless_said=TOLD
    ),
    Key.CUSTOMER_ACTION: Typed(
        "What must customers do, or not do?", "Ends “What you may need to do: …”."
    ),
    Key.CAUSE: Typed(
        "What is the cause?",
        "Ends the sentence “The cause: …”. Somebody else approves it before customers are told.",
        unless_said=OURS,
    ),
    Key.PREVENTION_DONE: Typed(
        "What was changed to prevent it?", "Ends “What we have changed: …”.", unless_said=TOLD
    ),
    Key.PREVENTION_PLANNED: Typed(
        "What will be changed to prevent it?", "Ends “What we will change: …”.", unless_said=TOLD
    ),
    Key.SPOOF_ACTION: Typed(
        "What has been done about the calls?",
        "Ends the sentence “What we have done: …”.",
        unless_said=TOLD,
    ),
}
CHOSEN: Final[Mapping[Key, Chosen]] = {
    Key.DATA_SAFETY: Chosen(
        "Is customer information affected?",
        {
            DataSafety.UNKNOWN: "Not known",
            DataSafety.SUSPECTED: "Suspected to be affected",
            DataSafety.NO_SIGN_SO_FAR: "Checked; no sign so far",
            DataSafety.CONFIRMED_SAFE: "Confirmed to be safe",
            DataSafety.CONFIRMED_AFFECTED: "Confirmed to be affected",
        },
    ),
    Key.ACCOUNT_SAFETY: Chosen(
        "How safe are money and accounts?",
        {
            UNKNOWN: "Not known",
            CHECKING: "Being checked",
            Answer.YES: "Confirmed to be safe",
            Answer.NO: "Confirmed to be affected",
        },
    ),
    Key.DATA_LOSS: Chosen(
        "Is anything lost that customers saved?",
        {
            UNKNOWN: "Not known",
            CHECKING: "Being checked",
            Answer.NO: "No, somebody has checked",
            Answer.YES: "Yes, something is",
        },
    ),
    Key.NOT_YOUR_SIDE: Chosen(
        "Is it on the customers' own side?",
        {
            UNKNOWN: "Not known",
            CHECKING: "Being checked",
            Answer.NO: "No: their device and connection are fine",
            Answer.YES: "Yes: something of theirs plays a part",
        },
    ),
    Key.FAULT: Chosen(
        "Whose fault is it?",
        {
            UNKNOWN: "Not known",
            CHECKING: "Being checked",
            Fault.OURS: "Ours",
            Fault.SHARED: "Shared",
            Fault.NOT_OURS: "Not ours",
        },
    ),
    Key.SPOOF_CLAIM: Chosen(
        "Do the calls or messages come from us?",
        {
            UNKNOWN: "Not known",
            CHECKING: "Being checked",
            Answer.NO: "Confirmed: not from us",
            Answer.YES: "Confirmed: from us",
        },
    ),
}


MOST_FIRST: Final = 4
"""Subjects that stand in the form unasked: as many as a phone shows without much scrolling."""
WHILE_OPEN: Final = (
    Key.CURRENT_ACTION,
    Key.STARTED_AT,
    Key.SCOPE,
    Key.WORKAROUND,
    Key.ETA,
    Key.DATA_SAFETY,
    Key.CAUSE,
    Key.CONSEQUENCE,
    Key.STILL_WORKS,
)
"""What is asked for first, in this order; the first four make the first word."""
AFTERWARDS: Final = (
    Key.CAUSE,
    Key.PREVENTION_DONE,
    Key.PREVENTION_PLANNED,
    Key.STARTED_AT,
    Key.FAULT,
)
MATTERS_MOST: Final[Mapping[Type, tuple[Key, ...]]] = MappingProxyType(
    {
        Type.PAYMENTS: (Key.ACCOUNT_SAFETY,),
        Type.DATA: (Key.DATA_LOSS,),
        Type.SPOOFED_CALLS: (Key.SPOOF_CLAIM, Key.SPOOF_ACTION),
    }
)
OPEN_STATES: Final = (State.UNKNOWN, State.CHECKING)


def first_subjects(
    incident: Incident, known: Known, mine: AbstractSet[Key], *, now: datetime
) -> tuple[Key, ...]:
    """Return what the form asks first: what is too old to be told, then what nobody knows.

    Only what is theirs to say (`mine`), and four at most; once there is nothing, all subjects.
    """
    wanted = (*MATTERS_MOST.get(incident.type, ()), *WHILE_OPEN)
    unknown = (
        key
        for key in (wanted if incident.is_open else AFTERWARDS)
        if key not in known or known[key].state in OPEN_STATES
    )
    old = (fact.key for fact in stale(known, now))
    first = [key for key in dict.fromkeys([*old, *unknown]) if key in mine]
    return tuple(first[:MOST_FIRST]) or tuple(Key)


def rest_of(first: Collection[Key]) -> tuple[Key, ...]:
    """Return all other subjects, in the order in which customers ask."""
    return tuple(key for key in Key if key not in first)
