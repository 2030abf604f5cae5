"""The timer of an incident that lasts."""

from collections.abc import Awaitable, Callable
from datetime import datetime

from bot.domain.organisation import Organisation
from bot.jobs import queue
from bot.jobs.outcomes import Outcome, Settled
from bot.jobs.queue import Claimed
from bot.store import incidents
from bot.store.transaction import Store
from bot.usecases import long_runs


def striking(
    store: Store, organisation: Organisation, now: Callable[[], datetime]
) -> Callable[[Claimed], Awaitable[Outcome]]:
    async def strike(job: Claimed) -> Outcome:
        async with store.transaction() as tx:
            incident = await incidents.lock(tx, job.workspace, int(job.args["incident"]))
            await queue.finish(tx, job)
            begun = bool(job.args["begun"])
            await long_runs.strike(tx, organisation, incident, begun=begun, now=now())
        return Settled()

    return strike
