"""Asking whether what is known still holds, before customers next hear from us."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from bot.jobs.chat import ChatRefused, Delivery
from bot.jobs.deliver import BETWEEN_POSTS, Post, told
from bot.jobs.outcomes import Done, Outcome
from bot.jobs.queue import Claimed
from bot.usecases import facts
from messages.cards.stale import stale_card


@dataclass(frozen=True, slots=True)
class Questions:
    post: Post

    def handlers(self) -> Mapping[str, Callable[[Claimed], Awaitable[Outcome]]]:
        return {facts.STALE_FACTS: told(self.ask_whether_true)}

    async def ask_whether_true(self, job: Claimed) -> Outcome:
        """Ask the owner, or the thread if nobody can be reached; moot once an update went out."""
        incident, posting = await self.post.posted_incident(job)
        _, known = await facts.read(self.post.store, job.workspace, incident.number)
        now, due = self.post.now(), incident.next_update_due
        old = facts.stale_before_update(incident, known, now=now)
        if due is None or due.isoformat() != job.args["due"] or not old:
            return Done()
        place = str(job.args["place"])
        card = stale_card(incident, old, self.post.organisation, now=now)
        delivery = Delivery(f"{incident.name}:stale:{job.args['entry']}")
        if place == incident.place:
            await self.post.post_below(job, incident, posting, card, delivery)
            return Done(pause_lane=BETWEEN_POSTS)
        try:
            await self.post.post_once(job, place, card, delivery)
        except ChatRefused:
            await self.post.post_below(job, incident, posting, card, delivery)
        return Done(pause_lane=BETWEEN_POSTS)
