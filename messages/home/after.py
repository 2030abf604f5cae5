"""What is left once an incident is over, on App Home: customers to ask, and steps that are due."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from typing import Final

from bot.domain.case import WEEK
from bot.domain.incident import Incident
from bot.domain.organisation import Organisation
from bot.domain.prevention import Item as Step
from messages.action_ids import ActionId
from messages.buttons import button
from messages.card import escaped
from messages.cards.prevention import offered_for
from messages.home.page import Item
from messages.words import day_words, title

MOST_NAMED: Final = 3


def follow_ups_due(incident: Incident, numbers: Sequence[int], *, ended_at: datetime) -> Item:
    """Return whom this person is to ask, by number, the most urgent first."""
    named = ", ".join(f"CU-{number}" for number in numbers[:MOST_NAMED])
    left = len(numbers) - MOST_NAMED
    more = f" and {left} more" if left > 0 else ""
    words = (
        f"*{title(incident)}* · a week after it works again\n"
        f"Ask whether it still works: {named}{more}. The words are ready."
    )
    first = f"Write to CU-{numbers[0]}"
    row = [
        button(first, ActionId.FOLLOW_UP, numbers[0], style="primary"),
        button("List them", ActionId.FOLLOW_UPS, incident.number),
    ]
    return Item(ended_at + WEEK, words, row)


def step_due(step: Step, organisation: Organisation, today: date) -> Item:
    """Return a step against an incident's return whose day has come."""
    due = day_words(step.due, locale=organisation.locale)
    late = (today - step.due).days
    when = f"It was due {due}, {late} d ago." if late else "It is due today."
    words = f"*{step.name} · your step after INC-{step.incident}* “{escaped(step.words)}”\n{when}"
    row = [button(label, action, step.number) for action, label in offered_for(step).items()]
    return Item(datetime.combine(step.due, time(0), UTC), words, row)
