"""What is known: shown as a form, noted when it is sent, confirmed again by a press."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from bot.domain.authority import Role, may_say, roles_for
from bot.domain.fact import LONGEST_FACT, Key, Known, Said, State, checked_start
from bot.domain.facts import facts_now
from bot.domain.incident import Incident, customer_words
from bot.domain.refusals import RolesAreUnknown
from bot.domain.typed import words
from bot.domain.unsaid import PlanIsPast, WindowIsWrong
from bot.usecases import facts
from handlers import below, forms
from handlers.answers import Above, Answer, Form
from handlers.asked import Asked, Payload, choice, day, moment, typed_values, whole
from handlers.desk import Desk
from handlers.reference import meant
from messages import noted
from messages.action_ids import ActionId
from messages.card import sections
from messages.cards.answers import plain
from messages.modals.facts_fields import CHECKING, CHOSEN, TYPED, UNKNOWN, first_subjects
from messages.modals.facts_form import FactsNote, FactsState, certainty_id, facts_view, fresh_note
from messages.modals.form import noticed

Values = Mapping[str, str]
LONGEST_KEPT: Final = 2_800
"""Characters that are kept with the form; what else it remembers still finds room."""


async def ask(asked: Asked, desk: Desk, rest: str) -> Answer:
    """`facts [INC-7]`: what is known, how sure it is, and what customers may be told"""
    number, _ = await meant(asked, desk, rest)
    return await show(asked, desk, str(number))


async def show(asked: Asked, desk: Desk, value: str) -> Answer:
    incident, known = await facts.read(desk.store, asked.workspace, whole(value))
    state = await _opened(asked, desk, incident, known)
    return Form(facts_view(state, desk.organisation, now=desk.now()))


async def show_above(asked: Asked, desk: Desk, value: str, *, kept: str) -> Form:
    """Return the form that opens above the one for words, and leads back to it."""
    incident, known = await facts.read(desk.store, asked.workspace, whole(value))
    state = await _opened(asked, desk, incident, known)
    bare = replace(state.note, is_above=True)
    about = replace(bare, below=kept)
    fits = len(about.written()) <= LONGEST_KEPT
    state = replace(state, note=about if fits else bare)
    return Form(facts_view(state, desk.organisation, now=desk.now()))


async def show_more(asked: Asked, desk: Desk, view: Payload, _value: str) -> Form:
    """Return the form with all subjects; Slack keeps what was typed in those that it had."""
    note = replace(FactsNote.read(view["private_metadata"]), is_whole=True)
    state = await _as_seen(asked, desk, note)
    return Form(facts_view(state, desk.organisation, now=desk.now()))


async def _as_seen(asked: Asked, desk: Desk, note: FactsNote) -> FactsState:
    """Return the form with what was known when it was opened: others may have changed it since."""
    incident, known = await facts.read(
        desk.store, asked.workspace, note.incident, through=note.seen
    )
    mine = await _theirs_to_say(asked, desk, incident)
    return FactsState(incident=incident, known=known, may_say=mine, note=note)


async def _opened(asked: Asked, desk: Desk, incident: Incident, known: Known) -> FactsState:
    mine = await _theirs_to_say(asked, desk, incident)
    note = fresh_note(incident, first_subjects(incident, known, mine, now=desk.now()))
    return FactsState(incident=incident, known=known, may_say=mine, note=note)


async def _theirs_to_say(asked: Asked, desk: Desk, incident: Incident) -> frozenset[Key]:
    """While nobody can say who holds a role, the form opens all the same; it is asked when sent."""
    try:
        roles = await desk.roles(roles_for(Key))
    except RolesAreUnknown:
        roles = {}
    return frozenset(key for key in Key if may_say(key, asked.person, incident, roles))


async def still_true(asked: Asked, desk: Desk, value: str) -> Answer:
    keys = await _confirm(asked, desk, whole(value), tuple(Key))
    return plain(noted.still_true(f"INC-{value}", keys))


async def still_true_here(asked: Asked, desk: Desk, view: Payload, _value: str) -> Form:
    """Confirm again what the form shows to be too old; what was typed in it stays."""
    note = FactsNote.read(view["private_metadata"])
    before = await _as_seen(asked, desk, note)
    keys = await _confirm(asked, desk, note.incident, before.too_old(desk.now()))
    _, known = await facts.read(desk.store, asked.workspace, note.incident)
    state = replace(before, known={**before.known, **{key: known[key] for key in keys}})
    shown = facts_view(state, desk.organisation, now=desk.now())
    return Form(noticed(shown, sections(noted.still_true(f"INC-{note.incident}", keys))))


async def _confirm(asked: Asked, desk: Desk, number: int, keys: Collection[Key]) -> tuple[Key, ...]:
    return await facts.confirm(
        desk.store,
        desk.organisation,
        workspace=asked.workspace,
        number=number,
        by=asked.person,
        roles=await desk.roles(roles_for(Key)),
        keys=keys,
        now=desk.now(),
    )


async def approve(asked: Asked, desk: Desk, value: str) -> Answer:
    """Customers may know it now, so the form for words is next."""
    number, _, version = value.partition(":")
    await facts.approve(
        desk.store,
        desk.organisation,
        workspace=asked.workspace,
        number=whole(number),
        version=whole(version),
        by=asked.person,
        roles=await desk.roles([Role.LEADS]),
        now=desk.now(),
    )
    incident, _ = await facts.read(desk.store, asked.workspace, whole(number))
    return await _tell_them(asked, incident, desk, noted.cause_approved(incident))


async def note(asked: Asked, desk: Desk, view: Payload) -> Answer | Above:
    """A change that customers may know leads to the form for words: its own, or the one below."""
    about, now = FactsNote.read(view["private_metadata"]), desk.now()
    said = said_in(typed_values(view), about, now=now, zone=desk.organisation.time_zone)
    changed = await facts.note(
        desk.store,
        desk.organisation,
        workspace=asked.workspace,
        number=about.incident,
        said=said,
        seen=about.seen,
        by=asked.person,
        roles=await desk.roles(roles_for(said)),
        now=now,
        deed=asked.deed,
    )
    incident, known = await facts.read(desk.store, asked.workspace, about.incident)
    words = _noted(incident, known, changed, desk)
    if about.is_above:
        anew = await below.renewed(asked, desk, about.below)
        back = noted.BACK_TO_WORDS if anew is None else noted.DRAFTED_ANEW
        return Above(plain(f"{words} {back}"), anew)
    told = [key for key, one in changed.items() if one.is_for_customers and key is not Key.CAUSE]
    return await _tell_them(asked, incident, desk, words) if told else plain(words)


def _noted(incident: Incident, known: Known, changed: Mapping[Key, Said], desk: Desk) -> str:
    """Return the receipt, with what somebody else must do, and what is wrong with the headline."""
    words = [noted.facts(incident, changed)]
    if Key.CAUSE in changed and known[Key.CAUSE].needs_approval:
        words.append(noted.ANOTHER_APPROVES)
    if Key.WHAT_FAILS in changed:
        told, now = facts_now(incident, known, now=desk.now()), desk.now()
        words.append(noted.headline_notice(incident.what_fails, told, desk.organisation, now))
    return " ".join(filter(None, words))


async def _tell_them(asked: Asked, incident: Incident, desk: Desk, words: str) -> Answer:
    if not incident.is_open:
        return plain(words)
    notice = f"{words} {noted.TELL_THEM}"
    return await forms.words_form(asked, desk, incident.number, notice=notice)


def said_in(values: Values, about: FactsNote, *, now: datetime, zone: ZoneInfo) -> dict[Key, Said]:
    """Return what the form says of each subject in it; of what fails only when it was changed.

    Raises `WordsAreMissing`, `WordsAreTooLong`, `StartIsAhead`, `StartIsLongAgo`, `WindowIsWrong`
    or `PlanIsPast`.
    """
    said = {}
    if certainty_id(Key.STARTED_AT) in values:
        said[Key.STARTED_AT] = _with_certainty(Key.STARTED_AT, _start(values, now), values)
    if certainty_id(Key.ETA) in values:
        said[Key.ETA] = _with_certainty(Key.ETA, _window(values), values)
    what_fails = customer_words(values.get(ActionId.WHAT_FAILS, about.what_fails))
    if what_fails != about.what_fails:
        value = {"words": what_fails}
        said[Key.WHAT_FAILS] = Said(value=value, state=State.CONFIRMED, is_public=True)
    for key in TYPED:
        if key in values:
            said[key] = _with_certainty(key, _words(key, values, now.astimezone(zone)), values)
    for key in CHOSEN:
        if key in values:
            said[key] = _answer(values[key])
    return said


def _words(key: Key, values: Values, now: datetime) -> Values:
    typed = values[key]
    on = values[ActionId.PREVENTION_DATE] if key is Key.PREVENTION_PLANNED else ""
    if not typed.strip() and not on:
        return {}
    value = {"words": words(key, typed, limit=LONGEST_FACT)}
    if on and day(on) < now.date():
        raise PlanIsPast
    return {**value, "on": on} if on else value


def _with_certainty(key: Key, value: Values, values: Values) -> Said:
    """Nothing said cannot be confirmed; that it is checked, or ruled out, needs no words."""
    state, _, public = values[certainty_id(key)].partition(":")
    if not value and state == State.CONFIRMED:
        return Said()
    return Said(value=value, state=choice(State, state), is_public=bool(public))


def _answer(chosen: str) -> Said:
    if chosen in (UNKNOWN, CHECKING):
        return Said(state=choice(State, chosen))
    return Said(value={"words": chosen}, state=State.CONFIRMED, is_public=True)


def _start(values: Values, now: datetime) -> Values:
    began = _moment(values[ActionId.STARTED_AT])
    return {"at": checked_start(began, now=now).isoformat()} if began else {}


def _window(values: Values) -> Values:
    begins, ends = (_moment(values[name]) for name in (ActionId.ETA_FROM, ActionId.ETA_TO))
    source = " ".join(values[ActionId.ETA_SOURCE].split())
    if begins is None and ends is None and not source:
        return {}
    if begins is None or ends is None or ends <= begins:
        raise WindowIsWrong
    return {
        "from": begins.isoformat(),
        "to": ends.isoformat(),
        "confidence": values[ActionId.ETA_CONFIDENCE],
        "source": source,
    }


def _moment(seconds: str) -> datetime | None:
    return moment(seconds) if seconds else None
