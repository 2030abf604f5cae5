"""The forms as they are opened, and the form for words as it changes under the person's hands."""

import re
from dataclasses import replace
from datetime import datetime

from bot.domain.channel import offered, reaching
from bot.domain.fact import Known
from bot.domain.incident import Incident
from bot.domain.leader import is_long, leader_speaks
from bot.domain.refusals import ChannelIsDown, IncidentIsResolved, SaidAlready, SomeoneWasFirst
from bot.domain.update import Kind
from bot.usecases import drafts, facts
from handlers.answers import Form
from handlers.asked import Asked, Payload, ticked, typed_values
from handlers.desk import Desk
from messages import failed, refused
from messages.action_ids import ActionId
from messages.drafts.given import PersonSlots
from messages.modals.words_form import WordsNote, WordsState, kinds_for, mark_of, words_view
from messages.tone.check import Finding, ToneContext, findings, replaced
from messages.words import clock_time, customer_time


async def held_words_form(asked: Asked, desk: Desk, number: int, text: str) -> Form:
    """Return the form with a person's own words that there is no news."""
    incident, known = await facts.read(desk.store, asked.workspace, number)
    if not incident.is_open:
        raise IncidentIsResolved(incident.name)
    kind = Kind.FIRST_WORD if incident.first_word_at is None else Kind.HOLDING
    return words_form(incident, desk, kind, known, text=text)


async def fresh_words_form(
    asked: Asked,
    desk: Desk,
    number: int,
    *,
    kind: Kind | None = None,
    text: str | None = None,
) -> Form:
    """Return the form for an incident as it is now; without a `kind` for what comes next."""
    incident, known = await facts.read(desk.store, asked.workspace, number)
    return words_form(incident, desk, kind or drafts.likely_kind(incident), known, text=text)


def words_form(
    incident: Incident,
    desk: Desk,
    kind: Kind,
    known: Known,
    *,
    text: str | None = None,
    notice: str = "",
) -> Form:
    """Return the form with a draft of `kind` in it, or with `text` and what must change in it."""
    possible = kinds_for(incident)
    empty = _empty(incident, desk, kind if kind in possible else possible[0], known)
    empty = replace(empty, notice=notice)
    if text is None:
        return Form(words_view(redrafted(empty, desk)))
    promised = drafts.next_promise(incident, desk.organisation, now=desk.now())
    state = replace(empty, text=text, promised=promised)
    return Form(words_view(state, found_in(state, desk)), typed=text)


def holding_form(incident: Incident, desk: Desk, known: Known, *, last: str) -> Form:
    """Return the form with words without news that are not the `last` ones."""
    is_first = incident.first_word_at is None
    empty = _empty(incident, desk, Kind.FIRST_WORD if is_first else Kind.HOLDING, known)
    return Form(words_view(redrafted(empty, desk, last=last)))


def _empty(incident: Incident, desk: Desk, kind: Kind, known: Known) -> WordsState:
    cadence = desk.organisation.cadences[incident.severity]
    asks_leader = leader_speaks if kind is Kind.HOLDING else is_long
    every = () if incident.is_drill else desk.organisation.channels
    return WordsState(
        incident=incident,
        known=known,
        seen=incident.updates,
        kind=kind,
        text="",
        offered=offered(incident, every),
        channels=reaching(incident, every),
        leader=incident.leader or "",
        asks_leader=asks_leader(incident, cadence, now=desk.now()),
    )


def state_of(view: Payload, incident: Incident, desk: Desk, known: Known) -> WordsState:
    """Return what stands in the form at this moment."""
    note = WordsNote.read(view["private_metadata"])
    values = typed_values(view)
    empty = _empty(incident, desk, Kind(values[ActionId.KIND]), known)
    chosen = ticked(view)
    return replace(
        empty,
        seen=note.seen,
        channels=empty.channels if chosen is None else chosen,
        leader=" ".join(values.get(ActionId.LEADER, empty.leader).split()),
        text=values[ActionId.TEXT],
        promised=datetime.fromisoformat(note.promised) if note.promised else None,
        revision=note.revision,
        drafted=note.drafted,
        person=PersonSlots(
            name=values.get(ActionId.PERSON_NAME, ""),
            impact=values.get(ActionId.PERSON_IMPACT, ""),
        ),
    )


def redrafted(state: WordsState, desk: Desk, *, last: str = "") -> WordsState:
    """Return the form with a fresh draft from the kind and the people named in it.

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
        leader=state.leader,
        last=last,
        known=state.known,
    )
    notice = failed.given_back("A fresh draft is below.", state.text) if state.is_typed else ""
    fresh = reworded(state, text)
    return replace(fresh, promised=promised, drafted=mark_of(text), notice=notice or state.notice)


def of_other_kind(state: WordsState, desk: Desk) -> WordsState:
    """Return the form with the draft of the kind chosen, unless words were typed: they stay."""
    if state.is_typed:
        return replace(state, notice=failed.words_kept())
    return redrafted(state, desk)


def reworded(state: WordsState, text: str) -> WordsState:
    """Return the form with another text; the new revision makes it show."""
    return replace(state, text=text, revision=state.revision + 1)


def after_refusal(
    state: WordsState, refusal: ChannelIsDown | SaidAlready | SomeoneWasFirst, desk: Desk
) -> WordsState:
    """Return the form with what was typed in it, and with what can be sent now."""
    match refusal:
        case ChannelIsDown():
            return unreached(state, refusal, desk)
        case SaidAlready():
            return said_anew(state, refusal, desk)
        case SomeoneWasFirst():
            return overtaken(state, refusal, desk)


def overtaken(state: WordsState, first: SomeoneWasFirst, desk: Desk) -> WordsState:
    """Return the form saying that somebody else's update is in; sent again, it goes as well."""
    notice = refused.words_for(replace(first, text=""), desk.organisation.time_zone)
    return replace(state, seen=state.incident.updates, notice=notice)


def unreached(state: WordsState, down: ChannelIsDown, desk: Desk) -> WordsState:
    """Return the form without the channels that do not reach customers any more."""
    return replace(
        state,
        offered=tuple(one for one in state.offered if one.name not in down.channels),
        channels=tuple(name for name in state.channels if name not in down.channels),
        notice=refused.words_for(down, desk.organisation.time_zone),
    )


def said_anew(state: WordsState, same: SaidAlready, desk: Desk) -> WordsState:
    """Return the form with other words, its own having been the last ones."""
    notice = refused.words_for(replace(same, text=""), desk.organisation.time_zone)
    return replace(redrafted(state, desk, last=state.text), notice=notice)


def renewed(state: WordsState, desk: Desk) -> WordsState | None:
    """Return the form with the next-update time in its words moved on, if that has passed."""
    now, zone = desk.now(), desk.organisation.time_zone
    promised = drafts.next_promise(state.incident, desk.organisation, now=now)
    if state.promised is None or state.promised.replace(second=0, microsecond=0) > now:
        return None
    if promised is None:
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
        facts=drafts.known_facts(state.incident, state.promised, state.known, now=desk.now()),
        organisation=desk.organisation,
        now=desk.now(),
    )
    return findings(state.text, context)
