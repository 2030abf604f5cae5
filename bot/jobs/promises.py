"""Showing promises in their thread, reminding people of them, and letting their timers strike."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from bot.domain.customer import Customer
from bot.domain.incident import Incident
from bot.domain.promise import Promise, Step
from bot.jobs import queue
from bot.jobs.chat import ChatRefused, Delivery
from bot.jobs.deliver import BETWEEN_POSTS, Post, check_card_is_gone, told
from bot.jobs.outcomes import Done, Outcome, Settled
from bot.jobs.queue import Claimed
from bot.store import customers, incidents, owed, postings, promises
from bot.store.owed import NewJob
from bot.store.postings import Posting
from bot.store.transaction import Reader
from bot.usecases import promise_record as record
from messages.cards.promise import promise_card, promise_message, promise_note


@dataclass(frozen=True, slots=True)
class Promises:
    post: Post

    def handlers(self) -> Mapping[str, Callable[[Claimed], Awaitable[Outcome]]]:
        return {
            record.TIMER: self.strike,
            record.CARD: told(self.show),
            record.NOTE: told(self.remind_person),
            record.MESSAGE: told(self.remind_thread),
        }

    async def strike(self, job: Claimed) -> Outcome:
        async with self.post.store.transaction() as tx:
            # The incident first, then its timer: the order in which everybody locks them.
            incident = await incidents.lock(tx, job.workspace, int(job.args["incident"]))
            await queue.finish(tx, job)
            promise = await promises.read(tx, job.workspace, int(job.args["promise"]))
            now = self.post.now()
            await record.strike(tx, self.post.organisation, incident, promise, now=now)
        return Settled()

    async def show(self, job: Claimed) -> Outcome:
        """Post the promise's card below the incident's, or bring the posted one up to date."""
        incident, posting = await self.post.posted_incident(job)
        async with self.post.store.reading() as reader:
            promise, _ = await _promise(reader, job)
            shown = await postings.of(reader, job.workspace, promise.name)
        card = promise_card(promise, incident, self.post.organisation, now=self.post.now())
        if shown:
            try:
                await self.post.chat.edit(shown[0].message, card)
            except ChatRefused as refused:
                check_card_is_gone(refused)
            else:
                return Done()
        delivery = Delivery(promise.name)
        arrived = await self.post.post_below(job, incident, posting, card, delivery, is_state=True)
        async with self.post.store.transaction() as tx:
            posted = Posting(incident.place, arrived.message)
            await postings.add(tx, job.workspace, promise.name, posted)
        return Done(pause_lane=BETWEEN_POSTS)

    async def remind_person(self, job: Claimed) -> Outcome:
        """Write to one person; who cannot be reached is named in the thread instead."""
        person, step = str(job.args["person"]), int(job.args["step"])
        async with self.post.store.reading() as reader:
            incident = await incidents.read(reader, job.workspace, int(job.args["incident"]))
            promise, customer = await _promise(reader, job)
        if not _is_owed(job, promise):
            return Done()
        organisation, now = self.post.organisation, self.post.now()
        try:
            if person.startswith("S"):
                return await self._remind_each(job, incident, promise, person)
            card = promise_note(promise, incident, step, organisation, now=now, customer=customer)
            await self.post.post_once(job, person, card, _delivery(job, promise))
        except ChatRefused:
            instead = record.in_thread(incident, promise, step, now=now, unreachable=person)
            return await self._instead(job, [instead])
        return Done(pause_lane=BETWEEN_POSTS)

    async def remind_thread(self, job: Claimed) -> Outcome:
        incident, posting = await self.post.posted_incident(job)
        async with self.post.store.reading() as reader:
            promise, _ = await _promise(reader, job)
        if not _is_owed(job, promise):
            return Done()
        card = promise_message(
            promise,
            incident,
            self.post.organisation,
            now=self.post.now(),
            unreachable=job.args["unreachable"],
        )
        is_loud = int(job.args["step"]) == Step.LEADS
        delivery = _delivery(job, promise)
        await self.post.post_below(job, incident, posting, card, delivery, broadcast=is_loud)
        return Done(pause_lane=BETWEEN_POSTS)

    async def _remind_each(
        self, job: Claimed, incident: Incident, promise: Promise, group: str
    ) -> Outcome:
        everyone = await self.post.chat.people_of(group)
        people = sorted(everyone.difference(job.args.get("told", ())))
        step, now = int(job.args["step"]), self.post.now()
        each = [record.note(incident, promise, step, one, now=now) for one in people]
        nobody = record.in_thread(incident, promise, step, now=now, unreachable=group)
        return await self._instead(job, each if everyone else [nobody])

    async def _instead(self, job: Claimed, others: list[NewJob]) -> Outcome:
        """Owe `others` in place of the job, so that a crash in between repeats nothing."""
        async with self.post.store.transaction() as tx:
            await queue.finish(tx, job)
            await owed.enqueue_all(tx, others)
        return Settled()


async def _promise(reader: Reader, job: Claimed) -> tuple[Promise, Customer | None]:
    promise = await promises.read(reader, job.workspace, int(job.args["promise"]))
    if promise.customer is None:
        return promise, None
    return promise, await customers.read(reader, job.workspace, promise.customer)


def _is_owed(job: Claimed, promise: Promise) -> bool:
    """A promise that was kept, withdrawn or moved wants nobody any more for its old time."""
    return promise.is_live and promise.due.isoformat() == job.args["due"]


def _delivery(job: Claimed, promise: Promise) -> Delivery:
    # Given to somebody, to another and back, it is news each time.
    step = f"given:{job.turn}" if job.args["step"] == record.REASSIGNED else job.args["step"]
    return Delivery(f"{promise.name}:{step}:{job.args['due']}")
