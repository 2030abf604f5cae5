"""The forms as they are opened, and the form for words as it changes under the person's hands."""

import re
from dataclasses import replace
from datetime import datetime

from bot.domain.incident import Incident
from bot.domain.refusals import SomeoneWasFirst
from bot.domain.update import Kind
from bot.usecases import drafts
from handlers.answers import Form
from handlers.asked import Payload, typed_values
from handlers.desk import Desk
from messages import failed, refused
from messages.action_ids import ActionId
from messages.drafts.draft import PersonSlots
from messages.modals.credit_form import credit_view
from messages.modals.words_form import WordsNote, WordsState, kinds_for, mark_of, words_view
from messages.tone.check import Finding, ToneContext, findings, replaced
from messages.words import clock_time, customer_time


def credit_form(incident: Incident, desk: Desk) -> Form:
    return Form(credit_view(incident, desk.organisation))


def words_form(incident: Incident, desk: Desk, kind: Kind, *, text: str | None = None) -> Form:
    """Return the form with a draft of `kind` in it, or with `text` and what must change in it."""
    possible = kinds_for(incident)
    kind = kind if kind in possible else possible[0]
    empty = WordsState(
        incident=incident, seen=incident.updates, kind=kind, text=text or "", promised=None
    )
    if text is None:
        return Form(words_view(redrafted(empty, desk)))
    promised = drafts.next_promise(incident, desk.organisation, now=desk.now())
    state = replace(empty, promised=promised)
    return Form(words_view(state, found_in(state, desk)), typed=text)


def state_of(view: Payload, incident: Incident) -> WordsState:
    """Return what stands in the form at this moment."""
    note = WordsNote.read(view["private_metadata"])
    values = typed_values(view)
    return WordsState(
        incident=incident,
        seen=note.seen,
        kind=Kind(values[ActionId.KIND]),
        text=values[ActionId.TEXT],
        promised=datetime.fromisoformat(note.promised) if note.promised else None,
        revision=note.revision,
        drafted=note.drafted,
        person=PersonSlots(
            name=values.get(ActionId.PERSON_NAME, ""),
            impact=values.get(ActionId.PERSON_IMPACT, ""),
        ),
    )


def redrafted(state: WordsState, desk: Desk) -> WordsState:
    """Return the form with a fresh draft from the kind and the person chosen in it.

    Words of the person's own that stood there are given back above it.
    """
    now = desk.now()
    promised = drafts.next_promise(state.incident, desk.organisation, now=now)
    text = drafts.next_words(
        state.incident,
        desk.organisation,
        state.kind,
        promised=promised,
        now=now,
        person=state.person,
    )
    notice = failed.given_back("A fresh draft is below.", state.text) if state.is_typed else ""
    fresh = reworded(state, text)
    return replace(fresh, promised=promised, drafted=mark_of(text), notice=notice)


def of_other_kind(state: WordsState, desk: Desk) -> WordsState:
    """Return the form with the draft of the kind chosen, unless words were typed: they stay."""
    if state.is_typed:
        return replace(state, notice=failed.words_kept())
    return redrafted(state, desk)


def reworded(state: WordsState, text: str) -> WordsState:
    """Return the form with another text; the new revision makes it show."""
    return replace(state, text=text, revision=state.revision + 1)


def overtaken(state: WordsState, first: SomeoneWasFirst, desk: Desk) -> WordsState:
    """Return the form saying that somebody else's update is in; sent again, it goes as well."""
    notice = refused.words_for(replace(first, text=""), desk.organisation.time_zone)
    return replace(state, seen=state.incident.updates, notice=notice)


def renewed(state: WordsState, desk: Desk) -> WordsState | None:
    """Return the form with the next-update time in its words moved on, if that has passed."""
    now, zone = desk.now(), desk.organisation.time_zone
    promised = drafts.next_promise(state.incident, desk.organisation, now=now)
    if state.promised is None or state.promised > now or promised is None:
        return None
    named = re.compile(re.escape(clock_time(state.promised, zone)) + r"( on \d+ [A-Z][a-z]+)?")
    new = customer_time(promised, zone, now=now)
    text, moved = named.subn(new, state.text)
    if not moved:
        return None
    return replace(reworded(state, text), promised=promised, notice=failed.promise_has_passed(new))


def mended(state: WordsState, desk: Desk, key: str) -> WordsState:
    """Return the form with the suggestion for the finding `key` taken, if it still stands."""
    for finding in found_in(state, desk):
        if finding.key == key:
            return reworded(state, replaced(state.text, finding))
    return state


def found_in(state: WordsState, desk: Desk) -> list[Finding]:
    """Return what stops the words in the form."""
    context = ToneContext(
        kind=state.kind,
        facts=drafts.known_facts(state.incident, state.promised),
        organisation=desk.organisation,
        now=desk.now(),
    )
    return findings(state.text, context)
