"""Words that were sent to customers. They are never edited afterwards."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from bot.domain.typed import words

LONGEST_UPDATE: Final = 3000
"""Characters: what one input of a form holds."""
LONGEST_STATUS_TITLE: Final = 80
"""Characters of the title above a status page's entry."""


NOTHING_PASSED: Final[Mapping[str, str]] = MappingProxyType({})


class Audience(StrEnum):
    EVERYBODY = "everybody"
    ONE_PERSON = "one person"
    COLLEAGUES = "colleagues"
    SPOKEN = "spoken"
    """Said on the phone, to one person."""


class Approval(StrEnum):
    """Who must release the words before they are sent."""

    NONE = "none"
    COMMS_OWNER = "comms owner"
    INCIDENT_LEAD = "incident lead"
    MANAGER = "manager"
    SECURITY = "security"
    DECIDER = "who decided"
    """Whoever took the decision that the words tell."""


class Counted(StrEnum):
    """How a place counts what it holds."""

    WORDS = "words"
    CHARACTERS = "characters"
    POST = "a social network's characters"
    TEXT_MESSAGE = "a text message's characters"


@dataclass(frozen=True, slots=True)
class Limit:
    most: int
    counted: Counted = Counted.WORDS


class Kind(StrEnum):
    """What was sent; the letters and numbers are those of the drafts' specification."""

    FIRST_WORD = "K01"
    HOLDING = "K02"
    PROGRESS = "K03"
    RESOLUTION = "K04"
    APOLOGY = "K05"
    OFFER = "K06"
    DECLINE = "K07"
    PUBLIC_ANSWER = "K08a"
    """To one post, under everybody's eyes."""
    INVITATION = "K08b"
    PHONE = "K09"
    SOCIAL = "K10"
    STATUS_PAGE = "K11"
    BANNER = "K12"
    SMS = "K13"
    FAKED_CALLS = "K14"
    FAKED_CALL = "K14b"
    """To one person who was called in our name."""
    FOLLOW_UP = "K15"
    WIN_BACK = "K16"
    SUMMARY = "K17"
    CORRECTION = "K18"
    MISSED_PROMISE = "K19"
    ANSWER = "K20"

    @property
    def audience(self) -> Audience:
        return NATURES[self].audience

    @property
    def is_public(self) -> bool:
        """Whether it answers everybody's wait, so that the clock restarts.

        An answer to one post does not, although everybody can read it.
        """
        return self.audience is Audience.EVERYBODY and self is not Kind.PUBLIC_ANSWER

    @property
    def is_external(self) -> bool:
        """Whether customers read or hear it."""
        return self.audience is not Audience.COLLEAGUES

    @property
    def limit(self) -> Limit | None:
        """How long it may be; None for what is spoken."""
        return NATURES[self].limit

    @property
    def variants(self) -> tuple[str, ...]:
        """The forms among which the state of things, or the author, chooses; () for only one."""
        return NATURES[self].variants

    def approval(self, *, names_cause: bool = False, names_time: bool = False) -> Approval:
        """Return who must release it; naming a cause, or when it works again, can ask for more."""
        nature = NATURES[self]
        asks_lead = (names_cause and nature.cause_asks_lead) or (
            names_time and nature.time_asks_lead
        )
        return Approval.INCIDENT_LEAD if asks_lead else nature.approval


@dataclass(frozen=True, slots=True, kw_only=True)
class Nature:
    """What holds for every text of a kind. Source: drafts, 4.1.

    Words without news may be longer than there: their third form lists all that is known. That it
    is over, a status page says in the words to everybody.
    """

    audience: Audience
    limit: Limit | None
    approval: Approval = Approval.NONE
    cause_asks_lead: bool = False
    time_asks_lead: bool = False
    variants: tuple[str, ...] = ()


