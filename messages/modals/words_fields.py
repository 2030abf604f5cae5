"""What the form for words asks: of the customer, of what the draft lacks, of who speaks."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Final

from slack_sdk.models.blocks import ActionsBlock, Block, InputBlock

from bot.domain.heat import LONGEST_LESSON
from bot.domain.update import Audience, Kind
from messages.action_ids import ActionId, BlockId
from messages.buttons import button
from messages.card import context, escaped
from messages.drafts.asked import MOMENTS
from messages.drafts.catalogue import SLOTS
from messages.modals.form import chosen_of, moment, typed
from messages.modals.words_kinds import Mood, Shared
from messages.modals.words_state import WordsState
from messages.slots import SLOT

LONGEST_NAME: Final = 100
LONGEST_IMPACT: Final = 500
MOODS: Final[Mapping[Mood, str]] = {
    Mood.UNSAID: "I cannot tell",
    Mood.CONFUSED: "Confused",
    Mood.WORRIED: "Worried",
    Mood.ANGRY: "Angry",
    Mood.QUIET: "Quiet",
    Mood.ABUSIVE: "Abusive",
}
OPENINGS: Final[Mapping[Mood, str]] = {
    Mood.CONFUSED: "Confused: say first what works and what to do, one short step at a time.",
    Mood.WORRIED: "Worried: answer the worry first, before anything else.",
    Mood.ANGRY: "Angry: say what went wrong for them, and sorry. Give no reasons first.",
    Mood.QUIET: "Quiet: ask nothing of them. Say what you will do, and by when.",
    Mood.ABUSIVE: "Abusive: answer the question in it, and nothing else. Stay calm; leave it up.",
}
SHARED: Final[Mapping[Shared, str]] = {
    Shared.UNSAID: "Not looked at yet",
    Shared.YES: "Yes: it is answered in public first",
    Shared.NO: "No: nothing in it that others ask",
}


def person_blocks(state: WordsState) -> list[Block]:
    """Ask of a customer the few things that matter; a post is answered by its handle alone."""
    if state.kind.audience is not Audience.ONE_PERSON:
        return []
    lead = OPENINGS.get(state.mood)
    return [
        *_customer(state),
        chosen_of(ActionId.MOOD, "How they are", _named(MOODS), state.mood, watched=True),
        *([context(lead)] if lead else []),
    ]


def _customer(state: WordsState) -> list[Block]:
    """For a letter about money, what they asked for, and why, stands on the request."""
    person = state.person
    asked = (
        (BlockId.PERSON_NAME, ActionId.PERSON_NAME, "Their name, as they wish it", person.name),
        (BlockId.PERSON_CONCERN, ActionId.PERSON_CONCERN, "What worries them", person.concern),
        (BlockId.PERSON_IMPACT, ActionId.PERSON_IMPACT, "What it meant for them", person.impact),
        (
            BlockId.PERSON_ASKED_FOR,
            ActionId.PERSON_ASKED_FOR,
            "What they asked for",
            state.asked_for,
        ),
    )
    hints = {
        ActionId.PERSON_IMPACT: (
            "A sentence to them, for example: You missed a bill and waited 40 minutes for us."
        ),
    }
    return [
        typed(
            block,
            action,
            label,
            most=LONGEST_NAME if action is ActionId.PERSON_NAME else LONGEST_IMPACT,
            value=value,
            hint=hints.get(action),
            optional=True,
        )
        for block, action, label, value in asked
        if state.letter is None or action in (ActionId.PERSON_NAME, ActionId.PERSON_IMPACT)
    ]


def heated_blocks(state: WordsState) -> list[Block]:
    """Ask, in their order, what an angry post needs. Source: drafts, K08."""
    if not state.is_heated:
        return []
    steps = (
        "In this order: is there a question that others share? Answer it in public. Then invite "
        "them to a call in private. Then note below what we can learn from it.\n"
        "A threat? Stop here, answer nothing, leave it up and keep a picture of it. "
        "Press *Tell the safety lead* now."
    )
    shared = chosen_of(
        ActionId.SHARED_QUESTION,
        "Does it hold a question that others share?",
        _named(SHARED),
        state.shared,
        watched=True,
    )
    first = button("Answer it in public first", ActionId.ANSWER_FIRST, Kind.PUBLIC_ANSWER.value)
    waits = state.shared is Shared.YES and state.question_is_open
    alarm = button("Tell the safety lead", ActionId.TELL_SAFETY, state.incident.number)
    row = ActionsBlock(block_id=BlockId.ANSWER_FIRST, elements=[*([first] if waits else []), alarm])
    lesson = typed(
        BlockId.LESSON,
        ActionId.LESSON,
        "What can we learn from it?",
        most=LONGEST_LESSON,
        value=state.lesson,
        hint="For the team, on the timeline: no names. Kept when you mark the words as sent.",
        optional=True,
    )
    return [context(steps), shared, row, lesson]


def slot_blocks(state: WordsState) -> list[Block]:
    """Ask for what the draft cannot do without, and say what only a fact can fill."""
    asked = [_slot(name, label, state.typed.get(name, "")) for name, label in state.asked.items()]
    is_filled = bool(asked) or state.kind.audience is Audience.ONE_PERSON
    if asks_for_leader(state):
        asked.append(_leader(state))
    fill = button("Put these into the draft", ActionId.FILL_DRAFT, state.incident.number)
    row = ActionsBlock(block_id=BlockId.FILL_DRAFT, elements=[fill])
    return [*asked, *([row] if is_filled or asks_for_leader(state) else []), *_lacking(state)]


def _slot(name: str, label: str, value: str) -> InputBlock:
    action = f"{ActionId.SLOT}.{name}"
    if name in MOMENTS:
        at = datetime.fromtimestamp(int(value), UTC).isoformat() if value else None
        return moment(action, label, at)
    return typed(action, action, label, most=SLOTS[name].most, value=value, optional=True)


def _lacking(state: WordsState) -> list[Block]:
    """Say what keeps the words from going: what is open in them, and who can fill it."""
    names = dict.fromkeys(found["name"] for found in SLOT.finditer(state.text))
    open_ones = [SLOTS[name].label for name in names if name in SLOTS]
    lines = []
    if open_ones:
        lines.append(f"*Still missing, so it cannot go yet:* {escaped('; '.join(open_ones))}.")
    if state.unfillable:
        wanted = escaped("; ".join(state.unfillable))
        lines.append(f"Only a confirmed fact, or the settings, can fill: {wanted}.")
    return [context("\n".join(lines))] if lines else []


def asks_for_leader(state: WordsState) -> bool:
    return state.asks_leader and state.kind is Kind.HOLDING


def leader_line(state: WordsState) -> list[Block]:
    if not state.asks_leader or not state.kind.is_public or asks_for_leader(state):
        return []
    return [context("It has lasted so long that a leader speaks: let one sign by name.")]


def _leader(state: WordsState) -> InputBlock:
    return typed(
        BlockId.LEADER,
        ActionId.LEADER,
        "A leader who speaks for us, with their role",
        most=LONGEST_NAME,
        value=state.leader,
        hint="For example: Hope Adeyemi, head of support. Without one the line is left out.",
        optional=True,
    )


def _named(choices: Mapping[Mood, str] | Mapping[Shared, str]) -> dict[str, str]:
    return {one.value: words for one, words in choices.items()}
