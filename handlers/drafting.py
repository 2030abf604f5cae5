"""The form for words as it stands at a moment, and what it shows to whom."""

from dataclasses import replace
from typing import Final

from bot.domain.channel import offered, reaching
from bot.domain.leader import is_long, leader_speaks
from bot.domain.refusals import RolesAreUnknown
from bot.domain.tone_rule import Override
from bot.domain.update import Approval, Kind
from bot.usecases import drafts, proof, releases
from bot.usecases.grounds import Grounds
from bot.usecases.sending import Words
from handlers.answers import Form
from handlers.asked import Asked
from handlers.desk import Desk
from messages.drafts.addressed import missed_slots
from messages.drafts.asked import asked_slots, not_for_author
from messages.drafts.draft import Draft
from messages.drafts.given import Given
from messages.drafts.letter import asked_for, letter_records
from messages.modals.words_form import is_short, words_view
from messages.modals.words_kinds import choices_for, chosen
from messages.modals.words_state import NOTHING, WordsState
from messages.tone.check import Finding, findings
from messages.tone.context import Customer

AUTHOR_ALONE: Final = frozenset({Override.AUTHOR})


def empty(record: Grounds, desk: Desk, kind: Kind, variant: str = "") -> WordsState:
    """Return the form for a kind; for what cannot be said now, the first that can."""
    incident, now = record.incident, desk.now()
    kind, variant = sayable(record, kind, variant)
    asks_leader = leader_speaks if kind is Kind.HOLDING else is_long
    every = () if incident.is_drill else desk.organisation.channels
    state = WordsState(
        incident=incident,
        organisation=desk.organisation,
        now=now,
        known=record.known,
        versions=record.versions,
        said=record.said,
        is_answered=record.is_answered,
        granted=record.granted,
        cause_due=record.cause_due,
        names=record.names,
        letter=record.letter,
        to=record.to,
        missed=record.missed,
        booked=record.booked,
        seen=incident.updates,
        facts=incident.facts,
        kind=kind,
        variant=variant,
        text="",
        offered=offered(incident, every),
        leader=incident.leader or "",
        asks_leader=asks_leader(incident, desk.organisation.cadences[incident.severity], now=now),
    )
    return state if is_short(state) else replace(state, channels=reaching(incident, every))


def sayable(record: Grounds, kind: Kind = Kind.OFFER, variant: str = "") -> tuple[Kind, str]:
    """Return the kind if it can be said now; a letter about money is of the kind decided on."""
    if record.letter is not None:
        return record.letter.kind, record.letter.variant
    possible = choices_for(record.incident)
    offered = chosen(possible, kind, variant) or possible[0]
    return offered.kind, offered.variant


def with_asked(state: WordsState) -> WordsState:
    """Return the form knowing what its draft cannot do without."""
    bare = plan_of(
        replace(state, typed=NOTHING, leader="", person=replace(state.person, handle=""))
    )
    return replace(state, asked=asked_slots(bare), unfillable=not_for_author(plan_of(state)))


def plan_of(state: WordsState) -> Draft:
    leader = {"leader": state.leader} if state.kind is Kind.HOLDING else {}
    return drafts.plan(
        state.incident,
        state.organisation,
        state.kind,
        state.known,
        promised=state.promised,
        now=state.now,
        variant=state.variant,
        person=state.person,
        typed={**state.typed, **leader},
        cause_due=state.cause_due,
        given=_of_records(state),
        to=state.to,
    )


def _of_records(state: WordsState) -> tuple[Given, ...]:
    missed = () if state.missed is None else (missed_slots(state.missed),)
    if state.letter is None:
        return missed
    return letter_records(state.letter, state.organisation, typed=state.typed, now=state.now)


def words_of(state: WordsState) -> Words:
    """Return what would be sent, with all that is needed to judge it."""
    person = state.person
    return Words(
        kind=state.kind,
        text=state.text,
        promised=state.promised,
        channels=state.channels,
        leader=state.leader or None,
        variant=plan_of(state).variant,
        passed=state.passed,
        corrects=state.corrects if state.kind is Kind.CORRECTION else None,
        to=state.to.customer.number if state.to else None,
        is_whole=True,
        customer=Customer(name=person.name, concern=person.concern, asked_for=_asked_for(state)),
        agent=state.typed.get("agent_name", ""),
        question_is_open=state.question_is_open,
        lesson=state.lesson if state.is_heated else "",
    )


def _asked_for(state: WordsState) -> str:
    if state.letter is None:
        return state.asked_for
    return asked_for(state.letter.credit, state.organisation)


def found_in(state: WordsState) -> list[Finding]:
    """Return what stops the words in the form, and what could be better.

    What is missing is told once nothing stands there that must go: to mend that may supply it.
    """
    record = Grounds(
        incident=state.incident,
        known=state.known,
        versions=state.versions,
        said=state.said,
        granted=state.granted,
        names=state.names,
        letter=state.letter,
        to=state.to,
        booked=state.booked,
    )
    words = words_of(state)
    found = findings(words.text, proof.moment(state.organisation, words, record, now=state.now))
    if any(one.is_block and one.clause for one in found):
        return [one for one in found if one.rule.put is None or not one.is_block]
    return found


async def drawn(asked: Asked, desk: Desk, state: WordsState) -> Form:
    """Return the form with what a rule finds in it, and with what this person may do about it."""
    found = found_in(state)
    ready = await with_roles(asked, desk, state, found)
    return Form(words_view(ready, found))


async def with_roles(
    asked: Asked, desk: Desk, state: WordsState, found: list[Finding]
) -> WordsState:
    """Return the form knowing who else must release the words, and what may be passed over."""
    facts = drafts.known_facts(state.incident, state.promised, state.known, now=state.now)
    needs = releases.needed(state.kind, state.text, facts, desk.organisation, now=state.now)
    stops_lead = any(one.is_block and one.rule.override is Override.LEAD for one in found)
    if needs is not Approval.NONE and await _holds(asked, desk, state, needs):
        needs = Approval.NONE
    leads = stops_lead and await _holds(asked, desk, state, Approval.INCIDENT_LEAD)
    released_by = None
    if needs is not Approval.NONE:
        released_by = await releases.released_by(
            desk.store,
            state.incident,
            state.kind,
            state.text,
            facts,
            to=None if state.to is None else state.to.customer.number,
        )
    return replace(
        state,
        needs=needs,
        released_by=released_by,
        may_pass=AUTHOR_ALONE | {Override.LEAD} if leads else AUTHOR_ALONE,
    )


async def _holds(asked: Asked, desk: Desk, state: WordsState, role: Approval) -> bool:
    """While nobody can say who holds a role, nobody does; it is asked again when words go."""
    try:
        return asked.person in await desk.holders(role, state.incident)
    except RolesAreUnknown:
        return False
