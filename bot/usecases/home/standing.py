"""How things stand: what is somebody's own and has time, what others have, budgets, the week."""

from collections.abc import Sequence
from typing import Final

from slack_sdk.models.blocks import Block

from bot.domain.budget import month_of
from bot.domain.home import SOON
from bot.domain.period import last_week
from bot.store.transaction import Reader
from bot.usecases import books, insights
from bot.usecases.home.needs import presses, wants
from bot.usecases.home.viewer import Viewer
from messages.home import incidents as incident_words
from messages.home import money, people
from messages.home.page import to_read
from messages.home.week import week_part

NOTHING_YOURS: Final = "Nothing else is in your name: no incident, and no promise with time left."


async def shift(reader: Reader, viewer: Viewer) -> Sequence[Block]:
    """What the person has in hand and that wants nothing yet."""
    organisation, now = viewer.organisation, viewer.now
    kept = [one for one in viewer.own if one.handed_to != viewer.person]
    quiet = [one for one in kept if not presses(one, viewer)]
    later = [one for one in viewer.promises if one.due > now + SOON]
    rows = [incident_words.own_row(one, organisation, now=now) for one in quiet]
    rows += [people.promise_row(one, organisation, now=now) for one in later]
    return to_read("Your shift", rows, empty=NOTHING_YOURS)


async def others(reader: Reader, viewer: Viewer) -> Sequence[Block]:
    """The other open incidents with their clocks."""
    rest = [one for one in viewer.others if not wants(one, viewer)]
    is_quiet = not viewer.own and not viewer.others
    return incident_words.open_part(rest, viewer.organisation, now=viewer.now, is_quiet=is_quiet)


async def budgets(reader: Reader, viewer: Viewer) -> Sequence[Block]:
    """What the teams' months still hold, for those who keep them."""
    if not viewer.keeps_budgets:
        return []
    organisation = viewer.organisation
    month = month_of(viewer.now, organisation.time_zone)
    teams = [team.name for team in organisation.credit_rules.teams] or [""]
    each = [
        (
            team,
            await books.month_budget(
                reader,
                organisation,
                viewer.workspace,
                team=team,
                month=month,
                currency=organisation.currency,
            ),
        )
        for team in teams
    ]
    return money.budget_part(each, organisation)


async def week(reader: Reader, viewer: Viewer) -> Sequence[Block]:
    """How the last seven days went, for those who lead."""
    if not viewer.leads:
        return []
    period = last_week(now=viewer.now)
    found = await insights.of_period(
        reader, viewer.workspace, viewer.organisation, period, now=viewer.now
    )
    return week_part(found.whole, viewer.organisation)
