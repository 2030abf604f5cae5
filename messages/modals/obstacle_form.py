"""The short form for what stood in somebody's way."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from bot.domain.obstacle import LONGEST_TOOL, LONGEST_WORDS, Often
from messages.action_ids import ActionId, ViewId
from messages.card import context
from messages.modals.form import Note, chosen_of, form, typed

OFTEN: Final[Mapping[Often, str]] = {
    Often.ONCE: "This once",
    Often.AT_TIMES: "Now and then",
    Often.EACH_TIME: "Each time",
}
NO_BLAME: Final = (
    "About tools and processes, not people. Your name is not kept; the five met most often go to "
    "the team each Monday."
)


@dataclass(frozen=True, slots=True)
class ObstacleNote(Note):
    """`place` is where it was asked for; empty for a form above another."""

    incident: int | None
    place: str = ""


def obstacle_view(incident: int | None, *, place: str = "", words: str = "") -> dict[str, object]:
    """Return the form with what was typed before."""
    blocks = [
        typed(
            ActionId.OBSTACLE_WORDS,
            ActionId.OBSTACLE_WORDS,
            "What stood in your way?",
            most=LONGEST_WORDS,
            value=words,
            multiline=True,
        ),
        typed(
            ActionId.TOOL,
            ActionId.TOOL,
            "Which tool or process?",
            most=LONGEST_TOOL,
            hint="In a word or two, so that those alike are counted together: refund tool.",
        ),
        chosen_of(
            ActionId.OFTEN,
            "How often?",
            {often.value: words for often, words in OFTEN.items()},
            Often.ONCE,
        ),
        context(NO_BLAME),
    ]
    note = ObstacleNote(incident, place)
    return form(ViewId.OBSTACLE, "This was an obstacle", blocks, submit="Note it", note=note)
