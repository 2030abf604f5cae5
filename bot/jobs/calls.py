"""Telling somebody what must be heard of a call: a threat, or an answer that several gave."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from bot.domain.call import PATTERN, Call
from bot.domain.incident import Incident
from bot.jobs.chat import ChatRefused, Delivery
from bot.jobs.deliver import BETWEEN_POSTS, Post, told
from bot.jobs.outcomes import Done, Outcome
from bot.jobs.queue import Claimed
from bot.jobs.threats import instead
from bot.store import calls, incidents
from bot.store.transaction import Reader
from bot.usecases.call_notes import CALL_NOTE, MOST_ALIKE, THREAT, alarm_in_thread, note_to_each
from messages.card import Card
from messages.cards.calls import patterns_card, threat_card


@dataclass(frozen=True, slots=True)
class Calls:
    post: Post

    def handlers(self) -> Mapping[str, Callable[[Claimed], Awaitable[Outcome]]]:
        return {CALL_NOTE: told(self.tell)}

    async def tell(self, job: Claimed) -> Outcome:
        """Write to one person, or to each one of a group."""
        person, about = str(job.args["person"]), str(job.args["about"])
        async with self.post.store.reading() as reader:
            call = await calls.read(reader, job.workspace, int(job.args["call"]))
            incident = await incidents.read(reader, job.workspace, call.incident)
            card = await _card(reader, call, incident, about)
        if person.startswith("S"):
            people = await self.post.chat.people_of(person)
            each = note_to_each(call, incident, about, people, now=self.post.now())
            return await instead(self.post, job, each)
        try:
            await self.post.post_once(job, person, card, Delivery(f"{call.name}:{about}:{person}"))
        except ChatRefused:
            if about != THREAT:
                raise
            alarm = alarm_in_thread(call, incident, now=self.post.now())
            return await instead(self.post, job, [alarm])
        return Done(pause_lane=BETWEEN_POSTS)


async def _card(reader: Reader, call: Call, incident: Incident, about: str) -> Card:
    if about == THREAT:
        return threat_card(call, incident)
    same = await calls.same(reader, call.workspace, call.incident, least=PATTERN, most=MOST_ALIKE)
    return patterns_card(call, incident, same)
