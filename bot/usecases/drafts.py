"""Drafts for customers, written from what is known of an incident."""

from datetime import datetime

from bot.domain.facts import facts_of
from bot.domain.incident import Incident
from bot.domain.organisation import Organisation
from bot.domain.update import Kind
from messages.drafts.draft import PersonSlots, write_draft


def next_words(
    incident: Incident,
    organisation: Organisation,
    kind: Kind,
    *,
    now: datetime,
    person: PersonSlots | None = None,
) -> str:
    """Return the draft of `kind` as it would go out at `now`.

    The next-update time in it is the one that sending it sets.
    """
    facts = facts_of(as_if_sent(incident, organisation, kind, now=now))
    return write_draft(
        kind,
        facts,
        organisation,
        now=now,
        form=incident.holding_run,
        last_update_at=incident.last_update_at,
        person=person,
    )


def likely_kind(incident: Incident) -> Kind:
    """Return what the next public words are: the first, or what has moved since."""
    return Kind.FIRST_WORD if incident.first_word_at is None else Kind.PROGRESS


def as_if_sent(
    incident: Incident, organisation: Organisation, kind: Kind, *, now: datetime
) -> Incident:
    if not incident.is_open or not kind.is_public:
        return incident
    cadence = organisation.cadences[incident.severity]
    return incident.after_update(cadence, holding=kind is Kind.HOLDING, now=now)
