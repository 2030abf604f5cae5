"""Why something said of an incident was not kept, as facts. Words: `messages/refused/facts.py`."""

from dataclasses import dataclass
from typing import ClassVar

from bot.domain.refusals import Refusal


@dataclass(eq=False)
class MayNotSay(Refusal):
    """`what` is the subject, `roles` are those who may speak of it."""

    incident: str
    what: str
    roles: tuple[str, ...]


@dataclass(eq=False)
class FactIsBlocked(Refusal):
    """What customers may be told breaks rules on words. `rules` are their ids."""

    what: str
    rules: tuple[str, ...]


@dataclass(eq=False)
class NothingToConfirm(Refusal):
    """Nothing that is known has grown old; or only what others may confirm."""

    incident: str


@dataclass(eq=False)
class NothingToApprove(Refusal):
    """The cause was approved already, or somebody has said another one since."""

    incident: str


@dataclass(eq=False)
class OwnCause(Refusal):
    """Nobody approves what they said themselves."""

    incident: str


@dataclass(eq=False)
class NeitherLeads(Refusal):
    """Of the two who agree on the cause nobody leads the incident."""

    incident: str


@dataclass(eq=False)
class WindowIsWrong(Refusal):
    """When it will work again needs a beginning, and an end after it, whoever says so."""

    what: ClassVar = "eta_to"


@dataclass(eq=False)
class StartIsAhead(Refusal):
    """What fails cannot have begun later than now."""

    what: ClassVar = "started_at"


@dataclass(eq=False)
class StartIsLongAgo(Refusal):
    """What fails began so many years ago that the year is a slip."""

    what: ClassVar = "started_at"


@dataclass(eq=False)
class PlanIsPast(Refusal):
    """What is planned cannot be done by a day that has passed."""

    what: ClassVar = "prevention_date"


@dataclass(eq=False)
class NoteIsBlocked(Refusal):
    """A note of the team breaks rules on words. `rules` are their ids, `text` is given back."""

    what: str
    rules: tuple[str, ...]
    text: str
