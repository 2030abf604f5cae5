"""Suggesting a break to one person, and telling the team once a week what stood in its way."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from bot.domain.care import Why
from bot.jobs import queue
from bot.jobs.chat import ChatRefused, Delivery
from bot.jobs.deliver import BETWEEN_POSTS, Post, check_card_is_gone, told
from bot.jobs.outcomes import Done, Outcome, Settled
from bot.jobs.queue import Claimed
from bot.store import owed, postings
from bot.store.postings import Posting
from bot.usecases import care, obstacles
from messages.card import Card
from messages.cards.care import break_card
from messages.cards.obstacles import digest_card, nothing_left

STALE: Final = timedelta(minutes=30)
"""A break is suggested in time or not at all."""


@dataclass(frozen=True, slots=True)
class CareJobs:
    post: Post

    def handlers(self) -> Mapping[str, Callable[[Claimed], Awaitable[Outcome]]]:
        return {
            care.BREAK_NOTE: told(self.suggest_break),
            care.ERASE_STRAIN: self.erase_strain,
            obstacles.DIGEST: self.owe_digest,
            obstacles.DIGEST_NOTE: told(self.post_digest),
        }

    async def suggest_break(self, job: Claimed) -> Outcome:
        """Write to the person, in a direct message; nobody else hears if that fails."""
        if self.post.now() - job.due_at > STALE:
            return Done()
        person, organisation = str(job.args["person"]), self.post.organisation
        async with self.post.store.reading() as reader:
            owned = await care.owned(reader, job.workspace, person)
        card = break_card(Why(job.args["why"]), owned, organisation.care, organisation)
        await self.post.post_once(job, person, card, Delivery(f"{job.kind}:{job.turn}"))
        return Done(pause_lane=BETWEEN_POSTS)

    async def erase_strain(self, job: Claimed) -> Outcome:
        person, now = str(job.args["person"]), self.post.now()
        async with self.post.store.transaction() as tx:
            await queue.finish(tx, job)
            await care.erase(tx, self.post.organisation, job.workspace, person, now=now)
        return Settled()

    async def owe_digest(self, job: Claimed) -> Outcome:
        place, now = str(job.args["place"]), self.post.now()
        async with self.post.store.transaction() as tx:
            await queue.finish(tx, job)
            await obstacles.digest(tx, self.post.organisation, job.workspace, place, now=now)
        return Settled()

    async def post_digest(self, job: Claimed) -> Outcome:
        """Post the week's digest in a place, or bring the posted one up to date."""
        place, subject = str(job.args["place"]), f"{obstacles.SUBJECT}{job.args['week']}"
        if place.startswith("S"):
            return await self._post_to_each(job, place)
        card = await self._digest(job)
        async with self.post.store.glancing() as reader:
            posted = await postings.of(reader, job.workspace, subject)
        mine = next((one for one in posted if one.place == place), None)
        if mine is not None:
            try:
                await self.post.chat.edit(mine.message, card)
            except ChatRefused as refused:
                check_card_is_gone(refused)
            return Done()
        arrived = await self.post.post_once(job, place, card, Delivery(subject), is_state=True)
        async with self.post.store.transaction() as tx:
            await postings.add(tx, job.workspace, subject, Posting(place, arrived.message))
        return Done(pause_lane=BETWEEN_POSTS)

    async def _digest(self, job: Claimed) -> Card:
        async with self.post.store.reading() as reader:
            found, stopped = await obstacles.worst(reader, job.workspace, now=self.post.now())
        return digest_card(found, stopped) if found else nothing_left()

    async def _post_to_each(self, job: Claimed, group: str) -> Outcome:
        people = await self.post.chat.people_of(group)
        async with self.post.store.transaction() as tx:
            await queue.finish(tx, job)
            week = str(job.args["week"])
            each = obstacles.note_to_each(job.workspace, people, week, now=self.post.now())
            await owed.enqueue_all(tx, each)
        return Settled()
