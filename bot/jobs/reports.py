"""Bringing an incident's record into its thread: the file, and a summary of it."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.domain.incident import Incident
from bot.domain.record import Record
from bot.jobs.chat import ChatRefused, Delivery
from bot.jobs.deliver import (
    BETWEEN_POSTS,
    CLOCK_SLACK,
    MOST_TRIES,
    Post,
    check_card_is_gone,
    told,
)
from bot.jobs.outcomes import Again, Done, Never, Outcome
from bot.jobs.queue import Claimed
from bot.usecases import change, records
from bot.usecases.reports import REPORT
from messages.cards.report import file_name, file_words, summary_card
from messages.report.formats import Format, written


@dataclass(frozen=True, slots=True)
class Reports:
    post: Post

    def handlers(self) -> Mapping[str, Callable[[Claimed], Awaitable[Outcome]]]:
        return {REPORT: told(self.send)}

    async def send(self, job: Claimed) -> Outcome:
        """Post the summary below the incident's card, and share the file there, each once."""
        incident, posting = await self.post.posted_incident(job)
        if posting is None:
            return _waits_for_card(job)
        record = await records.read(
            self.post.store,
            self.post.organisation,
            job.workspace,
            incident.number,
            now=_asked_at(job),
        )
        try:
            await self._tell(job, incident, record, under=posting.message)
        except ChatRefused as refused:
            check_card_is_gone(refused)
            async with self.post.store.transaction() as tx:
                await change.show(tx, incident, now=self.post.now())
            return _waits_for_card(job)
        return Done(pause_lane=BETWEEN_POSTS)

    async def _tell(self, job: Claimed, incident: Incident, record: Record, *, under: str) -> None:
        card = summary_card(record, self.post.organisation)
        delivery = Delivery(f"{REPORT}:{job.turn}")
        await self.post.post_once(job, incident.place, card, delivery, under=under)
        await self._share(job, incident, record, under=under)

    async def _share(self, job: Claimed, incident: Incident, record: Record, *, under: str) -> None:
        """Share the file unless it arrived before: the words above it name the very request."""
        place, chat = incident.place, self.post.chat
        words, since = file_words(incident, _asked_at(job)), job.due_at - CLOCK_SLACK
        if job.attempt > 1 and await chat.has_said(place, words, since=since, under=under):
            return
        # Drawing keeps a core busy for a second; the clocks go on meanwhile.
        text = await asyncio.to_thread(written, record, self.post.organisation, Format.HTML)
        await chat.share(place, file_name(incident), text.encode(), words, under=under)


def _waits_for_card(job: Claimed) -> Outcome:
    """Leave the card to the lane that posts it: from a lane of its own it might be posted twice."""
    why = "the card comes first"
    return Never(why) if job.attempt >= MOST_TRIES else Again(why)


def _asked_at(job: Claimed) -> datetime:
    return datetime.fromisoformat(str(job.args["at"]))
