"""Telling whoever looks after the team that somebody is threatened in writing."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from bot.jobs import queue
from bot.jobs.chat import Delivery
from bot.jobs.deliver import BETWEEN_POSTS, Post, told
from bot.jobs.outcomes import Done, Outcome, Settled
from bot.jobs.queue import Claimed
from bot.store import incidents, owed
from bot.usecases.safety import THREAT_NOTE, note_to_each
from messages.cards.threats import written_threat_card


@dataclass(frozen=True, slots=True)
class Threats:
    post: Post

    def handlers(self) -> Mapping[str, Callable[[Claimed], Awaitable[Outcome]]]:
        return {THREAT_NOTE: told(self.tell)}

    async def tell(self, job: Claimed) -> Outcome:
        """Write to one person, or to each one of a group."""
        person, by, at = str(job.args["person"]), str(job.args["by"]), int(job.args["at"])
        async with self.post.store.reading() as reader:
            incident = await incidents.read(reader, job.workspace, int(job.args["incident"]))
        if person.startswith("S"):
            people = await self.post.chat.people_of(person)
            each = note_to_each(incident, people, by=by, at=at, now=self.post.now())
            async with self.post.store.transaction() as tx:
                await queue.finish(tx, job)
                await owed.enqueue_all(tx, each)
            return Settled()
        card = written_threat_card(incident, by)
        name = f"{incident.name}:{THREAT_NOTE}:{by}:{at}:{person}"
        await self.post.post_once(job, person, card, Delivery(name))
        return Done(pause_lane=BETWEEN_POSTS)
