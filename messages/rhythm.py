"""How long customers waited for word, in words for the team."""

from bot.domain.incident import Incident
from bot.domain.rhythm import Rhythm
from messages.words import span

NOT_COUNTED = " A drill: these are not counted anywhere."


def rhythm_words(rhythm: Rhythm, incident: Incident) -> str:
    """Return the figures; for a drill, that they count for nothing."""
    return f"{figures_words(rhythm)}{NOT_COUNTED if incident.is_drill else ''}"


def figures_words(rhythm: Rhythm) -> str:
    """Return the figures in two sentences."""
    first = rhythm.first_word_after
    heard = "no first word yet" if first is None else f"first word after {span(first)}"
    return (
        f"{heard.capitalize()}; longest silence {span(rhythm.longest_silence)}. "
        f"Updates on time: {rhythm.on_time}; without news: {rhythm.holding}; "
        f"missed: {rhythm.missed}."
    )
