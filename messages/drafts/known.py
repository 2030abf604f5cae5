"""What may be asserted, in words, by the names of the slots. What is unknown is there as None."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from bot.domain.fact import Key
from bot.domain.facts import Facts, Fault
from bot.domain.organisation import Organisation
from messages.certainty import certain, data_line, failure, uncertain, window
from messages.drafts.catalogue import SLOTS, Source
from messages.drafts.shown import Value, short_time, shown
from messages.slots import Slots
from messages.words import sentence

FAULTS: Final[Mapping[Fault, str]] = {
    Fault.OURS: "ours",
    Fault.SHARED: "shared with somebody else",
    Fault.NOT_OURS: "not ours",
}
INSTEAD: Final = "You can {workaround}."


def fact_slots(
    facts: Facts, organisation: Organisation, *, now: datetime, asked: bool = False
) -> Slots:
    """Return what the facts hold; where somebody types one of these, the facts count.

    `asked`: whether the customer asked what becomes of their information.
    """
    zone, locale = organisation.time_zone, organisation.locale
    plain: Mapping[str, Value] = {
        "impact_sentence": failure(facts),
        "impact_consequence": sentence(facts.consequence or ""),
        "started_at": facts.started_at,
        "began_at": facts.started_at or facts.first_seen_at,
        "scope": facts.scope,
        "still_works": sentence(facts.still_works) if facts.still_works else None,
        "workaround": facts.workaround,
        "customer_action": facts.customer_action,
        "current_action": sentence(facts.current_action or ""),
        "action_reason": facts.action_reason,
        "eta": window(facts.eta, zone, now=now, locale=locale) if facts.eta else None,
        "cause": facts.cause,
        "fault": FAULTS[facts.fault] if facts.fault else None,
        "data_line": data_line(facts, zone, now=now, asked=asked, locale=locale),
        "prevention_done": facts.prevention_done,
        "prevention_planned": facts.prevention_planned,
        "prevention_date": facts.prevention_date,
        "spoof_action": facts.spoof_action,
        "known": "; ".join(certain(facts, zone, now=now, locale=locale)),
        "not_known": "; ".join(uncertain(facts, asked=asked)),
        "no_scope": Key.SCOPE in facts.settled,
        "no_cause": Key.CAUSE in facts.settled,
        "is_open": not facts.is_resolved,
        "is_ours": facts.fault is Fault.OURS,
        "not_your_side": facts.not_your_side,
        "spoof_not_ours": facts.spoof_is_not_ours,
    }
    return {
        **{name: shown(value, organisation, now=now) for name, value in plain.items()},
        "started_short": short_time(facts.started_at, organisation, now=now),
    }


def clock_slots(
    facts: Facts, organisation: Organisation, *, now: datetime, last_update_at: datetime | None
) -> Slots:
    times: Mapping[str, Value] = {
        "now": now,
        "elapsed": now - (facts.started_at or facts.first_seen_at),
        "last_update_at": last_update_at,
        "next_update_at": facts.next_update_due,
    }
    return {
        **{name: shown(value, organisation, now=now) for name, value in times.items()},
        "next_update_short": short_time(facts.next_update_due, organisation, now=now),
    }


def organisation_slots(organisation: Organisation) -> Slots:
    voice = organisation.voice
    said = {
        "company": organisation.company,
        "brand": voice.brand or organisation.company,
        "link": voice.link,
        "contact_route": voice.contact_route,
        "complaint_route": voice.complaint_route,
        "ombudsman_line": sentence(voice.ombudsman_line),
        "decision_maker": voice.decision_maker,
        "never_ask": voice.never_ask,
        "number_location": voice.number_location,
        "report_route": voice.report_route,
    }
    return {name: value or None for name, value in said.items()}


def short_slots(facts: Facts, typed: Mapping[str, str]) -> Slots:
    """Return the facts for short forms: as the author shortened them, else whole if they fit.

    What no fact stands behind stays unknown, whatever was typed.
    """
    instead = INSTEAD.format(workaround=facts.workaround) if facts.workaround else ""
    wholes = {
        "what_fails_short": failure(facts).removesuffix("."),
        "action_short": sentence(facts.current_action or ""),
        "workaround_short": sentence(instead),
    }
    return {name: _short(name, whole, typed) for name, whole in wholes.items()}


def _short(name: str, whole: str, typed: Mapping[str, str]) -> str | None:
    own = " ".join(typed.get(name, "").split())
    if whole and own:
        return own
    return whole if 0 < len(whole) <= SLOTS[name].most else None


def author_slots(typed: Mapping[str, str], facts: Facts) -> Slots:
    """Return what who writes the draft may say in words of their own.

    That something was our fault is among it only once a manager has said so.
    """
    own = {
        name: " ".join(words.split()) or None
        for name, words in typed.items()
        if name in SLOTS and SLOTS[name].source is Source.AUTHOR
    }
    if facts.fault is not Fault.OURS:
        own["ownership_sentence"] = None
    return own
