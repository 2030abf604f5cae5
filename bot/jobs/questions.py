"""Asking whether what is known still holds, before customers next hear from us."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from bot.domain.authority import named_to_say
from bot.jobs.chat import ChatRefused, Delivery
from bot.jobs.deliver import BETWEEN_POSTS, Post, told
from bot.jobs.outcomes import Done, Outcome
from bot.jobs.queue import Claimed
from bot.usecases import facts
from messages.cards.stale import stale_card


@dataclass(frozen=True, slots=True)
class Questions:
    post: Post

    def handlers(self) -> Mapping[str, Callable[[Claimed], Awaitable[Outcome]]]:
        return {
            facts.STALE_FACTS: told(self.ask_whether_true),
            facts.STALE_FACTS_OF_OTHERS: told(self.ask_whether_true),
        }

    async def ask_whether_true(self, job: Claimed) -> Outcome:
        """Ask the owner, or the thread if nobody can be reached; moot once an update went out.

        What only others may say they are asked in the thread.
        """
        incident, posting = await self.post.posted_incident(job)
        _, known = await facts.read(self.post.store, job.workspace, incident.number)
        now, due = self.post.now(), incident.next_update_due
        theirs = self.post.organisation
        old = [
            fact
            for fact in facts.stale_before_update(incident, known, now=now)
            if bool(named_to_say(fact.key, theirs)) is (job.kind == facts.STALE_FACTS_OF_OTHERS)
        ]
        if due is None or due.isoformat() != job.args["due"] or not old:
            return Done()
        place = str(job.args["place"])
        asked = dict.fromkeys(one for fact in old for one in named_to_say(fact.key, theirs))
        card = stale_card(incident, old, theirs, now=now, asked=tuple(asked))
        delivery = Delivery(f"{incident.name}:stale:{job.args['entry']}")
        if place == incident.place:
            await self.post.post_below(job, incident, posting, card, delivery)
            return Done(pause_lane=BETWEEN_POSTS)
        try:
            await self.post.post_once(job, place, card, delivery)
        except ChatRefused:
            await self.post.post_below(job, incident, posting, card, delivery)
        return Done(pause_lane=BETWEEN_POSTS)
