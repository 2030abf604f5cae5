"""What is known of an outage in the samples, around whatever is typed."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.authority import SPEAKERS
from bot.domain.fact import FRESH_FOR, Fact, Key, Known, Said, State
from bot.domain.incident import Incident, Type
from bot.domain.organisation import Organisation
from messages.modals.facts_fields import first_subjects
from messages.modals.facts_form import FactsNote, FactsState, facts_view, fresh_note

HOUR = timedelta(hours=1)
EVERYTHING = frozenset(Key)
ANYBODYS = EVERYTHING - frozenset(SPEAKERS)
ANSWERS = {
    Key.DATA_LOSS: "no",
    Key.NOT_YOUR_SIDE: "no",
    Key.FAULT: "ours",
    Key.SPOOF_CLAIM: "no",
}


def known(typed: str, now: datetime) -> Known:
    """Every subject, in all the states; what people can do instead is too old to be said."""
    typed = typed[:300].strip() or "x"
    begins, ends = ((now + late).isoformat() for late in (HOUR, 2 * HOUR))
    window = {"from": begins, "to": ends, "confidence": "medium", "source": typed}
    told = Said(value={"words": typed}, state=State.CONFIRMED, is_public=True)
    said: Mapping[Key, Said] = {
        Key.WHAT_FAILS: told,
        Key.STARTED_AT: replace(told, value={"at": (now - HOUR).isoformat()}),
        Key.SCOPE: told,
        Key.WORKAROUND: told,
        Key.CURRENT_ACTION: replace(told, is_public=False),
        Key.ETA: replace(told, value=window),
        Key.DATA_SAFETY: replace(told, value={"words": "no_sign_so_far"}),
        Key.CAUSE: told,
        Key.CONSEQUENCE: told,
        Key.STILL_WORKS: told,
        Key.CUSTOMER_ACTION: told,
        Key.ACTION_REASON: Said(state=State.CHECKING),
        Key.PREVENTION_DONE: told,
        Key.PREVENTION_PLANNED: replace(told, value={"words": typed, "on": "2026-04-30"}),
        Key.SPOOF_ACTION: told,
        Key.ACCOUNT_SAFETY: Said(state=State.CHECKING),
        **{key: replace(told, value={"words": answer}) for key, answer in ANSWERS.items()},
    }
    return {key: _fact(key, one, now) for key, one in said.items()}


def facts_forms(
    incident: Incident, known: Known, organisation: Organisation, *, now: datetime
) -> Mapping[str, dict[str, object]]:
    """The form for what is known: nothing noted, everything noted, and nobody set to say it."""
    spoofed = replace(incident, type=Type.SPOOFED_CALLS)
    full = FactsNote(7, 3, incident.what_fails, " ".join(Key))

    def first(one: Incident, known: Known) -> FactsNote:
        return fresh_note(one, first_subjects(one, known, ANYBODYS, now=now))

    def view(
        one: Incident, facts: Known, note: FactsNote, may_say: frozenset[Key], of: Organisation
    ) -> dict[str, object]:
        state = FactsState(incident=one, known=facts, may_say=may_say, note=note)
        return facts_view(state, of, now=now)

    return {
        "facts": view(incident, {}, first(incident, {}), ANYBODYS, organisation),
        "facts_too_old": view(incident, known, first(incident, known), ANYBODYS, organisation),
        "facts_again": view(incident, known, full, EVERYTHING, organisation),
        "facts_of_others": view(incident, known, full, ANYBODYS, organisation),
        "facts_of_nobody": view(incident, {}, full, ANYBODYS, Organisation()),
        "facts_of_calls": view(spoofed, {}, first(spoofed, {}), EVERYTHING, organisation),
    }


def _fact(key: Key, said: Said, now: datetime) -> Fact:
    said_at = now - (3 * HOUR if key is Key.WORKAROUND else HOUR / 2)
    return Fact(
        workspace="T01",
        incident=7,
        version=3,
        key=key,
        value=said.value,
        state=said.state,
        is_public=said.is_public,
        said_by="U02AMIRA",
        said_at=said_at,
        fresh_until=said_at + FRESH_FOR[key] if key in FRESH_FOR else None,
    )
