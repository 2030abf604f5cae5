"""Drafts for customers, written from what is known of an incident."""

from dataclasses import replace
from datetime import datetime

from bot.domain.facts import Facts, facts_of
from bot.domain.incident import Incident
from bot.domain.organisation import Organisation
from bot.domain.update import Kind
from messages.drafts.draft import PersonSlots, write_draft


def next_words(
    incident: Incident,
    organisation: Organisation,
    kind: Kind,
    *,
    promised: datetime | None,
    now: datetime,
    person: PersonSlots | None = None,
) -> str:
    """Return the draft of `kind` as it would go out at `now`; it names `promised`."""
    return write_draft(
        kind,
        known_facts(incident, promised),
        organisation,
        now=now,
        form=incident.holding_run,
        last_update_at=incident.last_update_at,
        person=person,
    )


def next_promise(
    incident: Incident, organisation: Organisation, *, now: datetime
) -> datetime | None:
    """Return the next-update time that words sent at `now` may name; None once resolved."""
    return now + organisation.cadences[incident.severity].interval if incident.is_open else None


def known_facts(incident: Incident, promised: datetime | None) -> Facts:
    """Return what words about the incident may assert; the next time is the one they promise."""
    return replace(facts_of(incident), next_update_due=promised)


def likely_kind(incident: Incident) -> Kind:
    """Return what the next public words are: the first, or what has moved since."""
    return Kind.FIRST_WORD if incident.first_word_at is None else Kind.PROGRESS
