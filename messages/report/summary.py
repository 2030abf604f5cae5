"""The summary for management (K17) from an incident's record, in neutral words."""

from datetime import timedelta
from typing import Final

from bot.domain.fact import Known
from bot.domain.facts import facts_now
from bot.domain.money import Money
from bot.domain.organisation import Organisation
from bot.domain.promise import Status
from bot.domain.record import Inside, Record
from bot.domain.update import Kind
from messages.drafts.draft import Draft, write_draft
from messages.drafts.given import SummarySlots

HOUR: Final = timedelta(hours=1)


def summary(record: Record, known: Known, organisation: Organisation) -> str:
    """Return one page on the record; what nobody noted is said not to be noted."""
    incident, now = record.incident, record.through
    return write_draft(
        Draft(
            kind=Kind.SUMMARY,
            facts=facts_now(incident, known, now=now),
            organisation=organisation,
            now=now,
            last_update_at=incident.last_update_at,
            given=[slots_of(record, organisation)],
        )
    )


def slots_of(record: Record, organisation: Organisation) -> SummarySlots:
    """Return what the record holds; None where nothing was noted."""
    rhythm, promises, inside = record.rhythm, record.promises, record.inside
    public = [one for one in record.said if one.update.kind.is_public]
    made = sum(promises.values())
    return SummarySlots(
        ended_at=record.incident.resolved_at,
        first_word_after=rhythm.first_word_after,
        longest_silence=rhythm.longest_silence,
        updates_sent=len(public),
        corrections=sum(one.update.kind is Kind.CORRECTION for one in public),
        promises_made=made or None,
        promises_kept=promises.get(Status.KEPT, 0),
        promises_late=promises.get(Status.LATE, 0),
        promises_broken=promises.get(Status.BROKEN, 0),
        contacts_per_hour=None if inside is None else _per_hour(record, inside),
        at_risk=None if inside is None else inside.customers.may_leave or None,
        top_worries=() if inside is None else _worries(inside),
        credits_approved=None if inside is None else _approved(inside, organisation),
        budget_left=None if inside is None else _left(inside, organisation),
    )


def _per_hour(record: Record, inside: Inside) -> int | None:
    """Return the contacts of an hour on average, while the incident lasted; None without any."""
    many = sum(one.contacts for one in inside.contacts)
    lasted = sum((one.length for one in record.waits), timedelta(0))
    return round(many / max(lasted / HOUR, 1)) or 1 if many else None


def _approved(inside: Inside, organisation: Organisation) -> Money | None:
    given = {one.currency: one.given_minor for one in inside.credits}
    minor = given.get(organisation.currency, 0)
    return Money(minor, organisation.currency) if minor else None


def _worries(inside: Inside) -> tuple[str, ...]:
    return tuple(f"{words} ({many} customers)" for words, many in inside.worries)


def _left(inside: Inside, organisation: Organisation) -> Money | None:
    own = (one for one in inside.left if one.currency == organisation.currency)
    return next(own, None)
