"""What customers may be told of an incident now, what not, and what has to be asked again."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Final

from bot.domain.fact import NOTHING_KNOWN, Fact, Key, Known, State, stale
from bot.domain.facts import DataSafety, Facts, facts_now
from bot.domain.incident import Incident, Status
from bot.domain.organisation import Organisation
from messages.card import escaped
from messages.certainty import certain, data_line, failure, uncertain
from messages.words import chat_time, clock_time, customer_time, person, sentence

HEADING: Final = "*What you may tell customers now*"
SUBJECTS: Final[Mapping[Key, str]] = {
    Key.WHAT_FAILS: "what customers cannot do",
    Key.STARTED_AT: "since when",
    Key.SCOPE: "how many people",
    Key.WORKAROUND: "what people can do instead",
    Key.CURRENT_ACTION: "what is being done",
    Key.ETA: "when it will work again",
    Key.DATA_SAFETY: "whether customer information is affected",
    Key.CAUSE: "the cause",
}
STATES: Final[Mapping[State, str]] = {
    State.UNKNOWN: "not known",
    State.CHECKING: "being checked",
    State.CONFIRMED: "confirmed",
    State.RULED_OUT: "ruled out",
    State.NOT_APPLICABLE: "does not apply",
}
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
    asked = uncertain(facts)
    parts = {
        f"{HEADING}{version}": "\n" + escaped(_told(incident, facts, organisation, now=now)),
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
    value = _value(fact, organisation, now=now)
    sure = STATES[fact.state]
    if fact.state is State.CONFIRMED:
        sure += "" if fact.is_public else ", not for customers"
        sure += "" if fact.is_fresh(now) else ", too old to say"
    said = f"{person(fact.said_by)}, {chat_time(fact.said_at, organisation.time_zone)}"
    told = f"{escaped(value)} ({sure}; {said})" if value else f"{sure} ({said})"
    return f"{sentence(SUBJECTS[fact.key]).removesuffix('.')}: {told}"


def _told(incident: Incident, facts: Facts, organisation: Organisation, *, now: datetime) -> str:
    zone = organisation.time_zone
    told = [failure(facts), *certain(facts, zone, now=now)]
    if incident.resolved_at is not None:
        told[0] = f"it works again since {customer_time(incident.resolved_at, zone, now=now)}"
    elif facts.current_action is not None:
        told.append(facts.current_action)
    if facts.data_safety is DataSafety.CONFIRMED_SAFE:
        told.append(data_line(facts, zone, now=now) or "")
    return " ".join(sentence(words) for words in told)


def _value(fact: Fact, organisation: Organisation, *, now: datetime) -> str:
    zone, value = organisation.time_zone, fact.value
    if "at" in value:
        return customer_time(datetime.fromisoformat(value["at"]), zone, now=now)
    if "to" in value:
        begins, ends = (datetime.fromisoformat(value[name]) for name in ("from", "to"))
        source = f", says {value['source']}" if value["source"] else ""
        shown = f"{clock_time(begins, zone)} to {customer_time(ends, zone, now=now)}"
        return f"{shown}, {value['confidence']} confidence{source}"
    return value.get("words", "").replace("_", " " if fact.key is Key.DATA_SAFETY else "_")


def _names(keys: Iterable[Key]) -> str:
    names = ", ".join(SUBJECTS[key] for key in keys)
    return f": {names}." if names else ""
