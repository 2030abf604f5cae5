"""A break, suggested to one person in private; calm, and without a word to anybody else."""

from collections.abc import Sequence
from typing import Final

from slack_sdk.models.blocks import ActionsBlock, Block

from bot.domain.care import Care, Why
from bot.domain.incident import Incident
from bot.domain.organisation import Organisation
from messages import buttons
from messages.action_ids import ActionId, BlockId, numbered
from messages.buttons import button
from messages.card import Card, context, section
from messages.cards.answers import plain
from messages.words import MINUTE, chat_time, title

MOST_OWNED: Final = 3
NOBODY_KNOWS: Final = "Only you see this. It goes into no record and no report."


def break_card(why: Why, owned: Sequence[Incident], care: Care, organisation: Organisation) -> Card:
    """Return the suggestion, with a way to hand over each incident that is theirs."""
    within, long = care.within // MINUTE, care.without_pause // MINUTE
    said = {
        Why.HARD: f"You had {care.hard_contacts} hard conversations within {within} minutes.",
        Why.LONG: f"You have worked for {long} minutes without a pause.",
    }[why]
    lead = f"{said} Ten minutes away from it would do you good."
    row = ActionsBlock(
        block_id=BlockId.ACTIONS,
        elements=[
            button("I will take 10 minutes", ActionId.TAKE_BREAK, why, style="primary"),
            button("Not now", ActionId.NO_BREAK, why),
        ],
    )
    blocks = [section(lead), row, *_owned(owned, organisation), context(NOBODY_KNOWS)]
    return Card(f"{lead} {NOBODY_KNOWS}", blocks)


def break_taken(owned: Sequence[Incident], organisation: Organisation) -> Card:
    """Return the answer: whose clocks go on meanwhile, and how to let somebody have them."""
    lead = "Good. Ten minutes, away from the screen if you can."
    if not owned:
        return plain(f"{lead} No clock waits for you meanwhile.")
    kept = "Nothing you noted is lost. Hand over what must not wait; take it back when you return."
    blocks = [section(f"{lead} {kept}"), *_owned(owned, organisation)]
    return Card(f"{lead} {kept}", blocks)


def no_break(care: Care) -> Card:
    minutes = care.quiet_for // MINUTE
    return plain(f"All right. For the next {minutes} minutes nobody asks you.")


def _owned(owned: Sequence[Incident], organisation: Organisation) -> list[Block]:
    blocks: list[Block] = []
    for place, incident in enumerate(owned[:MOST_OWNED], start=1):
        blocks += [
            section(f"*{title(incident)}*\n{_due(incident, organisation)}"),
            ActionsBlock(
                block_id=numbered(BlockId.ACTIONS, place), elements=[buttons.hand_over(incident)]
            ),
        ]
    if len(owned) > MOST_OWNED:
        blocks.append(context("`/incident list` shows the others that are yours."))
    return blocks


def _due(incident: Incident, organisation: Organisation) -> str:
    due = incident.next_update_due
    if due is None:
        return "No update is owed."
    return f"The next update is due {chat_time(due, organisation.time_zone)}."
