"""What needs one person now. Another need is a function, and a line in the table."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta
from typing import Final

from slack_sdk.models.blocks import Block

from bot.domain.credit import LASTS, State
from bot.domain.home import SOON
from bot.domain.incident import Incident
from bot.store import credits, releases, trail
from bot.store.transaction import Reader
from bot.usecases.home.viewer import Viewer
from messages.home import incidents as incident_words
from messages.home import money, people
from messages.home.page import Item, to_do

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


NEEDS: Final[tuple[Need, ...]] = (
    of_incidents,
    of_promises,
    of_releases,
    of_decisions,
    of_requests,
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
