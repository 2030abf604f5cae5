"""What to say to somebody whose promise was not kept in time."""

from datetime import datetime
from typing import Final

from bot.domain.missed import Missed
from bot.domain.organisation import Organisation
from bot.domain.promise import Promise
from messages.slots import filled
from messages.words import customer_time, sentence

LINES: Final = (
    "I said I would {promise_words} by {promise_due}. I did not, and I am sorry.",
    "I do not have it yet. {why_not}",
    "My new time is {new_due}. If that slips, I will write to you before then.",
    "Is there something that would put this right for you?",
    "Tell me and I will take it to {decision_maker}.",
)


def missed_words(missed: Missed, organisation: Organisation, *, now: datetime) -> str:
    """Return the words, ready to be copied; nothing in them is claimed beyond what was noted."""
    zone = organisation.time_zone
    slots = {
        "promise_words": missed.promise_words,
        "promise_due": customer_time(missed.promise_due, zone, now=now),
        "new_due": customer_time(missed.new_due, zone, now=now),
        "why_not": sentence(missed.why_not),
        "decision_maker": organisation.voice.decision_maker,
    }
    return "\n".join(filled(line, slots) for line in LINES)


def missed_reason(promise: Promise, organisation: Organisation) -> str:
    """Return what happened, for whoever decides on a credit."""
    due = customer_time(promise.due, organisation.time_zone, now=promise.made_at)
    return f"{promise.name}: we promised to {promise.words} by {due}, and did not in time."
