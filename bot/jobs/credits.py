"""Showing managers what to decide, and telling who asked what became of it."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from bot.jobs.chat import Delivery
from bot.jobs.deliver import BETWEEN_POSTS, Post, told
from bot.jobs.outcomes import Done, Outcome
from bot.jobs.queue import Claimed
from bot.store import credits, incidents, postings
from bot.store.postings import Posting
from bot.usecases.credits import CREDIT_CARD, CREDIT_NOTE
from messages.cards.credit import credit_card, credit_note


@dataclass(frozen=True, slots=True)
class Credits:
    post: Post

    def handlers(self) -> Mapping[str, Callable[[Claimed], Awaitable[Outcome]]]:
        return {CREDIT_CARD: told(self.show_credit), CREDIT_NOTE: told(self.tell_requester)}

    async def show_credit(self, job: Claimed) -> Outcome:
        """Show one manager a request as it stands now."""
        person = str(job.args["person"])
        async with self.post.store.reading() as reader:
            credit = await credits.read(reader, job.workspace, int(job.args["credit"]))
            incident = await incidents.read(reader, job.workspace, credit.incident)
            shown = await postings.of(reader, job.workspace, credit.name)
        card = credit_card(credit, incident, self.post.organisation)
        posted = next((posting for posting in shown if posting.place == person), None)
        if posted is not None:
            await self.post.chat.edit(posted.message, card)
            return Done()
        delivery = Delivery(f"{credit.name}:card")
        arrived = await self.post.post_once(job, person, card, delivery)
        async with self.post.store.transaction() as tx:
            await postings.add(tx, job.workspace, credit.name, Posting(person, arrived.message))
        return Done(pause_lane=BETWEEN_POSTS)

    async def tell_requester(self, job: Claimed) -> Outcome:
        """Tell who asked for a credit what became of it."""
        async with self.post.store.reading() as reader:
            credit = await credits.read(reader, job.workspace, int(job.args["credit"]))
        card = credit_note(credit, self.post.organisation)
        delivery = Delivery(f"{credit.name}:note")
        await self.post.post_once(job, str(job.args["person"]), card, delivery)
        return Done(pause_lane=BETWEEN_POSTS)
