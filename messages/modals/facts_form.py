"""The form for what is known: a field for each subject, how sure we are of it, and who said so."""

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from slack_sdk.models.blocks import ActionsBlock, Block, InputBlock

from bot.domain.authority import SPEAKERS, Role, named_to_say
from bot.domain.fact import LONGEST_FACT, UNSAID, Key, Known, Said, State, stale
from bot.domain.incident import LONGEST_WHAT_FAILS, Incident
from bot.domain.organisation import Organisation
from messages.action_ids import ActionId, BlockId, ViewId
from messages.buttons import button
from messages.card import context, escaped, section
from messages.cards.tellable import sureness
from messages.modals.facts_fields import (
    CERTAINTIES,
    CHOSEN,
    CONFIDENCES,
    TOLD,
    TYPED,
    UNKNOWN,
    rest_of,
)
from messages.modals.form import Note, chosen_of, day, form, moment, typed
from messages.people_buttons import dont_know
from messages.subjects import SUBJECTS
from messages.unknown import askable
from messages.words import chat_time, person, sentence, title

WORDS: Final = "words"


@dataclass(frozen=True, slots=True)
class FactsNote(Note):
    """`seen` and `what_fails` are the version and the headline that the person had before them.

    `first` are the names of the subjects asked first, with blanks between them.
    """

    incident: int
    seen: int
    what_fails: str
    first: str
    is_whole: bool = False
    """Whether the others stand below them."""
    is_above: bool = False
    """Whether a form for words waits below it."""
    below: str = ""
    """What stands in that one while its draft is untouched."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FactsState:
    """`known` is what the person has before them, `may_say` what is theirs to say."""

    incident: Incident
    known: Known
    may_say: AbstractSet[Key]
    note: FactsNote

    @property
    def keys(self) -> tuple[Key, ...]:
        first = tuple(map(Key, self.note.first.split()))
        return (*first, *rest_of(first)) if self.note.is_whole else first

    def too_old(self, at: datetime) -> tuple[Key, ...]:
        """Return what is in the form, is theirs to say, and can be told no more at that time."""
        shown = self.may_say & set(self.keys)
        return tuple(fact.key for fact in stale(self.known, at) if fact.key in shown)

    def said(self, key: Key) -> Said:
        return self.known[key].said if key in self.known else UNSAID


def fresh_note(incident: Incident, first: Iterable[Key]) -> FactsNote:
    """Return the note of a form that is opened now, with what it asks first."""
    return FactsNote(incident.number, incident.facts, incident.what_fails, " ".join(first))


def facts_view(
    state: FactsState, organisation: Organisation, *, now: datetime
) -> dict[str, object]:
    """Return the form with what is known; an empty field says that nobody knows."""
    blocks: list[Block] = [context(title(state.incident)), *_too_old(state, now)]
    for key in state.keys:
        blocks += _subject(key, state, organisation)
        blocks += _said_of(key, state, organisation, now=now)
    blocks += _more(state)
    blocks += _unknown(state.incident, state.known, now=now)
    return form(ViewId.FACTS, "What is known", blocks, submit="Note", note=state.note)


def _too_old(state: FactsState, now: datetime) -> Sequence[Block]:
    names = ", ".join(SUBJECTS[key] for key in state.too_old(now))
    if not names:
        return ()
    press = button("Still true", ActionId.STILL_TRUE_HERE, state.incident.number)
    return [section(f"*Too old to be told:* {names}. Has nothing changed?", accessory=press)]


def _unknown(incident: Incident, known: Known, *, now: datetime) -> Sequence[Block]:
    """Return a button for each answer that can be promised instead, with an owner and a time."""
    keys = askable(known, now=now)
    if not keys:
        return ()
    row = ActionsBlock(
        block_id=BlockId.ACTIONS,
        elements=[dont_know(incident, key, place) for place, key in enumerate(keys)],
    )
    return section("Customers ask, and nobody knows? Promise them the answer:"), row


def certainty_id(key: Key) -> str:
    return f"{ActionId.CERTAINTY}.{key}"


def _subject(key: Key, state: FactsState, organisation: Organisation) -> Sequence[Block]:
    said = state.said(key)
    if key is Key.WHAT_FAILS:
        return [_what_fails(state)]
    if key not in state.may_say:
        return [_of_others(key, said, organisation)]
    if key in CHOSEN:
        chosen = said.value.get(WORDS) or _unanswered(key, said)
        return [chosen_of(key.value, CHOSEN[key].label, CHOSEN[key].answers, chosen)]
    if key is Key.ETA:
        return [*_eta(said), _certainty(key, said)]
    if key is Key.STARTED_AT:
        at = said.value.get("at")
        return [moment(ActionId.STARTED_AT, "When did it begin?", at), _certainty(key, said)]
    planned = (
        [day(ActionId.PREVENTION_DATE, "By when?", said.value.get("on"))]
        if key is Key.PREVENTION_PLANNED
        else []
    )
    return [_words(key, said), *planned, _certainty(key, said)]


def _what_fails(state: FactsState) -> InputBlock:
    return typed(
        BlockId.WHAT_FAILS,
        ActionId.WHAT_FAILS,
        "What can customers not do?",
        most=LONGEST_WHAT_FAILS,
        value=state.note.what_fails,
    )


def _words(key: Key, said: Said) -> InputBlock:
    field = TYPED[key]
    return typed(
        key.value,
        ActionId(key.value),
        field.label,
        most=LONGEST_FACT,
        value=said.value.get(WORDS, ""),
        hint=field.hint,
        optional=True,
    )


def _of_others(key: Key, said: Said, organisation: Organisation) -> Block:
    """Return the subject for somebody who may only read it, with whom to ask."""
    if key in CHOSEN:
        label, answers = CHOSEN[key].label, CHOSEN[key].answers
        shown = answers[said.value.get(WORDS) or _unanswered(key, said)]
    else:
        label, shown = TYPED[key].label, said.value.get(WORDS, "Nothing is noted")
    return context(f"{label} {escaped(sentence(shown))} {_speakers(key, organisation)}")


def _speakers(key: Key, organisation: Organisation) -> str:
    roles = SPEAKERS[key]
    if roles == (Role.ENGINEERING,) and not organisation.engineering:
        return "Only the incident's owner or a lead may say."
    who = ", ".join(map(person, named_to_say(key, organisation)))
    return f"Only {who} may say." if who else "Nobody is set to say it, so it stays as it is."


def _unanswered(key: Key, said: Said) -> str:
    value = said.state.value
    return value if value in CHOSEN[key].answers else UNKNOWN


def _said_of(
    key: Key, state: FactsState, organisation: Organisation, *, now: datetime
) -> Iterable[Block]:
    """Yield who said it, when, and for how long it may be told, if anybody did."""
    fact = state.known.get(key)
    if fact is None:
        return
    ends = fact.fresh_until if fact.may_be_told(now) else None
    until = f", may be told until {chat_time(ends, organisation.time_zone)}" if ends else ""
    yield context(sentence(f"{sureness(fact, organisation, now=now)}{until}"))


def _eta(said: Said) -> Sequence[Block]:
    value = said.value
    source = typed(
        ActionId.ETA_SOURCE.value,
        ActionId.ETA_SOURCE,
        "Who says so?",
        most=LONGEST_FACT,
        value=value.get("source", ""),
        optional=True,
    )
    return (
        moment(ActionId.ETA_FROM, "When will it work again, at the earliest?", value.get("from")),
        moment(ActionId.ETA_TO, "And at the latest?", value.get("to")),
        chosen_of(
            ActionId.ETA_CONFIDENCE,
            "How much confidence is in that?",
            CONFIDENCES,
            value.get("confidence", "low"),
        ),
        source,
    )


def _certainty(key: Key, said: Said) -> Block:
    unless_said = TYPED[key].unless_said if key in TYPED else UNKNOWN
    chosen = TOLD if said.is_for_customers else said.state.value
    chosen = unless_said if said.state is State.UNKNOWN else chosen
    return chosen_of(certainty_id(key), "How sure is it?", CERTAINTIES, chosen)


def _more(state: FactsState) -> Sequence[Block]:
    """Return the button for all that is not asked first; what is in the form stays in it."""
    rest = len(Key) - len(state.keys)
    if not rest:
        return []
    more = button(f"Show {rest} more subjects", ActionId.MORE_FACTS, state.incident.number)
    return [ActionsBlock(block_id=BlockId.MORE_FACTS, elements=[more])]
