"""Asking people to follow customers up, and telling managers who is not happy."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from bot.domain.case import Case
from bot.domain.customer import Customer
from bot.domain.incident import Incident
from bot.domain.promise import Promise
from bot.jobs import queue
from bot.jobs.chat import ChatRefused, Delivery
from bot.jobs.deliver import BETWEEN_POSTS, Post, told
from bot.jobs.outcomes import Done, Outcome, Settled
from bot.jobs.queue import Claimed
from bot.jobs.threats import instead
from bot.store import cases, customers, incidents, promises
from bot.store.transaction import Reader
from bot.usecases import addressees, case_timers, follow_ups
from bot.usecases.follow_ups import owner_of
from messages.card import Card
from messages.cards import case as cards


@dataclass(frozen=True, slots=True)
class FollowUps:
    post: Post

    def handlers(self) -> Mapping[str, Callable[[Claimed], Awaitable[Outcome]]]:
        return {
            case_timers.FOLLOW_UP: self.strike,
            case_timers.SEASONED: self.strike,
            case_timers.NO_ANSWER: self.close,
            follow_ups.NOTE: told(self.ask),
            addressees.WRITTEN_NOTE: told(self.tell_of_words),
            addressees.GIVEN_NOTE: told(self.tell_new_owner),
            addressees.UNHAPPY_NOTE: told(self.tell_manager),
        }

    async def strike(self, job: Claimed) -> Outcome:
        async with self.post.store.transaction() as tx:
            incident = await incidents.lock(tx, job.workspace, int(job.args["incident"]))
            await queue.finish(tx, job)
            theirs, customer, now = self.post.organisation, job.args["customer"], self.post.now()
            await follow_ups.strike(tx, theirs, incident, job.kind, customer, now=now)
        return Settled()

    async def close(self, job: Claimed) -> Outcome:
        """Close a case that nobody answered."""
        async with self.post.store.transaction() as tx:
            incident = await incidents.lock(tx, job.workspace, int(job.args["incident"]))
            await queue.finish(tx, job)
            number = int(job.args["customer"])
            theirs, now = self.post.organisation, self.post.now()
            await follow_ups.close_unanswered(tx, theirs, incident, number, now=now)
        return Settled()

    async def ask(self, job: Claimed) -> Outcome:
        """Tell one person whom to follow up; who cannot be reached, the owner does it for."""
        about, person = str(job.args["about"]), str(job.args["person"])
        async with self.post.store.reading() as reader:
            incident = await incidents.read(reader, job.workspace, int(job.args["incident"]))
            many, first = await follow_ups.owed_to(
                reader, incident, about, person, now=self.post.now()
            )
        if not many:
            return Done()
        draw = cards.follow_up_note if about == case_timers.FOLLOW_UP else cards.seasoned_note
        to = str(job.args["instead"] or person)
        delivery = Delivery(f"{incident.name}:{about}:{person}:{int(job.due_at.timestamp())}")
        try:
            await self.post.post_once(job, to, draw(incident, many, first), delivery)
        except ChatRefused:
            owner = owner_of(incident, "")
            if owner == to:
                raise
            again = follow_ups.note(incident, about, person, None, now=self.post.now(), to=owner)
            return await instead(self.post, job, [again])
        return Done(pause_lane=BETWEEN_POSTS)

    async def tell_of_words(self, job: Claimed) -> Outcome:
        """Give whoever wrote the buttons for what comes back."""
        async with self.post.store.reading() as reader:
            customer, case, incident = await _case(reader, job)
        return await self._tell(job, cards.written_note(customer, case, incident))

    async def tell_new_owner(self, job: Claimed) -> Outcome:
        async with self.post.store.reading() as reader:
            customer, case, incident = await _case(reader, job)
        if case.owner != job.args["person"]:
            return Done()
        theirs, now = self.post.organisation, self.post.now()
        return await self._tell(job, cards.given_note(customer, case, incident, theirs, now=now))

    async def tell_manager(self, job: Claimed) -> Outcome:
        """Tell one manager, or each one of a group."""
        person = str(job.args["person"])
        async with self.post.store.reading() as reader:
            customer, case, incident = await _case(reader, job)
            step = await _next_step(reader, incident, customer)
        if person.startswith("S"):
            people = await self.post.chat.people_of(person)
            each = addressees.note_to_each(case, people, now=self.post.now())
            return await instead(self.post, job, each)
        by = case.written_by or owner_of(incident, customer.logged_by)
        return await self._tell(job, cards.unhappy_note(customer, case, incident, step, by))

    async def _tell(self, job: Claimed, card: Card) -> Outcome:
        person = str(job.args["person"])
        number, at = job.args["customer"], job.args["at"]
        delivery = Delivery(f"CU-{number}:{job.kind}:{person}:{at}")
        await self.post.post_once(job, person, card, delivery)
        return Done(pause_lane=BETWEEN_POSTS)


async def _case(reader: Reader, job: Claimed) -> tuple[Customer, Case, Incident]:
    customer = await customers.read(reader, job.workspace, int(job.args["customer"]))
    incident = await incidents.read(reader, job.workspace, customer.incident)
    return customer, await cases.of_customer(reader, customer), incident


async def _next_step(reader: Reader, incident: Incident, customer: Customer) -> Promise | None:
    """Return what was promised to them last and is still to be kept."""
    live = await promises.live(reader, incident.workspace, incident.number)
    theirs = [one for one in live if one.customer == customer.number]
    return max(theirs, key=lambda one: one.number, default=None)
