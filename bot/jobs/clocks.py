"""Letting the clocks of incidents strike: what that means is decided in `bot.usecases`.

An incident is locked first and its timer ended then: the order in which everybody locks them.
"""

from collections import defaultdict
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass

from bot.domain.incident import Incident
from bot.jobs import queue
from bot.jobs.deliver import Post
from bot.jobs.outcomes import Outcome, Settled
from bot.jobs.queue import Claimed, Ended
from bot.store import incidents
from bot.store.transaction import Transaction
from bot.usecases import ageing, change, long_runs, nudges


@dataclass(frozen=True, slots=True)
class Clocks:
    post: Post

    def handlers(self) -> Mapping[str, Callable[[Claimed], Awaitable[Outcome]]]:
        return {
            change.NUDGE: self.nudge,
            change.LONG_RUN: self.summarise,
            change.AGEING: self.show_aged,
        }

    def batches(self) -> Mapping[str, Callable[[Sequence[Claimed]], Awaitable[frozenset[int]]]]:
        return {change.NUDGE: self.nudge_all}

    async def nudge(self, job: Claimed) -> Outcome:
        async with self.post.store.transaction() as tx:
            incident = await incidents.lock(tx, job.workspace, _number(job))
            await queue.finish(tx, job)
            await nudges.nudge(tx, self.post.organisation, [incident], now=self.post.now())
        return Settled()

    async def nudge_all(self, jobs: Sequence[Claimed]) -> frozenset[int]:
        """Let many strike in one transaction; return the ids of the timers that did.

        The others are those whose incident somebody is changing now, and those ours no longer.
        """
        async with self.post.store.transaction() as tx:
            free = await _lock_free(tx, jobs)
            found = [job for job in jobs if (job.workspace, _number(job)) in free]
            lost = await queue.finish_all(tx, [Ended(job) for job in found])
            ours = [job for job in found if job.id not in lost]
            struck = [free[job.workspace, _number(job)] for job in ours]
            await nudges.nudge(tx, self.post.organisation, struck, now=self.post.now())
        return frozenset(job.id for job in ours)

    async def summarise(self, job: Claimed) -> Outcome:
        """Say that the incident lasts, or how its day went."""
        async with self.post.store.transaction() as tx:
            incident = await incidents.lock(tx, job.workspace, _number(job))
            await queue.finish(tx, job)
            begun = bool(job.args["begun"])
            await long_runs.strike(
                tx, self.post.organisation, incident, begun=begun, now=self.post.now()
            )
        return Settled()

    async def show_aged(self, job: Claimed) -> Outcome:
        """Have the card drawn without what may not be told any more."""
        async with self.post.store.transaction() as tx:
            incident = await incidents.lock(tx, job.workspace, _number(job))
            await queue.finish(tx, job)
            await ageing.strike(tx, incident, now=self.post.now())
        return Settled()


async def _lock_free(tx: Transaction, jobs: Sequence[Claimed]) -> dict[tuple[str, int], Incident]:
    numbers = defaultdict[str, set[int]](set)
    for job in jobs:
        numbers[job.workspace].add(_number(job))
    return {
        (workspace, incident.number): incident
        for workspace in sorted(numbers)
        for incident in await incidents.lock_free(tx, workspace, numbers[workspace])
    }


def _number(job: Claimed) -> int:
    return int(job.args["incident"])
