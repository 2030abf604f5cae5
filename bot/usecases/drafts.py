"""Drafts for customers, written from what is known of an incident."""

from dataclasses import replace
from datetime import datetime
from typing import Final

from bot.domain.fact import NOTHING_KNOWN, Known
from bot.domain.facts import Facts, facts_now
from bot.domain.incident import Incident
from bot.domain.long_run import cadence_of, is_long_run
from bot.domain.organisation import Organisation
from bot.domain.update import Kind
from messages.drafts.draft import Draft, write_draft
from messages.drafts.given import PersonSlots
from messages.drafts.long_run import times_line

LEADERS_FORM: Final = len(Kind.HOLDING.variants) - 1
"""The holding text that names a leader."""
DRILL_LINE: Final = "DRILL: not for customers."


def next_words(
    incident: Incident,
    organisation: Organisation,
    kind: Kind,
    *,
    promised: datetime | None,
    now: datetime,
    person: PersonSlots | None = None,
    leader: str = "",
    last: str = "",
    known: Known = NOTHING_KNOWN,
) -> str:
    """Return the draft of `kind` as it would go out at `now`; it names `promised`.

    Words without news are never the `last` ones; with a `leader` they are those that name one.
    """
    draft = Draft(
        kind=kind,
        facts=known_facts(incident, promised, known, now=now),
        organisation=organisation,
        now=now,
        last_update_at=incident.last_update_at,
        person=person or PersonSlots(),
        typed={"leader": leader},
    )
    in_turn = (
        write_draft(replace(draft, variant=variant))
        for variant in _in_turn(kind, incident.holding_run, leader)
    )
    end = _times(incident, organisation, kind, now=now)
    finished = (as_rehearsed(incident, f"{text}{end}") for text in in_turn)
    return next(words for words in finished if kind is not Kind.HOLDING or words != last)


def _in_turn(kind: Kind, run: int, leader: str) -> tuple[str, ...]:
    """Return the forms of `kind`, those of words without news from the one whose turn it is."""
    if kind is not Kind.HOLDING:
        return kind.variants[:1] or ("",)
    forms = kind.variants
    first = LEADERS_FORM if leader else run % len(forms)
    return forms[first:] + forms[:first]


def as_rehearsed(incident: Incident, text: str) -> str:
    """Return the words; those of a drill say so, wherever they are copied to."""
    if not incident.is_drill or text.startswith(DRILL_LINE):
        return text
    return f"{DRILL_LINE}\n{text}"


def _times(incident: Incident, organisation: Organisation, kind: Kind, *, now: datetime) -> str:
    """Return the line with the fixed times of the day, once an incident lasts."""
    if not kind.is_public or not is_long_run(incident, now=now):
        return ""
    return f"\n{times_line(organisation, now=now)}"


def next_promise(
    incident: Incident, organisation: Organisation, *, now: datetime
) -> datetime | None:
    """Return the next-update time that words sent at `now` may name; None once resolved."""
    if not incident.is_open:
        return None
    return now + cadence_of(incident, organisation, since=now, now=now).interval


def known_facts(
    incident: Incident, promised: datetime | None, known: Known, *, now: datetime
) -> Facts:
    """Return what words about the incident may assert; the next time is the one they promise."""
    return replace(facts_now(incident, known, now=now), next_update_due=promised)


def likely_kind(incident: Incident) -> Kind:
    """Return what the next public words are: the first, or what has moved since."""
    return Kind.FIRST_WORD if incident.first_word_at is None else Kind.PROGRESS
