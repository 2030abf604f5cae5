"""The card that stands at the top of an incident's thread and shows how things are now."""

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from slack_sdk.models.blocks import ActionsBlock, Block, InteractiveElement

from bot.domain.call import NO_CALLS, Figures
from bot.domain.customer import NOBODY, Tally
from bot.domain.fact import NOTHING_KNOWN, Key, Known
from bot.domain.incident import Incident, Status
from bot.domain.organisation import Organisation
from messages import buttons
from messages.action_ids import BlockId, numbered
from messages.card import Card, escaped, fields, header, section, sections
from messages.cards import ending
from messages.cards.calls import calls_words
from messages.cards.customers import tally_words
from messages.cards.tellable import missing, tellable
from messages.menus import menus
from messages.words import (
    chat_time,
    due_words,
    owner,
    person,
    severity_name,
    severity_words,
    state_words,
    title,
)


def state_card(
    incident: Incident,
    organisation: Organisation,
    *,
    now: datetime,
    known: Known = NOTHING_KNOWN,
    customers: Tally = NOBODY,
    calls: Figures = NO_CALLS,
) -> Card:
    """Return the whole state; what customers were promised stands first."""
    blocks: list[Block] = [
        header(title(incident)),
        section(f"*{_lead(incident)}{_due(incident, organisation, now=now)}*"),
        _facts(incident, organisation, customers, calls),
        *sections(tellable(incident, organisation, now=now, known=known)),
        ActionsBlock(
            block_id=numbered(BlockId.ACTIONS, incident.entries), elements=_actions(incident, known)
        ),
        *_menus(incident),
    ]
    return Card(_in_one_line(incident, organisation, now=now), blocks)


def _in_one_line(incident: Incident, organisation: Organisation, *, now: datetime) -> str:
    state = f"{state_words(incident)}, {severity_name(incident.severity)}"
    due = _due(incident, organisation, now=now)
    return f"{title(incident)}. {state}, owner {owner(incident)}. {due}."


def _lead(incident: Incident) -> str:
    """Return what is wanted first while somebody's word that it is fixed is not checked."""
    if not incident.is_being_checked:
        return ""
    return "Said to be fixed: somebody else must check it as a customer would. "


def _due(incident: Incident, organisation: Organisation, *, now: datetime) -> str:
    zone = organisation.time_zone
    if incident.status is Status.CANCELLED:
        return "Cancelled, opened in error; no update is owed"
    if incident.resolved_at is not None:
        return f"Resolved {chat_time(incident.resolved_at, zone)}; no update is owed"
    return due_words(incident, zone, now=now)


def _facts(
    incident: Incident, organisation: Organisation, customers: Tally, calls: Figures
) -> Block:
    zone = organisation.time_zone
    last = incident.last_update_at
    return fields(
        {
            "What customers cannot do": escaped(incident.what_fails),
            "Severity": severity_words(incident.severity),
            "Status": _status(incident),
            "Owner": owner(incident),
            "First seen": chat_time(incident.opened_at, zone),
            "Last update to customers": chat_time(last, zone) if last else "None yet",
            "Channels that reach them": _channels(incident, zone),
            "Affected customers": tally_words(customers),
            **({"Calls": calls_words(calls)} if calls.calls else {}),
        }
    )


def _status(incident: Incident) -> str:
    by = incident.fixed_by
    if by is None:
        return state_words(incident)
    if incident.is_open:
        return f"{state_words(incident)}: {person(by)} says that it is fixed"
    checked = person(incident.checked_by) if incident.checked_by else "nobody"
    return f"{state_words(incident)}: fixed, says {person(by)}; checked by {checked}"


def _channels(incident: Incident, zone: ZoneInfo) -> str:
    if incident.channels is None:
        return "Nobody has said"
    names = escaped(", ".join(incident.channels)) or "None"
    doubtful = f"; not sure: {escaped(', '.join(incident.unsure))}" if incident.unsure else ""
    by, at = incident.channels_said_by, incident.channels_said_at
    said = f" ({person(by)}, {chat_time(at, zone)})" if by and at else ""
    return f"{names}{doubtful}{said}"


def _actions(incident: Incident, known: Known) -> list[InteractiveElement]:
    if incident.status is Status.CANCELLED:
        return [buttons.reopen(incident)]
    if not incident.is_open:
        return [buttons.reopen(incident), buttons.draft(incident), *_approval(incident, known)]
    return [
        buttons.post_update(incident),
        buttons.no_news(incident),
        buttons.facts(incident, is_missing=bool(missing(incident, known))),
        *([buttons.take(incident)] if incident.owner is None else []),
        *_end(incident),
        buttons.severity_choice(incident),
        *_approval(incident, known),
    ]


def _end(incident: Incident) -> list[InteractiveElement]:
    if not incident.is_being_checked:
        return [ending.is_fixed(incident)]
    return [*ending.checked(incident), ending.not_fixed(incident)]


def _approval(incident: Incident, known: Known) -> list[InteractiveElement]:
    cause = known.get(Key.CAUSE)
    if cause is None or not cause.needs_approval:
        return []
    return [buttons.approve_cause(incident, cause)]


def _menus(incident: Incident) -> Iterator[Block]:
    """What was opened in error offers nothing but to be reopened."""
    return iter(()) if incident.status is Status.CANCELLED else menus(incident)
