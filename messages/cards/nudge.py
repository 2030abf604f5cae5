"""The reminder that customers must hear from us: it names one person, and the next step."""

from datetime import datetime
from typing import Final

from slack_sdk.models.blocks import ActionsBlock

from bot.domain.handover import answerable
from bot.domain.incident import Incident
from bot.domain.nudge import Step
from bot.domain.organisation import Organisation
from messages import buttons
from messages.action_ids import BlockId
from messages.card import Card, sections
from messages.words import MINUTE, chat_time, person, span, title, whole_minutes

LOUD: Final = frozenset({Step.LATE, Step.VERY_LATE})
"""The steps at which the leads are called as well. Source: facts and clocks, 3.3."""


def nudge_card(
    incident: Incident, step: Step, organisation: Organisation, *, now: datetime
) -> Card:
    """Return the reminder with the truth as of `now`, however late it comes."""
    words = f"{_called(incident, step, organisation)} {_due(incident, organisation, now=now)}"
    since = f"{title(incident)}. {_heard(incident, organisation)}"
    row = ActionsBlock(
        block_id=BlockId.ACTIONS,
        elements=[
            buttons.post_update(incident),
            buttons.no_news(incident),
            buttons.snooze(incident),
        ],
    )
    return Card(f"{words} {since}", [*sections(f"*{words}*\n{since}"), row])


def _called(incident: Incident, step: Step, organisation: Organisation) -> str:
    leads = organisation.leads if step in LOUD else ()
    return " ".join(person(one) for one in dict.fromkeys((*answerable(incident), *leads)))


def _due(incident: Incident, organisation: Organisation, *, now: datetime) -> str:
    due = incident.next_update_due
    if due is None:
        return "No update is owed any more."
    at = chat_time(due, organisation.time_zone)
    late = now - due
    if late >= MINUTE:
        return f"The update to customers is overdue by {span(late)}. It was due {at}."
    if late >= 0 * MINUTE:
        return f"The update to customers is due now, {at}."
    return f"The next update to customers is due {at}, in {span(whole_minutes(-late))}."


def _heard(incident: Incident, organisation: Organisation) -> str:
    last = incident.last_update_at
    if last is None:
        return "Customers have heard nothing from us yet."
    return f"Customers last heard from us {chat_time(last, organisation.time_zone)}."
