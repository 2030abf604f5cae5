"""The reminder that customers must hear from us: it names one person, and the next step."""

from datetime import datetime
from typing import Final

from slack_sdk.models.blocks import ActionsBlock, InteractiveElement

from bot.domain.handover import answerable
from bot.domain.incident import Incident
from bot.domain.nudge import Step
from bot.domain.organisation import Organisation
from messages import buttons
from messages.action_ids import BlockId
from messages.card import Card, copyable, sections
from messages.words import (
    MINUTE,
    chat_time,
    owner,
    person,
    place,
    since_time,
    title,
)

LOUD: Final = frozenset({Step.LATE, Step.VERY_LATE})
"""The steps at which the leads are called as well. Source: facts and clocks, 3.3."""


def nudge_card(
    incident: Incident,
    step: Step,
    organisation: Organisation,
    *,
    now: datetime,
    unreachable: str | None = None,
) -> Card:
    """Return the reminder in the thread, with the truth as of `now`, however late it comes.

    `unreachable` is whom it could not be told in private.
    """
    called = _called(incident, step, organisation)
    words = f"{called} {_due(incident, organisation, now=now)}".strip()
    wanted = _wanted(incident, unreachable)
    since = f"{title(incident)}. {_heard(incident, organisation)}"
    row = _row(incident, is_wanted=bool(wanted))
    said = "\n".join(filter(None, (f"*{words}*", wanted, since)))
    return Card(" ".join(filter(None, (words, wanted, since))), [*sections(said), row])


def nudge_note(
    incident: Incident,
    step: Step,
    organisation: Organisation,
    *,
    now: datetime,
    to: str,
    draft: str,
) -> Card:
    """Return the reminder to one person, with the words that could go out at once."""
    words = f"{title(incident)}. {_due(incident, organisation, now=now)}"
    since = f"{_heard(incident, organisation)} {_whose(incident, step)}"
    press = "Post update" if incident.first_word_at is None else "No news yet"
    ready = f"These words are ready: *{press}* opens them, to be changed and marked as sent."
    row = _row(incident, is_asked=incident.handed_to == to)
    said = f"*{words}*\n{since}\n{ready}\n{copyable(draft)}"
    return Card(f"{words} {since}", [*sections(said), row])


def _row(incident: Incident, *, is_wanted: bool = False, is_asked: bool = False) -> ActionsBlock:
    last: InteractiveElement = buttons.hand_over(incident)
    if is_asked:
        last = buttons.accept(incident)
    elif is_wanted:
        last = buttons.take(incident)
    return ActionsBlock(
        block_id=BlockId.ACTIONS,
        elements=[
            buttons.post_update(incident),
            buttons.no_news(incident),
            buttons.snooze(incident),
            last,
        ],
    )


def _called(incident: Incident, step: Step, organisation: Organisation) -> str:
    leads = organisation.leads if step in LOUD else ()
    return " ".join(person(one) for one in dict.fromkeys((*answerable(incident), *leads)))


def _wanted(incident: Incident, unreachable: str | None) -> str:
    """Return whom the incident needs, when nobody is there to be reminded."""
    if unreachable is not None:
        lost = person(unreachable)
        return f"I could not reach {lost} in a direct message. Who takes it? Press *Take it*."
    return "" if answerable(incident) else "Nobody owns it yet. Who takes it? Press *Take it*."


def _whose(incident: Incident, step: Step) -> str:
    where = f"It is in {place(incident.place)}."
    return f"Owner: {owner(incident)}. {where}" if step in LOUD else where


def _due(incident: Incident, organisation: Organisation, *, now: datetime) -> str:
    due = incident.next_update_due
    if due is None:
        return "No update is owed any more."
    at = chat_time(due, organisation.time_zone)
    late = now - due
    if late >= MINUTE:
        since = since_time(due, organisation.time_zone, now=now)
        return f"The update to customers has been overdue since {since}."
    if late >= 0 * MINUTE:
        return f"The update to customers is due now, {at}."
    return f"The next update to customers is due {at}."


def _heard(incident: Incident, organisation: Organisation) -> str:
    last = incident.last_update_at
    if last is None:
        return "Customers have heard nothing from us yet."
    return f"Customers last heard from us {chat_time(last, organisation.time_zone)}."
