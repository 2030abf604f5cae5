"""Telling somebody that a delivery was given up: whose work it was, else the leads."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from bot.jobs import queue
from bot.jobs.chat import ChatRefused, Delivery
from bot.jobs.deliver import BETWEEN_POSTS, Post, told
from bot.jobs.outcomes import Done, Outcome, Settled
from bot.jobs.queue import Claimed
from bot.jobs.undelivered import UNDELIVERED, note
from bot.store import owed
from messages.cards.undelivered import undelivered


@dataclass(frozen=True, slots=True)
class Notes:
    post: Post

    def handlers(self) -> Mapping[str, Callable[[Claimed], Awaitable[Outcome]]]:
        return {UNDELIVERED: told(self.tell_undelivered)}

    async def tell_undelivered(self, job: Claimed) -> Outcome:
        """Tell a person what of their work could not be shown; who is gone has leads."""
        kind, subject, why = (str(job.args[name]) for name in ("kind", "subject", "why"))
        person, leads = str(job.args["person"]), self.post.organisation.leads
        try:
            if person.startswith("S"):
                return await self._tell_instead(job, *await self.post.chat.people_of(person))
            delivery = Delivery(f"{subject}:undelivered:{kind}:{job.turn}")
            await self.post.post_once(job, person, undelivered(kind, subject, why), delivery)
        except ChatRefused:
            if job.args.get("is_last") or not leads:
                raise
            return await self._tell_instead(job, *leads)
        return Done(pause_lane=BETWEEN_POSTS)

    async def _tell_instead(self, job: Claimed, *people: str) -> Outcome:
        kind, subject, why = (str(job.args[name]) for name in ("kind", "subject", "why"))
        each = [
            note(job, one, kind=kind, subject=subject, why=why, is_last=True)
            for one in sorted(people)
        ]
        async with self.post.store.transaction() as tx:
            await queue.finish(tx, job)
            await owed.enqueue_all(tx, each)
        return Settled()
