"""Who does not belong: people whom no setting lets decide on money."""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.refusals import Refusal


class Outsider(StrEnum):
    """Why somebody is none of the workspace's own people."""

    GUEST = "guest"
    STRANGER = "stranger"
    """Of another team or organisation, in a shared channel or not seen at all."""
    BOT = "bot"
    GONE = "gone"
    """Deactivated."""


@dataclass(eq=False)
class OutsiderMayNotDecide(Refusal):
    """Guests, strangers, bots and those who left decide on no money, and stand in for nobody."""

    person: str
    outsider: Outsider


@dataclass(eq=False)
class NotOneOfUs(Refusal):
    """A person of another organisation was named for something; `what` is the field."""

    what: str
    person: str
