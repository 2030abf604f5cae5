"""What calls add up to, and what somebody must hear of one. Customers' words stay in private."""

from collections.abc import Sequence
from typing import Final

from bot.domain.call import PATTERN, Alike, Call, Figures
from bot.domain.incident import Incident
from messages.card import Card, context, escaped, section, sections
from messages.cards.answers import plain
from messages.words import MINUTE, named, person, place, span, title

LONGEST_SHOWN: Final = 100
"""Characters of an answer in the list."""
PRIVATE: Final = "Customers' own words: keep them among those who work on it."
REST: Final = "It was a hard call. Take a break before the next one; nobody needs a reason."


def calls_words(figures: Figures) -> str:
    """Return how many calls, and how long they waited; nobody can be told from it."""
    if not figures.calls:
        return "None yet"
    waited = f"; {span(figures.waited * MINUTE)} waited in all" if figures.waited else ""
    return f"{figures.calls:,}{waited}"


def totals_card(incident: Incident, figures: Figures, same: Sequence[Alike]) -> Card:
    """Return what callers answered, the most frequent first. For one who works on the incident."""
    text = f"{named(incident)}, calls: {calls_words(figures)}."
    if not same:
        return plain(f"{text} No answer is noted yet: `/incident call` opens the script.")
    return Card(text, [section(f"*{text}*"), *sections(_lines(same)), context(PRIVATE)])


def patterns_card(call: Call, incident: Incident, same: Sequence[Alike]) -> Card:
    """Return the answers that several calls gave, for whoever leads the incident.

    The lock screen shows none of them.
    """
    lead = f"{named(incident)}: {PATTERN} calls or more say the same. It may narrow down the fault."
    heading = section(f"*{lead}*\n{title(incident)} in {place(incident.place)} ({call.name})")
    return Card(lead, [heading, *sections(_lines(same)), context(PRIVATE)])


def threat_card(call: Call, incident: Incident) -> Card:
    """Return the alarm: who needs somebody beside them now."""
    return plain(
        f"A caller threatens somebody. {person(call.by)} is on the phone ({call.name}, "
        f"{named(incident)}). Go to them now, and decide whether the police must know."
    )


def ended_words(call: Call) -> str:
    """Return the notice above the words that go to the customer in writing."""
    return f"{call.name} is noted. {REST}" if call.is_hard else f"{call.name} is noted."


def _lines(same: Sequence[Alike]) -> str:
    return "\n".join(f"{escaped(one.question)} “{_short(one.answer)}”: {one.calls}" for one in same)


def _short(answer: str) -> str:
    return escaped(answer if len(answer) <= LONGEST_SHOWN else f"{answer[: LONGEST_SHOWN - 1]}…")
