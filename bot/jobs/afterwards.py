"""What is still called for once an incident is over: the five questions, and the steps agreed."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from bot.domain.incident import Incident, Status
from bot.jobs import queue
from bot.jobs.chat import ChatRefused, Delivery
from bot.jobs.deliver import BETWEEN_POSTS, Post, told
from bot.jobs.outcomes import Done, Outcome, Settled
from bot.jobs.queue import Claimed
from bot.store import incidents, owed
from bot.store import prevention as kept
from bot.usecases import prevention, reminding, reviews
from messages.card import Card
from messages.cards.prevention_notes import item_note, review_note, unreached


@dataclass(frozen=True, slots=True)
class Afterwards:
    post: Post

    def handlers(self) -> Mapping[str, Callable[[Claimed], Awaitable[Outcome]]]:
        return {
            reminding.ITEM_TIMER: self.strike,
            reminding.REVIEW_TIMER: self.strike,
            reminding.ITEM_NOTE: told(self.remind),
            reminding.REVIEW_NOTE: told(self.remind),
        }

    async def strike(self, job: Claimed) -> Outcome:
        organisation, now = self.post.organisation, self.post.now()
        async with self.post.store.transaction() as tx:
            # The incident first, then its timer: the order in which everybody locks them.
            incident = await incidents.lock(tx, job.workspace, int(job.args["incident"]))
            await queue.finish(tx, job)
            if job.kind == reminding.REVIEW_TIMER:
                await reviews.strike(tx, organisation, incident, now=now)
            else:
                await prevention.strike(tx, organisation, incident, _number(job), now=now)
        return Settled()

    async def remind(self, job: Claimed) -> Outcome:
        """Write to one person, or to each one of a group; who is gone is named in the thread."""
        person = str(job.args["person"])
        incident, posting = await self.post.posted_incident(job)
        card = await self._card(job, incident)
        if card is None:
            return Done()
        at = f"{job.args['subject']}:{job.args['why']}:{job.args['at']}"
        try:
            if person.startswith("S"):
                return await self._remind_each(job, incident, person)
            await self.post.post_once(job, person, card, Delivery(f"{at}:{person}"))
        except ChatRefused:
            instead = unreached(card, person)
            await self.post.post_below(job, incident, posting, instead, Delivery(at))
        return Done(pause_lane=BETWEEN_POSTS)

    async def _remind_each(self, job: Claimed, incident: Incident, group: str) -> Outcome:
        """Owe a note to each in place of the job, so that a crash in between repeats nothing."""
        people = sorted(await self.post.chat.people_of(group))
        subject, why = str(job.args["subject"]), str(job.args["why"])
        each = reminding.notes_to(job.kind, incident, subject, people, why=why, now=self.post.now())
        async with self.post.store.transaction() as tx:
            await queue.finish(tx, job)
            await owed.enqueue_all(tx, each)
        return Settled()

    async def _card(self, job: Claimed, incident: Incident) -> Card | None:
        """Return the reminder as things are now; None when nothing is to be done any more."""
        organisation, now, why = self.post.organisation, self.post.now(), str(job.args["why"])
        if job.kind == reminding.REVIEW_NOTE:
            if incident.status is not Status.RESOLVED:
                return None
            return review_note(incident, is_late=why == reminding.LATE)
        async with self.post.store.reading() as reader:
            item = await kept.read(reader, job.workspace, _number(job))
        if not item.is_live:
            return None
        return item_note(item, incident, organisation, why=why, now=now)


def _number(job: Claimed) -> int:
    return int(str(job.args["subject"]).removeprefix("PV-"))
