"""The reminders of what is still to be done once an incident is over."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from slack_sdk.models.blocks import ActionsBlock, ButtonElement

from bot.domain.incident import Incident
from bot.domain.organisation import Organisation
from bot.domain.prevention import Item
from messages.action_ids import ActionId, BlockId
from messages.buttons import button
from messages.card import Card, context, escaped, sections
from messages.cards.prevention import offered_for
from messages.words import day_words, person, place, title


def review_note(incident: Incident, *, is_late: bool) -> Card:
    """Return what its owner gets a day after it was resolved, and each working day after that."""
    whose = f" {person(incident.owner)} owns it." if is_late and incident.owner else ""
    lead = "It has waited for a week." if is_late else "It was resolved, and is not closed yet."
    words = (
        f"{title(incident)}: what will keep it from happening again? {lead}{whose} Five short "
        "questions, then a step with an owner and a day, or the reason why there is none."
    )
    row = ActionsBlock(
        block_id=BlockId.ACTIONS,
        elements=[
            button("The five questions", ActionId.REVIEW, incident.number, style="primary"),
            button("Add a step", ActionId.STEP_ADD, incident.number),
            button("Close the incident", ActionId.CLOSE, incident.number),
        ],
    )
    return Card(words, [*sections(f"{words}\nIt is in {place(incident.place)}."), row])


def item_note(
    item: Item, incident: Incident, organisation: Organisation, *, why: str, now: datetime
) -> Card:
    """Return the reminder of a step, to its owner or to a lead."""
    due = day_words(item.due, locale=organisation.locale)
    is_late = now.astimezone(organisation.time_zone).date() > item.due
    lead = ASKS[why].format(owner=person(item.owner), item=item.name)
    when = f"It was due {due}." if is_late else f"It is due {due}."
    words = f"{lead} “{escaped(item.words)}”. {when} It is a step after {title(incident)}."
    row: list[ButtonElement] = [
        button(label, action, item.number, style="primary" if place_ == 0 else None)
        for place_, (action, label) in enumerate(offered_for(item).items())
    ]
    return Card(words, [*sections(words), ActionsBlock(block_id=BlockId.ACTIONS, elements=row)])


ASKS: Final[Mapping[str, str]] = {
    "given": "{item} is yours from now on:",
    "due": "Is {item} done?",
    "late": "{item} of {owner} is a week late or more:",
}


def unreached(card: Card, somebody: str) -> Card:
    """Return a reminder for the thread, where the person could not be told in private."""
    words = f"I could not reach {person(somebody)} in a direct message."
    return Card(f"{words} {card.text}", [context(words), *card.blocks])
