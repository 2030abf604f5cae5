"""Reading insights, and owing them to somebody in private."""

from collections import defaultdict
from datetime import datetime
from typing import Final

from bot.domain.credit import Credit
from bot.domain.insights import Insights, Outage, insights
from bot.domain.organisation import Organisation
from bot.domain.period import Period
from bot.domain.rhythm import Rhythm
from bot.store import credits, incidents, owed
from bot.store import insights as kept
from bot.store.owed import NewJob
from bot.store.transaction import Reader, Store
from bot.usecases import change

INSIGHTS: Final = "insights"


async def of_period(
    reader: Reader, workspace: str, organisation: Organisation, period: Period, *, now: datetime
) -> Insights:
    """Return the figures of the incidents that were opened in the period, as they stand `now`."""
    sent = await kept.sent(reader, workspace, period)
    ends = await kept.ends(reader, workspace, period)
    promised = await kept.promised(reader, workspace, period)
    answered = await kept.answered(reader, workspace, period)
    money = await _credits(reader, workspace, period)
    found = await incidents.opened_between(
        reader, workspace, since=period.since, until=period.until
    )
    outages = [
        Outage(
            incident=one,
            rhythm=Rhythm.of(one, sent.get(one.number, ()), ends.get(one.number, ()), now),
            promises=promised.get(one.number, ()),
            credits=money.get(one.number, ()),
            answers=answered.get(one.number, ()),
        )
        for one in found
    ]
    return insights(outages, period, zone=organisation.time_zone, locale=organisation.locale)


async def owe(store: Store, workspace: str, person: str, period: Period, *, now: datetime) -> None:
    """Owe the person the figures, in a direct message."""
    since, until = period.since.isoformat(), period.until.isoformat()
    job = NewJob(
        kind=INSIGHTS,
        args={"person": person, "since": since, "until": until},
        workspace=workspace,
        due_at=now,
        dedupe_key=f"{workspace}:{INSIGHTS}:{person}",
        lane=change.lane(workspace, person),
    )
    async with store.transaction() as tx:
        await owed.enqueue(tx, job)


async def _credits(reader: Reader, workspace: str, period: Period) -> dict[int, list[Credit]]:
    found: dict[int, list[Credit]] = defaultdict(list)
    for one in await credits.of_opened(reader, workspace, since=period.since, until=period.until):
        found[one.incident].append(one)
    return found
