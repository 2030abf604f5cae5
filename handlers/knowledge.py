"""What is known: shown as a form, noted when it is sent, confirmed again by a press."""

from collections.abc import Mapping
from datetime import UTC, datetime

from bot.domain.fact import LONGEST_FACT, Key, Said, State
from bot.domain.facts import DataSafety
from bot.domain.incident import customer_words
from bot.domain.refusals import StartIsAhead, WindowIsWrong
from bot.domain.typed import words
from bot.usecases import drafts, facts
from handlers import forms
from handlers.answers import Answer, Form
from handlers.asked import Asked, Payload, typed_values
from handlers.desk import Desk
from handlers.reference import meant
from messages import noted
from messages.action_ids import ActionId
from messages.cards.answers import plain
from messages.modals.facts_form import TYPED, FactsNote, certainty_id, facts_view

Values = Mapping[str, str]


async def ask(asked: Asked, desk: Desk, rest: str) -> Answer:
    """`facts [INC-7]`: what is known, how sure it is, and what customers may be told"""
    number, _ = await meant(asked, desk, rest)
    return await show(asked, desk, str(number))


async def show(asked: Asked, desk: Desk, value: str) -> Answer:
    incident, known = await facts.read(desk.store, asked.workspace, int(value))
    is_security = asked.person in await desk.security()
    return Form(facts_view(incident, known, desk.organisation, is_security=is_security))


async def still_true(asked: Asked, desk: Desk, value: str) -> Answer:
    keys = await facts.confirm(
        desk.store,
        desk.organisation,
        workspace=asked.workspace,
        number=int(value),
        by=asked.person,
        security=await desk.security(),
        now=desk.now(),
    )
    return plain(noted.still_true(f"INC-{value}", keys))


async def note(asked: Asked, desk: Desk, view: Payload) -> Answer:
    """A change that customers may know turns the form into the one for words."""
    about, now = FactsNote.read(view["private_metadata"]), desk.now()
    changed = await facts.note(
        desk.store,
        desk.organisation,
        workspace=asked.workspace,
        number=about.incident,
        said=said_in(typed_values(view), about, now=now),
        seen=about.seen,
        by=asked.person,
        security=await desk.security(),
        now=now,
        deed=asked.deed,
    )
    incident, known = await facts.read(desk.store, asked.workspace, about.incident)
    words = noted.facts(incident, changed)
    if not incident.is_open or not any(said.is_for_customers for said in changed.values()):
        return plain(words)
    kind = drafts.likely_kind(incident)
    return forms.words_form(incident, desk, kind, known, notice=f"{words} {noted.TELL_THEM}")


def said_in(values: Values, about: FactsNote, *, now: datetime) -> dict[Key, Said]:
    """Return what the form says of each subject; of what fails only when it was changed.

    Raises `WordsAreMissing`, `WordsAreTooLong`, `StartIsAhead` or `WindowIsWrong`.
    """
    said = {
        Key.STARTED_AT: _with_certainty(Key.STARTED_AT, _start(values, now), values),
        Key.ETA: _with_certainty(Key.ETA, _window(values, now), values),
    }
    what_fails = customer_words(values[ActionId.WHAT_FAILS])
    if what_fails != about.what_fails:
        value = {"words": what_fails}
        said[Key.WHAT_FAILS] = Said(value=value, state=State.CONFIRMED, is_public=True)
    for key, (action, _, _) in TYPED.items():
        typed = values[action]
        value = {"words": words(key, typed, limit=LONGEST_FACT)} if typed.strip() else {}
        said[key] = _with_certainty(key, value, values)
    if ActionId.DATA_SAFETY in values:
        said[Key.DATA_SAFETY] = _safety(values[ActionId.DATA_SAFETY])
    return said


def _with_certainty(key: Key, value: Values, values: Values) -> Said:
    """Nothing said cannot be confirmed; that it is checked, or ruled out, needs no words."""
    state, _, public = values[certainty_id(key)].partition(":")
    if not value and state == State.CONFIRMED:
        return Said()
    return Said(value=value, state=State(state), is_public=bool(public))


def _safety(chosen: str) -> Said:
    if chosen == DataSafety.UNKNOWN:
        return Said()
    return Said(value={"words": chosen}, state=State.CONFIRMED, is_public=True)


def _start(values: Values, now: datetime) -> Values:
    began = _moment(values[ActionId.STARTED_AT])
    if began is not None and began > now:
        raise StartIsAhead
    return {"at": began.isoformat()} if began else {}


def _window(values: Values, now: datetime) -> Values:
    begins, ends = (_moment(values[name]) for name in (ActionId.ETA_FROM, ActionId.ETA_TO))
    if begins is None and ends is None:
        return {}
    if begins is None or ends is None or ends <= begins:
        raise WindowIsWrong
    return {
        "from": begins.isoformat(),
        "to": ends.isoformat(),
        "confidence": values[ActionId.ETA_CONFIDENCE],
        "source": " ".join(values[ActionId.ETA_SOURCE].split()),
    }


def _moment(seconds: str) -> datetime | None:
    return datetime.fromtimestamp(int(seconds), UTC) if seconds else None
