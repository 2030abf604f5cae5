"""Telling finance what waits for them, giving them files, and asking after what they owe us."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from bot.domain.tiers import Function
from bot.jobs.chat import Delivery
from bot.jobs.deliver import BETWEEN_POSTS, CLOCK_SLACK, Post, told
from bot.jobs.outcomes import Done, Outcome
from bot.jobs.queue import Claimed
from bot.jobs.roles import holders
from bot.usecases import batches
from bot.usecases.finance_news import (
    BATCH_FILE,
    FINANCE_NOTE,
    UNMATCHED_NOTE,
    remind_of_waiting,
)
from messages.card import Card
from messages.cards.finance import batch_words, file_name, unmatched_note, waiting_note


@dataclass(frozen=True, slots=True)
class Finance:
    post: Post

    def handlers(self) -> Mapping[str, Callable[[Claimed], Awaitable[Outcome]]]:
        table = {
            FINANCE_NOTE: self.tell_of_waiting,
            BATCH_FILE: self.send_file,
            UNMATCHED_NOTE: self.ask_after,
        }
        return {kind: told(handler) for kind, handler in table.items()}

    async def tell_of_waiting(self, job: Claimed) -> Outcome:
        """Tell each of finance how much waits, day by day; moot once it was exported."""
        post = self.post
        found = await batches.waiting(post.store, job.workspace, now=post.now())
        if found:
            # First: should nobody be told today, they are told tomorrow.
            await remind_of_waiting(post.store, post.organisation, job.workspace, now=post.now())
            await self._tell_each(job, waiting_note(found, post.organisation))
        return Done(pause_lane=BETWEEN_POSTS)

    async def send_file(self, job: Claimed) -> Outcome:
        """Share a batch with one person, its very bytes; the words above it tell it from others."""
        number, person = int(job.args["batch"]), str(job.args["person"])
        csv = await batches.again(self.post.store, job.workspace, number)
        words, chat = batch_words(number, csv), self.post.chat
        since = job.due_at - CLOCK_SLACK
        if job.attempt == 1 or not await chat.has_said(person, words, since=since):
            await chat.share(person, file_name(number), csv.encode(), words)
        return Done(pause_lane=BETWEEN_POSTS)

    async def ask_after(self, job: Claimed) -> Outcome:
        """Name the lines of a batch that have no answer on day three."""
        number = int(job.args["batch"])
        found = await batches.unmatched(self.post.store, job.workspace, now=self.post.now())
        late = [one.credit for one in found if one.batch == number]
        if late:
            await self._tell_each(job, unmatched_note(number, late))
        return Done(pause_lane=BETWEEN_POSTS)

    async def _tell_each(self, job: Claimed, card: Card) -> None:
        held = await holders(self.post.chat, self.post.organisation)
        people = held[Function.FINANCE]
        outsiders = await self.post.chat.outsiders(people, workspace=job.workspace)
        for person in sorted(people - outsiders.keys()):
            await self.post.post_once(job, person, card, Delivery(f"{job.kind}:{job.turn}"))
