"""Threats, told calmly: who needs somebody beside them, and what must stay as it is."""

from collections.abc import Sequence

from bot.domain.incident import Incident
from messages.card import Card
from messages.cards.answers import plain
from messages.words import named, person


def written_threat_card(incident: Incident, by: str) -> Card:
    """Return the alarm about a post or a letter, for one safety lead. It quotes nothing."""
    return plain(
        f"{person(by)} has read a threat from a customer ({named(incident)}). Go to them now: look "
        "at it together, and decide whether the police must know. Nobody answers it, and it stays "
        "up, with a picture kept of it."
    )


def company_card(incident: Incident, by: str) -> Card:
    """Return the call to everybody, where nobody could be told in private; it tells no more."""
    return plain(
        f"{person(by)} needs somebody beside them now: a customer threatens somebody "
        f"({named(incident)}). Whoever is nearest, go to them, and call your lead."
    )


def told_of_threat(people: Sequence[str]) -> str:
    """Return the notice in the form once the alarm is owed."""
    who = ", ".join(map(person, people)) or "Nobody else is named for it, so the incident's thread"
    told = "will be told now, in private" if people else "asks for somebody to come to you now"
    return (
        f"{who} {told}. Answer nothing, leave it "
        "up, keep a picture of it, and take a break: nobody needs a reason."
    )
