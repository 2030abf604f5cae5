"""What stood in people's way: the week's digest, and what is answered to who noted or took one."""

from collections.abc import Mapping, Sequence
from typing import Final

from slack_sdk.models.blocks import ActionsBlock, Block, InteractiveElement

from bot.domain.obstacle import Counted, Kind
from messages.action_ids import ActionId, BlockId, numbered
from messages.buttons import button
from messages.card import Card, context, escaped, header, quoted, section
from messages.cards.answers import plain
from messages.words import person

TITLE: Final = "What stood in our way"
WITHOUT_NAMES: Final = "Tools and processes, not people. Who noted one is not kept."


def digest_card(worst: Sequence[Counted], stopped: Mapping[str, int]) -> Card:
    """Return the obstacles met most often, each with its owner or a button to take it on."""
    names = ", ".join(f"{escaped(one.kind.tool)} ({one.met})" for one in worst)
    blocks: list[Block] = [header(TITLE)]
    for one in worst:
        blocks += [section(_words(one)), _row(one.kind)]
    blocks.append(context(WITHOUT_NAMES))
    if stopped:
        months = ", ".join(f"{month}: {many}" for month, many in stopped.items())
        blocks.append(
            context(f"Labels for customers that were stopped before they stood: {months}")
        )
    return Card(f"{TITLE}: {names}. Take one on, so that it goes.", blocks)


def nothing_left() -> Card:
    """Return what stands in the digest's place once all of it is gone."""
    return plain(f"{TITLE}: all of it is gone. Thank you.")


def obstacle_noted(kind: Kind) -> Card:
    return plain(
        f"Noted as {kind.name}, without your name. What is met most often goes to the team on "
        "Monday, until somebody takes it on."
    )


def obstacle_taken(kind: Kind) -> Card:
    return plain(
        f"{kind.name}, {escaped(kind.tool)}, is yours. When it no longer stands in the way, press "
        "*It is gone* in the digest."
    )


def obstacle_gone(kind: Kind) -> Card:
    return plain(f"{kind.name}, {escaped(kind.tool)}, is gone. If it comes back, it counts afresh.")


def _words(one: Counted) -> str:
    times = "once" if one.met == 1 else f"{one.met} times"
    parts = [f"met {times}", f"{one.this_week} this week"]
    if one.each_time:
        parts.append(f"each time for {one.each_time}")
    owner = f"{person(one.kind.owner)} removes it." if one.kind.owner else "Nobody removes it yet."
    return (
        f"*{one.kind.name} · {escaped(one.kind.tool)}*: {', '.join(parts)}. {owner}\n"
        f"{quoted(one.words)}"
    )


def _row(kind: Kind) -> ActionsBlock:
    press: InteractiveElement = button("Take this on", ActionId.TAKE_OBSTACLE, kind.number)
    if kind.owner is not None:
        press = button("It is gone", ActionId.OBSTACLE_GONE, kind.number)
    return ActionsBlock(block_id=numbered(BlockId.ACTIONS, kind.number), elements=[press])
