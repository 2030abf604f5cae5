"""Drafts for customers: only what somebody has confirmed, and the rest said to be unknown."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from bot.domain.fact import Key
from bot.domain.facts import Facts
from bot.domain.organisation import Organisation
from bot.domain.update import Kind
from messages.certainty import certain, data_line, failure, uncertain, window
from messages.drafts.template import TEMPLATES, rendered
from messages.words import customer_time, long_span, sentence

HOLDING_FORMS: Final = 3
"""So that no two holding updates in a row read the same."""


@dataclass(frozen=True, slots=True)
class PersonSlots:
    """One customer, as they wish to be called, and what it meant for them."""

    name: str = ""
    impact: str = ""


def write_draft(
    kind: Kind,
    facts: Facts,
    organisation: Organisation,
    *,
    now: datetime,
    form: int = 0,
    last_update_at: datetime | None = None,
    person: PersonSlots | None = None,
    more: Mapping[str, str] | None = None,
) -> str:
    """Return the draft of `kind`, its lines in the order of the template.

    `facts.next_update_due` is the time it promises: what will be due once it is sent. `form`
    chooses among the holding texts in turn. `more` holds further confirmed slots by name, such as
    `done` or `effect`. A required slot that nobody has filled stays in braces, and the rule
    on gaps keeps it from being sent.
    """
    slots = {
        **_slots(facts, organisation, now=now),
        "last_update_at": _time(last_update_at, organisation, now=now),
        "name": " ".join(person.name.split()) if person else None,
        "impact_personal": sentence(person.impact) if person else None,
        **(more or {}),
    }
    return rendered(TEMPLATES[_template(kind, form)], slots)


def _template(kind: Kind, form: int) -> str:
    return f"{kind}.{form % HOLDING_FORMS + 1}" if kind is Kind.HOLDING else kind.value


def _slots(facts: Facts, organisation: Organisation, *, now: datetime) -> dict[str, str | None]:
    zone = organisation.time_zone
    return {
        "impact_sentence": failure(facts),
        "started_at": _time(facts.started_at, organisation, now=now),
        "scope": facts.scope,
        "workaround": facts.workaround,
        "cause": facts.cause,
        "eta": window(facts.eta, zone, now=now) if facts.eta else None,
        "data_line": data_line(facts, zone, now=now),
        "current_action": sentence(facts.current_action) if facts.current_action else None,
        "no_scope": "yes" if Key.SCOPE in facts.settled else None,
        "no_cause": "yes" if Key.CAUSE in facts.settled else None,
        "is_open": None if facts.is_resolved else "yes",
        "next_update_at": _time(facts.next_update_due, organisation, now=now),
        "now": customer_time(now, zone, now=now),
        "elapsed": long_span(now - (facts.started_at or facts.first_seen_at)),
        "known": "; ".join(certain(facts, zone, now=now)),
        "not_known": "; ".join(uncertain(facts)),
    }


def _time(at: datetime | None, organisation: Organisation, *, now: datetime) -> str | None:
    return customer_time(at, organisation.time_zone, now=now) if at else None
