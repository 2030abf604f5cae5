"""What a stage of a call notes: a field for each, and one for each question."""

from collections.abc import Mapping, Sequence
from typing import Final

from slack_sdk.models.blocks import InputBlock, PlainTextInputElement, StaticSelectElement

from bot.domain.call import LONGEST_ANSWER, LONGEST_NAME, LONGEST_NOTE, Call
from messages.card import plain
from messages.cards.customers import MOODS
from messages.drafts.catalogue import SLOTS
from messages.drafts.phone import MOOD, WAITED, Spoken
from messages.modals.form import LONGEST_LABEL, options

LABELS: Final[Mapping[str, str]] = {
    WAITED: "Minutes they waited on the line",
    "words_said": "The words said, if they insulted or threatened anybody",
    "obstacle": "What stood in your way?",
    "repair": "What you can do now, after “To put it right,”",
}
LONGEST_MINUTES: Final = 4
MOST: Final[Mapping[str, int]] = {"name": LONGEST_NAME, WAITED: LONGEST_MINUTES}
LONG: Final = frozenset({"reported_symptom", "impact_personal", "words_said", "obstacle"})
UNSAID: Final = "unsaid"


def note_fields(stage: Spoken, call: Call) -> Sequence[InputBlock]:
    """Return the fields of a stage; each is named as the slot that it fills."""
    return [_mood(call) if name == MOOD else _note(name, call) for name in stage.saves]


def question_fields(stage: Spoken, answers: Mapping[str, str]) -> Sequence[InputBlock]:
    return [
        _field(question_name(place), question, answers.get(question, ""), LONGEST_ANSWER)
        for place, question in enumerate(stage.ask)
    ]


def question_name(place: int) -> str:
    return f"answer.{place}"


def longest(name: str) -> int:
    """Return how many characters a note may hold."""
    return MOST.get(name, LONGEST_NOTE)


def _note(name: str, call: Call) -> InputBlock:
    label = LABELS.get(name) or SLOTS[name].label
    said = str(call.waited or "") if name == WAITED else call.notes.get(name, "")
    return _field(name, label, said, longest(name), is_long=name in LONG)


def _field(name: str, label: str, said: str, most: int, *, is_long: bool = False) -> InputBlock:
    element = PlainTextInputElement(
        action_id=name, multiline=is_long, max_length=most, initial_value=said or None
    )
    label_shown = plain(label, LONGEST_LABEL)
    return InputBlock(block_id=name, label=label_shown, optional=True, element=element)


def _mood(call: Call) -> InputBlock:
    moods = {UNSAID: "Not noted", **{mood.value: words for mood, words in MOODS.items()}}
    offered = options(moods)
    said = call.notes.get(MOOD, UNSAID)
    select = StaticSelectElement(
        action_id=MOOD,
        options=offered,
        initial_option=next(one for one in offered if one.value == said),
    )
    return InputBlock(
        block_id=MOOD, label=plain("How are they now?", LONGEST_LABEL), element=select
    )
