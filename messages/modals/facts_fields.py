"""The fields of the form for what is known: their words, their choices, and where they stand."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from bot.domain.fact import Key, Known, State
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


@dataclass(frozen=True, slots=True)
class Group:
    """Subjects that stand in the form only when somebody asks for them."""

    label: str
    keys: tuple[Key, ...]


FIRST: Final = (
    Key.CONSEQUENCE,
    Key.STARTED_AT,
    Key.SCOPE,
    Key.STILL_WORKS,
    Key.WORKAROUND,
    Key.CURRENT_ACTION,
    Key.ETA,
    Key.DATA_SAFETY,
    Key.CAUSE,
)
"""What stands in every form, below what customers cannot do."""
GROUPS: Final[Mapping[str, Group]] = MappingProxyType(
    {
        "money": Group("Safety of money and accounts", (Key.ACCOUNT_SAFETY,)),
        "loss": Group("Lost work", (Key.DATA_LOSS,)),
        "advice": Group(
            "What customers must do, and our reasons", (Key.CUSTOMER_ACTION, Key.ACTION_REASON)
        ),
        "fault": Group("Whose side, and whose fault", (Key.NOT_YOUR_SIDE, Key.FAULT)),
        "prevention": Group("How it is prevented", (Key.PREVENTION_DONE, Key.PREVENTION_PLANNED)),
        "calls": Group("Calls or messages in our name", (Key.SPOOF_CLAIM, Key.SPOOF_ACTION)),
    }
)
MATTERS_MOST: Final[Mapping[Type, str]] = {
    Type.PAYMENTS: "money",
    Type.DATA: "loss",
    Type.SPOOFED_CALLS: "calls",
}


def groups_shown(incident: Incident, known: Known) -> tuple[str, ...]:
    """Return the groups that stand in the form unasked: what it is about, and what is known."""
    first = [MATTERS_MOST[incident.type]] if incident.type in MATTERS_MOST else []
    noted = [name for name, group in GROUPS.items() if any(key in known for key in group.keys)]
    return tuple(dict.fromkeys([*first, *noted]))


def subjects_shown(incident: Incident, groups: tuple[str, ...]) -> tuple[Key, ...]:
    """Return the subjects of the form in their order; what the incident is about comes first."""
    most = MATTERS_MOST.get(incident.type)
    in_front = GROUPS[most].keys if most else ()
    rest = (key for name in groups if name != most for key in GROUPS[name].keys)
    return (*in_front, *FIRST, *rest)
