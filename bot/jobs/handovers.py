"""Giving the thread and the new owner all that they need to know, as it is at that moment."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.domain.facts import facts_now
from bot.domain.incident import Incident
from bot.domain.timeline import Event
from bot.jobs import queue
from bot.jobs.chat import ChatRefused, Delivery
from bot.jobs.deliver import BETWEEN_POSTS, Post, told
from bot.jobs.outcomes import Done, Outcome, Settled
from bot.jobs.queue import Claimed
from bot.store import credits, facts, incidents, owed, promises, timeline, updates
from bot.store.transaction import Reader
from bot.usecases import handover
from messages.cards.handover import Pack, handover_card, handover_note


@dataclass(frozen=True, slots=True)
class Handovers:
    post: Post

    def handlers(self) -> Mapping[str, Callable[[Claimed], Awaitable[Outcome]]]:
        return {
            handover.PACK: told(self.tell_thread),
            handover.PACK_NOTE: told(self.tell_new_owner),
        }

    async def tell_thread(self, job: Claimed) -> Outcome:
        incident, posting = await self.post.posted_incident(job)
        if not _is_awaited(job, incident):
            return Done()
        unreachable = bool(job.args["unreachable"])
        pack = await self._pack(job)
        card = handover_card(
            pack, self.post.organisation, now=self.post.now(), unreachable=unreachable
        )
        delivery = Delivery(f"{incident.name}:{job.kind}:{job.args['entry']}:{unreachable}")
        await self.post.post_below(job, incident, posting, card, delivery)
        return Done(pause_lane=BETWEEN_POSTS)

    async def tell_new_owner(self, job: Claimed) -> Outcome:
        """Ask in a direct message; who cannot be reached is named in the thread instead."""
        pack = await self._pack(job)
        if not _is_awaited(job, pack.incident):
            return Done()
        card = handover_note(pack, self.post.organisation, now=self.post.now())
        delivery = Delivery(f"{pack.incident.name}:{job.kind}:{job.args['entry']}")
        try:
            await self.post.post_once(job, pack.to, card, delivery)
        except ChatRefused:
            return await self._tell_thread_instead(job, pack, now=self.post.now())
        return Done(pause_lane=BETWEEN_POSTS)

    async def _tell_thread_instead(self, job: Claimed, pack: Pack, *, now: datetime) -> Outcome:
        instead = handover.in_thread(pack.incident, pack.to, by=pack.by, now=now, unreachable=True)
        async with self.post.store.transaction() as tx:
            await queue.finish(tx, job)
            await owed.enqueue(tx, instead)
        return Settled()

    async def _pack(self, job: Claimed) -> Pack:
        async with self.post.store.reading() as reader:
            incident = await incidents.read(reader, job.workspace, int(job.args["incident"]))
            known = await facts.known(reader, incident)
            return Pack(
                incident=incident,
                facts=facts_now(incident, known, now=self.post.now()),
                updates=await updates.every(reader, job.workspace, incident.number),
                waiting=await credits.waiting(reader, job.workspace, incident.number),
                to=str(job.args["to"]),
                by=str(job.args["by"]),
                note=await _note(reader, incident, entry=int(job.args["entry"])),
                known=known,
                promises=await promises.live(reader, job.workspace, incident.number),
            )


async def _note(reader: Reader, incident: Incident, *, entry: int) -> str:
    """Return the note that was left with this handover, if one was."""
    lines = await timeline.after(
        reader, incident.workspace, incident.number, number=entry - 1, most=1
    )
    left = [line for line in lines if line.event is Event.SHIFT_NOTE]
    return left[0].details["text"] if left else ""


def _is_awaited(job: Claimed, incident: Incident) -> bool:
    """Once somebody has the incident, the question is answered."""
    return incident.handed_to == str(job.args["to"])
