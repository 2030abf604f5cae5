"""App Home as Slack takes it: one person's page, put together from its parts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    DividerBlock,
    InteractiveElement,
    SectionBlock,
)

from messages import buttons
from messages.action_ids import ActionId
from messages.card import context, header, section, sections
from messages.drawn import drawn

MOST_BLOCKS: Final = 100
"""What Slack takes on one page."""
MOST_SHOWN: Final = 12
"""Things of one part; what is left out is counted."""
LONGEST_PART: Final = 48
"""Blocks of what there is to do, so that every part has room."""
LEFT_OUT: Final = "There is more than one page holds. `/incident list` shows what is open."
ROLES_UNKNOWN: Final = (
    "Slack did not say who leads and who manages. What is for them stands here again in a minute."
)
KEPT: Final = (
    "Only you see this page. For an hour after you open it, it keeps itself up to date; "
    "later, open it again."
)


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that somebody must do; what is `due` first stands first."""

    due: datetime
    words: str
    buttons: Sequence[InteractiveElement] = ()


def to_do(title: str, items: Sequence[Item], *, empty: str) -> list[Block]:
    """Return a part of the page with what there is to do; `empty` is said if that is nothing."""
    if not items:
        return [header(title), section(empty)]
    blocks: list[Block] = [header(f"{title} ({len(items)})")]
    shown = 0
    for item in sorted(items, key=lambda item: item.due)[:MOST_SHOWN]:
        drawn = _drawn(item)
        if len(blocks) + len(drawn) > LONGEST_PART:
            break
        blocks += drawn
        shown += 1
    return blocks + _more(len(items) - shown)


def to_read(title: str, rows: Sequence[SectionBlock], *, empty: str) -> list[Block]:
    """Return a part of the page that is to be read."""
    if not rows:
        return [header(title), section(empty)]
    shown = rows[:MOST_SHOWN]
    return [header(f"{title} ({len(rows)})"), *shown, *_more(len(rows) - len(shown))]


def foot(*, may_open: bool, may_have_insights: bool) -> list[Block]:
    """Return what can be done from here besides."""
    elements: list[InteractiveElement] = []
    if may_open:
        elements.append(buttons.button("Open an incident", ActionId.OPEN_INCIDENT, "home"))
    if may_have_insights:
        words = "Send me the figures of three months"
        elements.append(buttons.button(words, ActionId.INSIGHTS, "home"))
    row = [ActionsBlock(elements=elements)] if elements else []
    return [DividerBlock(), *row, context(KEPT)]


def roles_unknown() -> list[Block]:
    """Return that what managers and leads see is missing for the moment."""
    return [context(ROLES_UNKNOWN)]


def page(parts: Sequence[Sequence[Block]]) -> dict[str, Any]:
    """Return the view. A part that does not fit any more is left out, and that is said."""
    *above, last = parts
    room = MOST_BLOCKS - len(last) - 1
    blocks: list[Block] = []
    for part in above:
        if len(blocks) + len(part) > room:
            blocks.append(context(LEFT_OUT))
            break
        blocks += part
    return {"type": "home", "blocks": drawn((*blocks, *last))}


def _drawn(item: Item) -> list[Block]:
    row = [ActionsBlock(elements=list(item.buttons))] if item.buttons else []
    return [*sections(item.words), *row]


def _more(many: int) -> list[Block]:
    return [context(f"And {many} more.")] if many > 0 else []
