"""Incidents on App Home: which need this person, which are theirs, and how the others stand."""

from collections.abc import Sequence
from datetime import datetime

from slack_sdk.models.blocks import Block, SectionBlock

from bot.domain.incident import Incident
from bot.domain.organisation import Organisation
from messages import buttons
from messages.card import section
from messages.home.page import Item, to_read
from messages.words import chat_time, due_words, owner, person, place, severity_name, title


def handed_over(incident: Incident, organisation: Organisation, *, now: datetime) -> Item:
    """Return that somebody asks this person to take the incident over."""
    by = "You were asked" if incident.owner is None else f"{person(incident.owner)} asks you"
    words = f"{by} to take over.\n{_clock(incident, organisation, now=now)}"
    row = [buttons.accept(incident), buttons.facts(incident)]
    return Item(incident.next_update_due or now, f"{_head(incident)}\n{words}", row)


def update_owed(incident: Incident, organisation: Organisation, *, now: datetime) -> Item:
    """Return that customers must hear from this person."""
    row = [
        buttons.post_update(incident),
        buttons.no_news(incident),
        buttons.snooze(incident),
        buttons.hand_over(incident),
    ]
    words = f"{_head(incident)}\n{_clock(incident, organisation, now=now)}"
    return Item(incident.next_update_due or now, words, row)


def wants_somebody(incident: Incident, organisation: Organisation, *, now: datetime) -> Item:
    """Return that the incident is late, or nobody's, and this person can take it."""
    whose = f"Owner: {owner(incident)}."
    words = f"{_head(incident)}\n{_clock(incident, organisation, now=now)} {whose}"
    row = [buttons.take(incident), buttons.post_update(incident)]
    return Item(incident.next_update_due or now, words, row)


def open_part(
    incidents: Sequence[Incident], organisation: Organisation, *, now: datetime, is_quiet: bool
) -> list[Block]:
    """Return the open incidents that stand nowhere else on the page. Quiet: there are none."""
    none = "No incident is open. May it stay quiet." if is_quiet else "No other incident is open."
    return to_read("Also open", [_row(one, organisation, now=now) for one in incidents], empty=none)


def own_row(incident: Incident, organisation: Organisation, *, now: datetime) -> SectionBlock:
    """Return an incident of this person's that wants nothing yet."""
    words = f"{_head(incident)}\n{_clock(incident, organisation, now=now)}"
    return section(words, accessory=buttons.post_update(incident))


def _row(incident: Incident, organisation: Organisation, *, now: datetime) -> SectionBlock:
    whose = f"Owner: {owner(incident)}."
    return section(f"{_head(incident)}\n{_clock(incident, organisation, now=now)} {whose}")


def _head(incident: Incident) -> str:
    where = f"{severity_name(incident.severity)} in {place(incident.place)}"
    return f"*{title(incident)}* · {where}"


def _clock(incident: Incident, organisation: Organisation, *, now: datetime) -> str:
    """Return when word is due, and how long customers have heard nothing."""
    zone, last = organisation.time_zone, incident.last_update_at
    due = due_words(incident, zone, now=now)
    if last is None:
        began = chat_time(incident.clock_started_at, zone)
        return f"{due}.\nCustomers have heard nothing yet, since {began}."
    return f"{due}.\nCustomers last heard from us {chat_time(last, zone)}."
