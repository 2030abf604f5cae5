"""What can be said at this moment, grouped by who reads it."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from slack_sdk.models.blocks import InputBlock, OptionGroup, StaticSelectElement

from bot.domain.incident import Incident, Type
from bot.domain.refusals import Unreadable
from bot.domain.update import Kind
from messages.action_ids import ActionId, BlockId
from messages.card import plain
from messages.modals.form import LONGEST_LABEL, LONGEST_OPTION, options


class Group(StrEnum):
    """The heading above the kinds in the list."""

    EVERYBODY = "To everyone"
    ONE = "To one person"
    SHORT = "Short forms"
    SPOKEN = "Spoken"


class When(StrEnum):
    """In which state of an incident something can be said."""

    OPEN = "while it is open"
    RESOLVED = "once it works again"
    ALWAYS = "always"


class Mood(StrEnum):
    """How a customer is, as far as one can tell. Source: practices, P004."""

    UNSAID = "unsaid"
    CONFUSED = "confused"
    WORRIED = "worried"
    ANGRY = "angry"
    QUIET = "quiet"
    ABUSIVE = "abusive"


class Shared(StrEnum):
    """Whether a question in a post is one that others have, too."""

    UNSAID = "unsaid"
    YES = "yes"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to say. `variant` is there only where a person must choose it."""

    group: Group
    kind: Kind
    label: str
    when: tuple[When, ...] = (When.ALWAYS,)
    variant: str = ""
    after_words: bool = False
    """Whether it needs words that were sent before."""
    about_calls: bool = False
    """Whether it is about calls in our name."""

    @property
    def value(self) -> str:
        return f"{self.kind}.{self.variant}" if self.variant else self.kind.value


_OPEN: Final = (When.OPEN,)
_RESOLVED: Final = (When.RESOLVED,)
_BOTH: Final = (When.OPEN, When.RESOLVED)
CHOICES: Final = (
    Choice(Group.EVERYBODY, Kind.FIRST_WORD, "First word, to everybody", _OPEN),
    Choice(Group.EVERYBODY, Kind.HOLDING, "No news yet, to everybody", _OPEN),
    Choice(Group.EVERYBODY, Kind.PROGRESS, "Progress, to everybody", _OPEN),
    Choice(Group.EVERYBODY, Kind.RESOLUTION, "It works again, to everybody", _RESOLVED),
    Choice(Group.EVERYBODY, Kind.CORRECTION, "Correction, to everybody", _BOTH, after_words=True),
    Choice(
        Group.EVERYBODY,
        Kind.FAKED_CALLS,
        "Calls in our name, to everybody",
        _BOTH,
        about_calls=True,
    ),
    Choice(Group.ONE, Kind.APOLOGY, "Apology, to one person"),
    Choice(Group.ONE, Kind.PUBLIC_ANSWER, "Answer to one post, in public"),
    Choice(Group.ONE, Kind.INVITATION, "Invitation to a call, in private"),
    Choice(
        Group.ONE,
        Kind.FAKED_CALL,
        "They were called in our name",
        variant="individual",
        about_calls=True,
    ),
    Choice(
        Group.ONE,
        Kind.FAKED_CALL,
        "They gave a false caller details",
        variant="gave_details",
        about_calls=True,
    ),
    Choice(Group.ONE, Kind.MISSED_PROMISE, "We missed a promise to them"),
    Choice(Group.ONE, Kind.ANSWER, "The answer we promised them"),
    Choice(Group.ONE, Kind.FOLLOW_UP, "A week later: is it still working?", ()),
    Choice(Group.ONE, Kind.WIN_BACK, "To one who has left: what we found, and changed", ()),
    Choice(Group.SHORT, Kind.SOCIAL, "Social post", _BOTH),
    Choice(Group.SHORT, Kind.STATUS_PAGE, "Status page", _OPEN),
    Choice(Group.SHORT, Kind.STATUS_PAGE, "Status page: a fix is watched", _OPEN, "monitoring"),
    Choice(Group.SHORT, Kind.BANNER, "Banner in the app", _OPEN),
    Choice(Group.SHORT, Kind.SMS, "Text message", _BOTH),
    Choice(Group.SPOKEN, Kind.PHONE, "Phone script, stage by stage"),
)
OTHERS: Final = {Kind.OFFER: "What we offer them", Kind.DECLINE: "Why we do not pay"}
"""Sums are offered and declined with the credit that they are about, never from here. A week later,
and to somebody who has left, one writes from their case alone.
"""


def choices_for(incident: Incident) -> tuple[Choice, ...]:
    """Return what can be said of the incident as it is now."""
    now = _state(incident)
    about_calls = incident.type is Type.SPOOFED_CALLS
    return tuple(
        one
        for one in CHOICES
        if now & set(one.when)
        and (incident.sent or not one.after_words)
        and (about_calls or not one.about_calls)
    )


def _state(incident: Incident) -> set[When]:
    if incident.works_again:
        return {When.RESOLVED, When.ALWAYS}
    if not incident.is_open:
        return {When.ALWAYS}
    return {When.OPEN, When.ALWAYS}


def chosen(offered: Iterable[Choice], kind: Kind, variant: str = "") -> Choice | None:
    """Return the choice that stands for a kind; of several the one with this variant."""
    of_kind = [one for one in offered if one.kind is kind]
    exact = (one for one in of_kind if one.variant == variant)
    return next(exact, next(iter(of_kind), None))


def kind_and_variant(value: str) -> tuple[Kind, str]:
    """Read the value of a choice back. Raises `Unreadable`."""
    kind, _, variant = value.partition(".")
    if kind not in set(Kind):
        raise Unreadable
    return Kind(kind), variant


def kind_block(incident: Incident, kind: Kind, variant: str, *, is_set: bool = False) -> InputBlock:
    """Return the list; `is_set` draws it anew, where Slack would keep what was chosen before."""
    now = chosen(CHOICES, kind, variant) or Choice(Group.ONE, kind, OTHERS.get(kind, kind.name))
    # What was chosen before things moved on stays, so that nobody sends what they did not choose.
    possible = choices_for(incident)
    offered = [one for one in CHOICES if one is now or one in possible]
    offered += [] if now in offered else [now]
    groups = [
        OptionGroup(label=plain(group, LONGEST_OPTION), options=options(named))
        for group in Group
        if (named := {one.value: one.label for one in offered if one.group is group})
    ]
    every = [option for group in groups for option in group.options or ()]
    return InputBlock(
        block_id=f"{BlockId.KIND}.{kind}" if is_set else BlockId.KIND.value,
        label=plain("What is it?", LONGEST_LABEL),
        dispatch_action=True,
        element=StaticSelectElement(
            action_id=ActionId.KIND,
            option_groups=groups,
            initial_option=next(one for one in every if one.value == now.value),
        ),
    )
