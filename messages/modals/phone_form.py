"""The phone script as a form: one stage at a time, with what to say, and what to note."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from slack_sdk.models.blocks import ActionsBlock, Block, InteractiveElement, StaticSelectElement

from bot.domain.call import Turn
from bot.domain.customer import Customer
from bot.domain.facts import Facts
from bot.domain.on_call import OnCall
from bot.domain.organisation import Organisation
from bot.domain.update import Kind
from messages.action_ids import ActionId, BlockId, ViewId, numbered
from messages.buttons import button
from messages.card import context, escaped, plain, quoted, section, sections
from messages.cards.tellable import tellable
from messages.drafts.phone import Shown, Spoken
from messages.drawn import drawn
from messages.modals.form import LONGEST_TITLE, Note, form, options
from messages.modals.phone_fields import note_fields, question_fields
from messages.tone.check import ToneContext, findings
from messages.unknown import honest_sentence
from messages.words import chat_time, title

RESUMED: Final = "You go on with the call that you began {at}. What you noted is kept."
OWN_WORDS: Final = ("repair", "concern_answer")
"""Notes that the agent tells the customer: they keep the rules on words as a letter does."""
ALARMED: Final = "Help is called. Stay calm, note the words, and end the call when you need to."


@dataclass(frozen=True, slots=True)
class CallNote(Note):
    """`branch` is the place of the branch that is shown, from 0; None for none."""

    call: int
    incident: int
    stage: int
    branch: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PhoneState:
    """`stages` and `branches` are the script as it is spoken now."""

    on: OnCall
    facts: Facts
    stages: Sequence[Spoken]
    branches: Sequence[Spoken]
    branch: int | None = None
    is_alarmed: bool = False
    has_just_promised: bool = False

    @property
    def place(self) -> int:
        """Where the call is; an own script may have become shorter meanwhile."""
        return min(self.on.call.stage, len(self.stages) - 1)

    @property
    def is_last(self) -> bool:
        return self.place == len(self.stages) - 1


def phone_view(
    state: PhoneState, organisation: Organisation, *, now: datetime
) -> dict[str, object]:
    """Return the stage at which the call is."""
    stage = state.stages[state.place]
    step = f"{state.place + 1} of {len(state.stages)}"
    blocks: list[Block] = [
        *_notices(state, organisation, now=now),
        context(f"{state.on.call.name} · {step} · {title(state.on.incident)}"),
        *_spoken(stage),
        *_stops(stage, state, organisation, now=now),
        *_shown(stage, state, organisation, now=now),
        *note_fields(stage, state.on.call),
        *question_fields(stage, state.on.answers),
        *_branches(state),
        *_actions(state),
    ]
    note = CallNote(state.on.call.number, state.on.incident.number, state.place, state.branch)
    submit = "End the call" if state.is_last else "Next"
    view = form(ViewId.CALL, "Phone script", blocks, submit=submit, note=note)
    return {**view, "close": drawn(plain("Go on later", LONGEST_TITLE))}


def _notices(state: PhoneState, organisation: Organisation, *, now: datetime) -> Sequence[Block]:
    zone = organisation.time_zone
    if state.is_alarmed:
        return [section(f"*{ALARMED}*")]
    if state.has_just_promised and state.on.promise is not None:
        say = honest_sentence(None, state.on.promise.due, zone, now=now)
        return [section(f"*Say:* {escaped(say)}\nIt is promised: {state.on.promise.name}.")]
    if state.on.is_resumed:
        return [context(RESUMED.format(at=chat_time(state.on.call.began_at, zone)))]
    return []


def _spoken(one: Spoken) -> Sequence[Block]:
    """Return what to say, then what the agent alone reads."""
    say = f"*{escaped(one.title)}*" + (f"\n{quoted(one.say)}" if one.say else "")
    return [*sections(say), context(escaped(one.do))]


def _stops(
    stage: Spoken, state: PhoneState, organisation: Organisation, *, now: datetime
) -> Sequence[Block]:
    """Return why the agent's own words must not be said as they stand."""
    rules = ToneContext(kind=Kind.APOLOGY, facts=state.facts, organisation=organisation, now=now)
    notes = (state.on.call.notes.get(name, "") for name in OWN_WORDS)
    told = [words for words in notes if words and words.rstrip(" .!?") in stage.say]
    found = [one.rule for words in told for one in findings(words, rules) if one.is_block]
    plain_words = " ".join(dict.fromkeys(rule.plain for rule in found))
    return [section(f"*Do not say it like that.* {plain_words}")] if found else []


def _shown(
    stage: Spoken, state: PhoneState, organisation: Organisation, *, now: datetime
) -> Sequence[Block]:
    shown: list[Block] = []
    if Shown.CONTACTS in stage.shows and state.on.customer is not None:
        shown += sections(_contacts(state, state.on.customer, organisation))
    if Shown.FACTS in stage.shows:
        told = tellable(state.on.incident, organisation, now=now, known=state.on.known)
        shown += sections(told)
    if Shown.LAST_WORDS in stage.shows:
        last = quoted(state.on.last.text if state.on.last else "") or "Nothing yet."
        shown += sections(f"*What everybody was told last*\n{last}")
    return shown


def _contacts(state: PhoneState, customer: Customer, organisation: Organisation) -> str:
    times = customer.report.contacts
    waits = [
        f"{one.name}, due {chat_time(one.due, organisation.time_zone)}: “{escaped(one.words)}”"
        for one in state.on.promised
    ]
    been = f"in touch {times} times before" if times > 1 else "in touch once before"
    return "\n".join([f"*{customer.label} was {been}*", *(waits or ["Nothing is promised."])])


def _branches(state: PhoneState) -> Sequence[Block]:
    if not state.branches:
        return []
    offered = options({str(place): one.title for place, one in enumerate(state.branches)})
    is_shown = state.branch is not None and state.branch < len(offered)
    select = StaticSelectElement(
        action_id=ActionId.CALL_TURN,
        placeholder=plain("What is happening?", 150),
        options=offered,
        initial_option=offered[state.branch] if is_shown and state.branch is not None else None,
    )
    choice = ActionsBlock(block_id=numbered(BlockId.CALL_TURN, state.place), elements=[select])
    return [choice, *(_spoken(state.branches[state.branch or 0]) if is_shown else ())]


def _actions(state: PhoneState) -> Sequence[Block]:
    number = state.on.call.number
    is_threatened = Turn.THREAT in state.on.call.turns and not state.is_alarmed
    is_open = state.on.promise is None or not state.on.promise.is_live
    offered: dict[ActionId, tuple[str, bool]] = {
        ActionId.CALL_FOR_HELP: ("Tell the safety lead", is_threatened),
        ActionId.CALL_UNKNOWN: ("I do not know", is_open),
        ActionId.CALL_BACK: ("Back", state.place > 0),
        ActionId.CALL_OBSTACLE: ("This was an obstacle", True),
        ActionId.CALL_ANEW: ("Start another call", state.on.is_resumed),
    }
    row: list[InteractiveElement] = [
        button(label, action, number) for action, (label, is_there) in offered.items() if is_there
    ]
    return (
        [ActionsBlock(block_id=numbered(BlockId.ACTIONS, state.place), elements=row)] if row else []
    )
