"""Drafts for customers, written from what is known of an incident."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final

from bot.domain.addressee import Addressee
from bot.domain.fact import Known
from bot.domain.facts import Facts, facts_now
from bot.domain.incident import Incident
from bot.domain.long_run import cadence_of, is_long_run
from bot.domain.organisation import Organisation
from bot.domain.update import Counted, Kind
from messages.drafts.addressed import review_slots
from messages.drafts.asked import records_of
from messages.drafts.draft import NOTHING_TYPED, Draft, write_draft
from messages.drafts.given import CHECKED_BY, Given, PersonSlots
from messages.drafts.long_run import times_line

LEADERS_FORM: Final = len(Kind.HOLDING.variants) - 1
"""The holding text that names a leader."""
NOBODY: Final = PersonSlots()
DRILL_LINE: Final = "DRILL: not for customers."


def plan(
    incident: Incident,
    organisation: Organisation,
    kind: Kind,
    known: Known,
    *,
    promised: datetime | None,
    now: datetime,
    variant: str = "",
    person: PersonSlots = NOBODY,
    typed: Mapping[str, str] = NOTHING_TYPED,
    to: Addressee | None = None,
    cause_due: datetime | None = None,
    given: Sequence[Given] = (),
) -> Draft:
    """Return what a draft of `kind` is made of at `now`; it names `promised`.

    `cause_due` is when the cause was promised, if it was; a time that has passed is not named.
    `to` is whom a letter is for.

    The variant is the one chosen, else the one that the state of things asks for. What is `typed`
    stands under the names of the slots; what is `given` besides is from records.
    """
    facts = known_facts(incident, promised, known, now=now)
    return Draft(
        kind=kind,
        variant=variant or variant_now(kind, incident, facts),
        facts=facts,
        organisation=organisation,
        now=now,
        last_update_at=incident.last_update_at,
        person=person,
        given=(
            *records_of({**typed, **_recorded(incident, cause_due, now)}),
            *((review_slots(to, organisation),) if to is not None else ()),
            *given,
        ),
        typed=typed,
    )


def _recorded(incident: Incident, cause_due: datetime | None, now: datetime) -> dict[str, str]:
    """Return what the incident's end holds for a draft; moments are in seconds since 1970."""
    moments = {
        "resolved_at": incident.resolved_at,
        "failed_again_at": incident.reopened_at,
        "cause_promise_at": cause_due if cause_due and cause_due > now else None,
    }
    checked = {"verified_role": CHECKED_BY, "verified_how": incident.checked_how}
    return {
        **{name: str(int(at.timestamp())) for name, at in moments.items() if at is not None},
        **(checked if incident.checked_how else {}),
    }


def next_words(incident: Incident, draft: Draft, *, last: str = "") -> str:
    """Return the draft as it would go out.

    Words without news are never the `last` ones; where a leader is typed, they name them.
    """
    forms = _in_turn(draft, incident.holding_run)
    in_turn = (write_draft(replace(draft, variant=variant)) for variant in forms)
    end = _times(incident, draft)
    finished = (as_rehearsed(incident, f"{text}{end}") for text in in_turn)
    return next(words for words in finished if draft.kind is not Kind.HOLDING or words != last)


def variant_now(kind: Kind, incident: Incident, facts: Facts) -> str:
    """Return the form that the state of things asks for; where people choose, the first."""
    over, begun = not incident.is_open, incident.first_word_at is not None
    chosen = {
        Kind.PROGRESS: "again" if incident.failed_again else "",
        Kind.SOCIAL: "done" if over else "hold" if begun else "first",
        Kind.STATUS_PAGE: "identified" if facts.cause else "investigating",
        Kind.BANNER: "work" if facts.workaround else "first",
        Kind.SMS: "done" if over else "first",
    }
    return chosen.get(kind) or next(iter(kind.variants), "")


def _in_turn(draft: Draft, run: int) -> tuple[str, ...]:
    """Return the forms of a draft, those of words without news from the one whose turn it is."""
    if draft.kind is not Kind.HOLDING:
        return (draft.variant,)
    forms = draft.kind.variants
    first = LEADERS_FORM if draft.typed.get("leader") else run % len(forms)
    return forms[first:] + forms[:first]


def as_rehearsed(incident: Incident, text: str) -> str:
    """Return the words; those of a drill say so, wherever they are copied to."""
    if not incident.is_drill or text.startswith(DRILL_LINE):
        return text
    return f"{DRILL_LINE}\n{text}"


def _times(incident: Incident, draft: Draft) -> str:
    """Return the line with the fixed times of the day, once an incident lasts."""
    is_short = draft.kind.limit is not None and draft.kind.limit.counted is not Counted.WORDS
    if is_short or not draft.kind.is_public or not is_long_run(incident, now=draft.now):
        return ""
    return f"\n{times_line(draft.organisation, now=draft.now)}"


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


def without_news(
    incident: Incident, organisation: Organisation, known: Known, *, now: datetime
) -> Draft:
    """Return the draft of words that can go out at once: the first, or that there is no news."""
    promised = next_promise(incident, organisation, now=now)
    return plan(incident, organisation, quiet_kind(incident), known, promised=promised, now=now)


def quiet_kind(incident: Incident) -> Kind:
    return Kind.FIRST_WORD if incident.first_word_at is None else Kind.HOLDING


def likely_kind(incident: Incident) -> Kind:
    """Return what the next words are: the first, what has moved since, or that it works again."""
    if incident.works_again:
        return Kind.RESOLUTION
    return Kind.FIRST_WORD if incident.first_word_at is None else Kind.PROGRESS