def _public(
    limit: Limit, approval: Approval = Approval.COMMS_OWNER, *variants: str, news: bool = False
) -> Nature:
    return Nature(
        audience=Audience.EVERYBODY,
        limit=limit,
        approval=approval,
        cause_asks_lead=news,
        time_asks_lead=news,
        variants=variants,
    )


def _letter(words: int, approval: Approval = Approval.NONE, *variants: str) -> Nature:
    return Nature(
        audience=Audience.ONE_PERSON, limit=Limit(words), approval=approval, variants=variants
    )


POST: Final = Limit(280, Counted.POST)
NATURES: Final[Mapping[Kind, Nature]] = MappingProxyType(
    {
        Kind.FIRST_WORD: _public(Limit(120)),
        Kind.HOLDING: _public(Limit(110), Approval.COMMS_OWNER, "1", "2", "3"),
        Kind.PROGRESS: _public(Limit(150), Approval.COMMS_OWNER, "", "again", news=True),
        Kind.RESOLUTION: _public(Limit(200), Approval.INCIDENT_LEAD),
        Kind.APOLOGY: Nature(audience=Audience.ONE_PERSON, limit=Limit(220), cause_asks_lead=True),
        Kind.OFFER: _letter(200, Approval.DECIDER, "A", "B", "C"),
        Kind.DECLINE: _letter(200, Approval.DECIDER),
        Kind.PUBLIC_ANSWER: _public(POST),
        Kind.INVITATION: _letter(120),
        Kind.PHONE: Nature(audience=Audience.SPOKEN, limit=None),
        Kind.SOCIAL: _public(POST, Approval.COMMS_OWNER, "first", "hold", "done"),
        Kind.STATUS_PAGE: _public(
            Limit(120),
            Approval.COMMS_OWNER,
            "investigating",
            "identified",
            "monitoring",
        ),
        Kind.BANNER: _public(Limit(120, Counted.CHARACTERS), Approval.COMMS_OWNER, "first", "work"),
        Kind.SMS: _public(Limit(160, Counted.TEXT_MESSAGE), Approval.COMMS_OWNER, "first", "done"),
        Kind.FAKED_CALLS: _public(Limit(180), Approval.SECURITY),
        Kind.FAKED_CALL: _letter(180, Approval.SECURITY, "individual", "gave_details"),
        Kind.FOLLOW_UP: _letter(140),
        Kind.WIN_BACK: _letter(220, Approval.MANAGER),
        Kind.SUMMARY: Nature(
            audience=Audience.COLLEAGUES, limit=Limit(500), approval=Approval.INCIDENT_LEAD
        ),
        Kind.CORRECTION: _public(Limit(120), Approval.INCIDENT_LEAD),
        Kind.MISSED_PROMISE: _letter(110),
        Kind.ANSWER: _letter(110),
    }
)


SAID_AT_THE_END: Final = frozenset(
    {
        Kind.RESOLUTION,
        Kind.SOCIAL,
        Kind.STATUS_PAGE,
        Kind.SMS,
        Kind.FAKED_CALLS,
        Kind.CORRECTION,
    }
)
"""What everybody may still be told once an incident is resolved; no clock starts again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Update:
    workspace: str
    incident: int
    number: int
    kind: Kind
    text: str
    sent_by: str
    sent_at: datetime
    channels: tuple[str, ...] = ()
    """Where it went, by the names in the settings."""
    facts: int = 0
    """The version of what was known when it was sent."""
    promised_by: datetime | None
    """The next-update time that was in force when this was sent (late, if it had passed)."""
    variant: str = ""
    released_by: str | None = None
    """Who let it out, where that was not who sent it."""
    overrides: Mapping[str, str] = field(default_factory=lambda: NOTHING_PASSED)
    """The rules that it breaks with leave, by id, and why."""
    corrects: int | None = None
    """The number of the update that it takes back."""


def sayable(text: str) -> str:
    """Return the words without outer blanks. Raises when there are none, or too many."""
    return words("text", text, limit=LONGEST_UPDATE)
