"""Letting the clock of a decided request strike: its customer is not told, or has not said."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from bot.jobs import queue
from bot.jobs.deliver import Post
from bot.jobs.outcomes import Outcome, Settled
from bot.jobs.queue import Claimed
from bot.usecases import letter_clock
from bot.usecases.acting import Acting


@dataclass(frozen=True, slots=True)
class Letters:
    post: Post

    def handlers(self) -> Mapping[str, Callable[[Claimed], Awaitable[Outcome]]]:
        return {letter_clock.LETTER_CLOCK: self.strike}

    async def strike(self, job: Claimed) -> Outcome:
        acting = Acting(workspace=job.workspace, by="", now=self.post.now(), holders={})
        async with self.post.store.transaction() as tx:
            await letter_clock.strike(
                tx,
                self.post.organisation,
                acting,
                int(job.args["credit"]),
                lambda: queue.finish(tx, job),
                turn=int(job.args["turn"]),
            )
        return Settled()
