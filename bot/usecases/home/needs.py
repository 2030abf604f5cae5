"""What needs one person now. Another need is a function, and a line in the table."""

from collections import defaultdict
from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta
from typing import Final

from slack_sdk.models.blocks import Block

from bot.domain.credit import LASTS, State
from bot.domain.home import SOON
from bot.domain.incident import Incident
from bot.store import credits, follow_ups, incidents, prevention, releases, trail
from bot.store.follow_ups import ToAsk
from bot.store.transaction import Reader
from bot.usecases.home.viewer import MOST, Viewer
from messages.home import after, money, people
from messages.home import incidents as incident_words
from messages.home.page import MOST_SHOWN, Item, to_do

Need = Callable[[Reader, Viewer], Awaitable[list[Item]]]


async def section(reader: Reader, viewer: Viewer) -> Sequence[Block]:
    items = [item for need in NEEDS for item in await need(reader, viewer)]
    return to_do(
        "What needs you now",
        items,
        empty="Nothing needs you right now. If you have been at it for long, take a breath.",
    )


async def of_incidents(reader: Reader, viewer: Viewer) -> list[Item]:
    """Handovers that wait for them, their own that are due, and those that want somebody."""
    organisation, now = viewer.organisation, viewer.now
    items = []
    for one in viewer.own:
        if one.handed_to == viewer.person:
            items.append(incident_words.handed_over(one, organisation, now=now))
        elif presses(one, viewer):
            items.append(incident_words.update_owed(one, organisation, now=now))
    wanting = [one for one in viewer.others if wants(one, viewer)]
    return items + [incident_words.wants_somebody(one, organisation, now=now) for one in wanting]


async def of_promises(reader: Reader, viewer: Viewer) -> list[Item]:
    """Promises that are late, or due soon."""
    soon = [one for one in viewer.promises if one.due <= viewer.now + SOON]
    return [people.promise_due(one, viewer.organisation, now=viewer.now) for one in soon]


async def of_releases(reader: Reader, viewer: Viewer) -> list[Item]:
    """Words that they were asked to let out."""
    found = await releases.asked_of(reader, viewer.workspace, viewer.person)
    return [people.release_asked(one) for one in found]


async def of_decisions(reader: Reader, viewer: Viewer) -> list[Item]:
    """Credits that wait for their yes or no."""
    found = await credits.asked_of(reader, viewer.workspace, viewer.person)
    return [money.to_decide(one, viewer.organisation) for one in found]


async def of_requests(reader: Reader, viewer: Viewer) -> list[Item]:
    """Requests of theirs that were sent back, or that somebody asks about."""
    since = viewer.now - LASTS
    found = await credits.under_way(reader, viewer.workspace, viewer.person, since=since)
    asked = await trail.unanswered(reader, viewer.workspace, [one.number for one in found])
    back = [one for one in found if one.state is State.CHANGED or one.number in asked]
    return [money.come_back(one, viewer.organisation) for one in back]


async def of_follow_ups(reader: Reader, viewer: Viewer) -> list[Item]:
    """Customers whom they are to ask, a week on, whether it still works: by the incident."""
    found = await follow_ups.of_person(
        reader, viewer.workspace, viewer.person, now=viewer.now, most=MOST
    )
    by_incident: dict[int, list[ToAsk]] = defaultdict(list)
    for one in found:
        by_incident[one.incident].append(one)
    items = []
    for number, theirs in list(by_incident.items())[:MOST_SHOWN]:
        incident = await incidents.read(reader, viewer.workspace, number)
        numbers = [one.customer for one in theirs]
        first = min(one.ended_at for one in theirs)
        items.append(after.follow_ups_due(incident, numbers, ended_at=first))
    return items


async def of_steps(reader: Reader, viewer: Viewer) -> list[Item]:
    """Steps against an incident's return whose day has come."""
    zone = viewer.organisation.time_zone
    today = viewer.now.astimezone(zone).date()
    found = await prevention.of_owner(reader, viewer.workspace, viewer.person, most=MOST)
    return [after.step_due(one, viewer.organisation, today) for one in found if one.due <= today]


NEEDS: Final[tuple[Need, ...]] = (
    of_incidents,
    of_promises,
    of_releases,
    of_decisions,
    of_requests,
    of_follow_ups,
    of_steps,
)


def presses(incident: Incident, viewer: Viewer) -> bool:
    """Whether customers are due to hear so soon that the owner is reminded, or late."""
    near = viewer.organisation.ladder.near
    due = incident.next_update_due
    return due is not None and due <= viewer.now + near


def wants(incident: Incident, viewer: Viewer) -> bool:
    """Whether somebody else must help: nobody owns it, or it is late and the person leads."""
    if incident.owner is None and incident.handed_to is None:
        return True
    late = viewer.organisation.ladder.late if viewer.leads else timedelta.max
    due = incident.next_update_due
    return due is not None and viewer.now - due >= late
