"""Telling whoever looks after the team that somebody is threatened in writing."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass

from bot.jobs import queue
from bot.jobs.chat import ChatRefused, Delivery
from bot.jobs.deliver import BETWEEN_POSTS, Post, told
from bot.jobs.outcomes import Done, Outcome, Settled
from bot.jobs.queue import Claimed
from bot.store import incidents, owed
from bot.store.owed import NewJob
from bot.usecases.safety import THREAT_MESSAGE, THREAT_NOTE, in_thread, note_to_each
from messages.cards.threats import company_card, written_threat_card


@dataclass(frozen=True, slots=True)
class Threats:
    post: Post

    def handlers(self) -> Mapping[str, Callable[[Claimed], Awaitable[Outcome]]]:
        return {THREAT_NOTE: told(self.tell), THREAT_MESSAGE: told(self.tell_thread)}

    async def tell(self, job: Claimed) -> Outcome:
        """Write to one person, or to each one of a group."""
        person, by, at = str(job.args["person"]), str(job.args["by"]), int(job.args["at"])
        async with self.post.store.reading() as reader:
            incident = await incidents.read(reader, job.workspace, int(job.args["incident"]))
        if person.startswith("S"):
            people = await self.post.chat.people_of(person)
            each = note_to_each(incident, people, by=by, at=at, now=self.post.now())
            return await instead(self.post, job, each)
        card = written_threat_card(incident, by)
        name = f"{incident.name}:{THREAT_NOTE}:{by}:{at}:{person}"
        try:
            await self.post.post_once(job, person, card, Delivery(name))
        except ChatRefused:
            now = self.post.now()
            return await instead(self.post, job, [in_thread(incident, by=by, at=at, now=now)])
        return Done(pause_lane=BETWEEN_POSTS)

    async def tell_thread(self, job: Claimed) -> Outcome:
        """Ask everybody for company, where nobody else could be told; it says nothing of whom."""
        incident, posting = await self.post.posted_incident(job)
        by, at = str(job.args["by"]), int(job.args["at"])
        delivery = Delivery(f"{incident.name}:{THREAT_MESSAGE}:{by}:{at}")
        card = company_card(incident, by)
        await self.post.post_below(job, incident, posting, card, delivery, broadcast=True)
        return Done(pause_lane=BETWEEN_POSTS)


async def instead(post: Post, job: Claimed, others: Sequence[NewJob]) -> Outcome:
    """Owe `others` in place of the job, so that a crash in between repeats nothing."""
    async with post.store.transaction() as tx:
        await queue.finish(tx, job)
        await owed.enqueue_all(tx, others)
    return Settled()
