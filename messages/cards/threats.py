"""Threats, told calmly: who needs somebody beside them, and what must stay as it is."""

from collections.abc import Iterable

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


def told_of_threat(people: Iterable[str]) -> str:
    """Return the notice in the form once the alarm is owed."""
    return (
        f"{', '.join(map(person, people))} will be told now, in private. Answer nothing, leave it "
        "up, keep a picture of it, and take a break: nobody needs a reason."
    )
