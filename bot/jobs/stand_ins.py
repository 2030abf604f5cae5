"""Telling somebody in private that they stand in for another, until when, and when it is over."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from bot.jobs.chat import Delivery
from bot.jobs.deliver import BETWEEN_POSTS, Post, told
from bot.jobs.outcomes import Done, Outcome
from bot.jobs.queue import Claimed
from bot.usecases.delegations import STAND_IN_NOTE, standing_in
from messages.cards.stand_in import stand_in_ended, stand_in_named


@dataclass(frozen=True, slots=True)
class StandIns:
    post: Post

    def handlers(self) -> Mapping[str, Callable[[Claimed], Awaitable[Outcome]]]:
        return {STAND_IN_NOTE: told(self.tell)}

    async def tell(self, job: Claimed) -> Outcome:
        """Tell how it is now; who does not belong any more stands in for nobody."""
        person, of = str(job.args["person"]), str(job.args["of"])
        if await self.post.chat.outsider(person, workspace=job.workspace) is not None:
            return Done()
        async with self.post.store.glancing() as reader:
            one = await standing_in(reader, job.workspace, of=of, to=person, now=self.post.now())
        card = stand_in_ended(of) if one is None else stand_in_named(one, self.post.organisation)
        until = "over" if one is None else one.until.isoformat()
        await self.post.post_once(job, person, card, Delivery(f"{job.kind}:{job.turn}:{until}"))
        return Done(pause_lane=BETWEEN_POSTS)
