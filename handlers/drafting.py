"""The form for words as it stands at a moment, and what it shows to whom."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from bot.domain.channel import offered, reaching
from bot.domain.leader import is_long, leader_speaks
from bot.domain.refusals import RolesAreUnknown, Unreadable
from bot.domain.tone_rule import Override
from bot.domain.update import Approval, Kind
from bot.usecases import drafts, proof, releases
from bot.usecases.proof import Record
from bot.usecases.sending import Words
from handlers.answers import Form
from handlers.asked import Asked, Payload, choice, instant, ticked, typed_values
from handlers.desk import Desk
from messages.action_ids import ActionId, BlockId
from messages.drafts.asked import asked_slots, not_for_author
from messages.drafts.draft import Draft
from messages.drafts.given import Given, PersonSlots
from messages.drafts.letter import asked_for, letter_records
from messages.modals.words_form import is_short, places_of, ticks_id, words_view
from messages.modals.words_kinds import Mood, Shared, choices_for, chosen, kind_and_variant
from messages.modals.words_state import NOTHING, WordsNote, WordsState
from messages.tone.check import Finding, findings
from messages.tone.context import Customer

AUTHOR_ALONE: Final = frozenset({Override.AUTHOR})


def empty(record: Record, desk: Desk, kind: Kind, variant: str = "") -> WordsState:
    """Return the form for a kind; for what cannot be said now, the first that can."""
    incident, now = record.incident, desk.now()
    kind, variant = _sayable(record, kind, variant)
    asks_leader = leader_speaks if kind is Kind.HOLDING else is_long
    every = () if incident.is_drill else desk.organisation.channels
    state = WordsState(
        incident=incident,
        organisation=desk.organisation,
        now=now,
        known=record.known,
        said=record.said,
        is_answered=record.is_answered,
        granted=record.granted,
        cause_due=record.cause_due,
        names=record.names,
        letter=record.letter,
        to=record.to,
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


def _sayable(record: Record, kind: Kind = Kind.OFFER, variant: str = "") -> tuple[Kind, str]:
    """Return the kind if it can be said now; a letter about money is of the kind decided on."""
    if record.letter is not None:
        return record.letter.kind, record.letter.variant
    possible = choices_for(record.incident)
    offered = chosen(possible, kind, variant) or possible[0]
    return offered.kind, offered.variant


def state_of(view: Payload, record: Record, desk: Desk) -> WordsState:
    """Return what stands in the form at this moment."""
    note = WordsNote.read(view["private_metadata"])
    values = typed_values(view)
    chosen_kind = values.get(ActionId.KIND)
    kind, variant = kind_and_variant(chosen_kind) if chosen_kind else _sayable(record)
    bare = empty(record, desk, kind, variant)
    if kind is Kind.PHONE:
        # What is spoken has a form of its own: until that is open, this one is for what can go.
        bare = replace(empty(record, desk, drafts.likely_kind(record.incident)), kind_is_set=True)
        kind, variant = bare.kind, bare.variant
    channels = ticked(view) if _asks_of_same_place(view, bare) else None
    state = replace(
        bare,
        kind=kind,
        variant=variant,
        seen=note.seen,
        channels=bare.channels if channels is None else channels,
        leader=" ".join(values.get(ActionId.LEADER, bare.leader).split()),
        text=values[ActionId.TEXT],
        drawn=_drawn_with(view),
        promised=instant(note.promised) if note.promised else None,
        revision=note.revision,
        drafted=note.drafted,
        corrects=note.corrects,
        facts=note.facts,
        seal=note.seal,
        asked_for=values.get(ActionId.PERSON_ASKED_FOR, ""),
        mood=choice(Mood, values.get(ActionId.MOOD) or Mood.UNSAID),
        shared=choice(Shared, values.get(ActionId.SHARED_QUESTION) or Shared.UNSAID),
        lesson=values.get(ActionId.LESSON, "").strip(),
        typed=_by_name(values, ActionId.SLOT),
        passed=_by_name(values, ActionId.PASS_OVER),
    )
    return with_asked(replace(state, person=_person(values, state.typed)))


def _person(values: Mapping[str, str], typed: Mapping[str, str]) -> PersonSlots:
    return PersonSlots(
        name=values.get(ActionId.PERSON_NAME, ""),
        impact=values.get(ActionId.PERSON_IMPACT, ""),
        concern=values.get(ActionId.PERSON_CONCERN, ""),
        handle=typed.get("handle", ""),
    )


def _by_name(values: Mapping[str, str], action: ActionId) -> dict[str, str]:
    """Return what was typed into the inputs of several alike, each by its own name."""
    lead = f"{action}."
    return {
        name.removeprefix(lead): words.strip()
        for name, words in values.items()
        if name.startswith(lead) and words.strip()
    }


def _drawn_with(view: Payload) -> str:
    """Return what the field for the words was drawn with: drawn anew, it would lose the cursor."""
    blocks: list[dict[str, Any]] = view["blocks"]
    lead = f"{BlockId.TEXT}."
    found = (one for one in blocks if one.get("block_id", "").startswith(lead))
    field = next(found, None)
    if field is None or "element" not in field:
        raise Unreadable
    return str(field["element"].get("initial_value") or "")


def _asks_of_same_place(view: Payload, state: WordsState) -> bool:
    """Tell whether the ticks in the form are about this kind, and not those of a longer one."""
    ids = (one.get("block_id", "") for one in view["blocks"])
    return any(places_of(one) == places_of(ticks_id(state)) for one in ids)


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
        given=_of_letter(state),
        to=state.to,
    )


def _of_letter(state: WordsState) -> tuple[Given, ...]:
    if state.letter is None:
        return ()
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
    record = Record(
        incident=state.incident,
        known=state.known,
        said=state.said,
        granted=state.granted,
        names=state.names,
        letter=state.letter,
        to=state.to,
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
            desk.store, state.incident, state.kind, state.text, facts
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
