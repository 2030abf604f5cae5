"""The forms as they are opened, and the form for words as it changes under the person's hands."""

from dataclasses import replace

from bot.domain.facts import facts_of
from bot.domain.incident import Incident
from bot.domain.refusals import SomeoneWasFirst
from bot.domain.update import Kind
from bot.usecases import drafts
from handlers.answers import Form
from handlers.asked import Payload, typed_values
from handlers.desk import Desk
from messages import refused
from messages.action_ids import ActionId
from messages.drafts.draft import PersonSlots
from messages.modals.credit_form import credit_view
from messages.modals.words_form import WordsNote, WordsState, kinds_for, words_view
from messages.tone.check import Finding, ToneContext, findings, replaced


def credit_form(incident: Incident, desk: Desk) -> Form:
    return Form(credit_view(incident, desk.organisation))


def words_form(incident: Incident, desk: Desk, kind: Kind, *, text: str | None = None) -> Form:
    """Return the form with a draft of `kind` in it, or with `text` and what must change in it."""
    possible = kinds_for(incident)
    kind = kind if kind in possible else possible[0]
    draft = drafts.next_words(incident, desk.organisation, kind, now=desk.now())
    state = WordsState(
        incident=incident,
        seen=incident.updates,
        kind=kind,
        text=draft if text is None else text,
    )
    found = [] if text is None else found_in(state, desk)
    return Form(words_view(state, found))


def state_of(view: Payload, incident: Incident) -> WordsState:
    """Return what stands in the form at this moment."""
    note = WordsNote.read(view["private_metadata"])
    values = typed_values(view)
    return WordsState(
        incident=incident,
        seen=note.seen,
        kind=Kind(values[ActionId.KIND]),
        text=values[ActionId.TEXT],
        revision=note.revision,
        person=PersonSlots(
            name=values.get(ActionId.PERSON_NAME, ""),
            impact=values.get(ActionId.PERSON_IMPACT, ""),
        ),
    )


def redrafted(state: WordsState, desk: Desk) -> WordsState:
    """Return the form with a fresh draft from the kind and the person chosen in it."""
    text = drafts.next_words(
        state.incident, desk.organisation, state.kind, now=desk.now(), person=state.person
    )
    return reworded(state, text)


def reworded(state: WordsState, text: str) -> WordsState:
    """Return the form with another text; the new revision makes it show."""
    return replace(state, text=text, revision=state.revision + 1)


def overtaken(state: WordsState, first: SomeoneWasFirst, desk: Desk) -> WordsState:
    """Return the form saying that somebody else's update is in; sent again, it goes as well."""
    notice = refused.words_for(replace(first, text=""), desk.organisation.time_zone)
    return replace(state, seen=state.incident.updates, notice=notice)


def mended(state: WordsState, desk: Desk, key: str) -> WordsState:
    """Return the form with the suggestion for the finding `key` taken, if it still stands."""
    for finding in found_in(state, desk):
        if finding.key == key:
            return reworded(state, replaced(state.text, finding))
    return state


def found_in(state: WordsState, desk: Desk) -> list[Finding]:
    """Return what stops the words in the form."""
    now = desk.now()
    sent = drafts.as_if_sent(state.incident, desk.organisation, state.kind, now=now)
    context = ToneContext(
        kind=state.kind, facts=facts_of(sent), organisation=desk.organisation, now=now
    )
    return findings(state.text, context)
