"""Several promises at once: those of an incident, and those of one person."""

from collections.abc import Sequence
from datetime import datetime

from slack_sdk.models.blocks import ActionsBlock, Block

from bot.domain.insights import Share
from bot.domain.organisation import Organisation
from bot.domain.promise import Promise
from bot.domain.promise_figures import PromiseFigures
from messages import people_buttons as buttons
from messages.action_ids import BlockId, numbered
from messages.card import LONGEST_TEXT, Card, section, shortened
from messages.cards.promise import due_line, in_public
from messages.words import chat_time, person


def promises_line(promises: Sequence[Promise], organisation: Organisation) -> str:
    """Return what a new owner must know of the promises that are still to be kept."""
    if not promises:
        return "*Promises to keep*: none."
    zone = organisation.time_zone
    each = [
        f"• {one.name}, due {chat_time(one.due, zone)}, {person(one.owner)}: {in_public(one)}"
        for one in promises
    ]
    return "\n".join(["*Promises to keep*", *each])


def promises_in_full(promises: Sequence[Promise], organisation: Organisation) -> list[str]:
    """Return how promises were kept, and which are still to be kept, the next in front."""
    if not promises:
        return []
    live = sorted((one for one in promises if one.is_live), key=lambda one: (one.due, one.number))
    kept = f"*Promises*\n{figures_words(PromiseFigures.of(promises))}"
    return [kept, *([promises_line(live, organisation)] if live else [])]


def figures_words(figures: PromiseFigures) -> str:
    parts = [f"{figures.made} made"]
    if figures.on_time.cases:
        parts.append(f"{_share(figures.on_time)} kept on time")
    if figures.moved.part:
        parts.append(f"{_share(figures.moved)} moved in time")
    return f"{'; '.join(parts)}."


def _share(share: Share) -> str:
    return f"{share.part} of {share.cases} ({share.per_cent} %)"


def promises_to_keep(
    promises: Sequence[Promise], organisation: Organisation, *, now: datetime
) -> Card:
    """Return what one person has promised; what one customer was promised is shown on request."""
    heading = f"Promises to keep: {len(promises)}"
    blocks: list[Block] = [section(f"*{heading}*")]
    lines = [heading]
    for one in promises:
        due = due_line(one, organisation, now=now)
        line = f"{one.name} of INC-{one.incident}: {in_public(one)} {due}"
        lines.append(line)
        row = numbered(BlockId.ACTIONS, one.number)
        blocks += [section(line), ActionsBlock(block_id=row, elements=buttons.of_promise(one))]
    return Card(shortened("\n".join(lines), LONGEST_TEXT), blocks)
