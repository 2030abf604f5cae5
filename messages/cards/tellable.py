"""What customers may be told of an incident now, what not, and what has to be asked again."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Final

from bot.domain.fact import ANSWERED, NOTHING_KNOWN, Fact, Key, Known, State, stale
from bot.domain.facts import DataSafety, Facts, facts_now
from bot.domain.incident import Incident, Status
from bot.domain.organisation import Organisation
from messages.card import escaped
from messages.certainty import certain, data_line, failure, released, uncertain
from messages.subjects import STATES, SUBJECTS
from messages.words import (
    chat_time,
    clock_time,
    customer_time,
    day_words,
    person,
    sentence,
)

HEADING: Final = "*What you may tell customers now*"
FIRST_WORD: Final = (
    Key.CURRENT_ACTION,
    Key.STARTED_AT,
    Key.SCOPE,
    Key.WORKAROUND,
    Key.ETA,
)
"""What the first word says if it is known, the most needed first."""


def tellable(
    incident: Incident,
    organisation: Organisation,
    *,
    now: datetime,
    known: Known = NOTHING_KNOWN,
) -> str:
    """Return what the card says on it, escaped."""
    if incident.status is Status.CANCELLED:
        return f"{HEADING}\nNothing: it was opened in error."
    facts = facts_now(incident, known, now=now)
    version = f" (version {incident.facts})" if incident.facts else ""
    asked = uncertain(facts, asked=True)
    parts = {
        f"{HEADING}{version}": "\n" + escaped(_told(incident, facts, organisation, now=now)),
        "*Waits for a second person*": _waiting(known.get(Key.CAUSE)),
        "*Not known yet*": f": {', '.join(asked)}." if asked else "",
        "*Too old to say; is it still true?*": _names(
            fact.key for fact in stale(known, now) if incident.is_open
        ),
        "*Say nothing about customer information*": (
            ": security writes those words." if facts.data_safety.is_for_security else ""
        ),
        "*Missing for the first word*": _names(missing(incident, known)),
    }
    return "\n".join(f"{name}{words}" for name, words in parts.items() if words)


def missing(incident: Incident, known: Known) -> tuple[Key, ...]:
    """Return what the first word could still say; nothing once it is out."""
    if not incident.is_open or incident.first_word_at is not None:
        return ()
    return tuple(key for key in FIRST_WORD if key not in known)


def fact_line(fact: Fact, organisation: Organisation, *, now: datetime) -> str:
    """Return what was said of one subject, how sure it is, by whom and when; escaped."""
    value = value_words(fact, organisation, now=now)
    sure = sureness(fact, organisation, now=now)
    told = f"{escaped(value)} ({sure})" if value else sure
    return f"{sentence(SUBJECTS[fact.key]).removesuffix('.')}: {told}"


def sureness(fact: Fact, organisation: Organisation, *, now: datetime) -> str:
    """Return how sure it is, who said so, when, and who agreed."""
    said = f"{person(fact.said_by)}, {chat_time(fact.said_at, organisation.time_zone)}"
    said += f", approved by {person(fact.approved_by)}" if fact.approved_by else ""
    return f"{sure_words(fact, now)}; {said}"


def sure_words(fact: Fact, at: datetime) -> str:
    """Return how sure it is at that time, and whether customers may be told."""
    sure = STATES[fact.state]
    if fact.state is State.CONFIRMED:
        sure += "" if fact.is_public else ", not for customers"
        sure += "" if fact.is_fresh(at) else ", too old to say"
        sure += ", waits for somebody else to approve it" if fact.needs_approval else ""
    return sure


def _waiting(cause: Fact | None) -> str:
    if cause is None or not cause.needs_approval:
        return ""
    words = escaped(cause.value["words"])
    return f": the cause, “{words}”, says {person(cause.said_by)}. Press *Approve the cause*."


def _told(incident: Incident, facts: Facts, organisation: Organisation, *, now: datetime) -> str:
    zone = organisation.time_zone
    told = [failure(facts), *certain(facts, zone, now=now)]
    if incident.resolved_at is not None:
        told[0] = f"it works again since {customer_time(incident.resolved_at, zone, now=now)}"
    elif facts.current_action is not None:
        told.append(facts.current_action)
    told += released(facts)
    if facts.data_safety is DataSafety.CONFIRMED_SAFE:
        told.append(data_line(facts, zone, now=now) or "")
    return " ".join(sentence(words) for words in told)


def value_words(fact: Fact, organisation: Organisation, *, now: datetime) -> str:
    """Return what was said, in words as they were typed, times as customers read them at `now`."""
    zone, value = organisation.time_zone, fact.value
    if "at" in value:
        return customer_time(datetime.fromisoformat(value["at"]), zone, now=now)
    if "to" in value:
        begins, ends = (datetime.fromisoformat(value[name]) for name in ("from", "to"))
        source = f", says {value['source']}" if value["source"] else ""
        shown = f"{clock_time(begins, zone)} to {customer_time(ends, zone, now=now)}"
        return f"{shown}, {value['confidence']} confidence{source}"
    words = value.get("words", "")
    words = words.replace("_", " ") if fact.key in ANSWERED else words
    on = value.get("on")
    return f"{words}, by {day_words(date.fromisoformat(on))}" if on else words


def _names(keys: Iterable[Key]) -> str:
    names = ", ".join(SUBJECTS[key] for key in keys)
    return f": {names}." if names else ""
