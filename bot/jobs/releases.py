"""Showing words to those who may release them, and telling who asked what became of them."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from bot.jobs.chat import ChatRefused, Delivery
from bot.jobs.deliver import BETWEEN_POSTS, Post, check_card_is_gone, told
from bot.jobs.outcomes import Done, Outcome
from bot.jobs.queue import Claimed
from bot.store import incidents, postings, releases
from bot.store.postings import Posting
from bot.usecases.releases import RELEASE_CARD, RELEASE_NOTE
from messages.cards.release import release_card, release_note


@dataclass(frozen=True, slots=True)
class Releases:
    post: Post

    def handlers(self) -> Mapping[str, Callable[[Claimed], Awaitable[Outcome]]]:
        return {RELEASE_CARD: told(self.show), RELEASE_NOTE: told(self.tell_who_asked)}

    async def show(self, job: Claimed) -> Outcome:
        """Show one person the words and what became of them by now."""
        person = str(job.args["person"])
        async with self.post.store.reading() as reader:
            release = await releases.read(reader, job.workspace, int(job.args["release"]))
            incident = await incidents.read(reader, job.workspace, release.incident)
            shown = await postings.of(reader, job.workspace, release.name)
        card = release_card(release, incident, self.post.organisation)
        posted = next((posting for posting in shown if posting.place == person), None)
        if posted is not None:
            try:
                await self.post.chat.edit(posted.message, card)
            except ChatRefused as refused:
                check_card_is_gone(refused)
            else:
                return Done()
        delivery = Delivery(f"{release.name}:card")
        arrived = await self.post.post_once(job, person, card, delivery, is_state=True)
        async with self.post.store.transaction() as tx:
            await postings.add(tx, job.workspace, release.name, Posting(person, arrived.message))
        return Done(pause_lane=BETWEEN_POSTS)

    async def tell_who_asked(self, job: Claimed) -> Outcome:
        async with self.post.store.reading() as reader:
            release = await releases.read(reader, job.workspace, int(job.args["release"]))
            incident = await incidents.read(reader, job.workspace, release.incident)
        card = release_note(release, incident, self.post.organisation)
        delivery = Delivery(f"{release.name}:note")
        await self.post.post_once(job, str(job.args["person"]), card, delivery)
        return Done(pause_lane=BETWEEN_POSTS)
