"""Reminding people: in private or in the thread, each only while it is still owed."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from bot.domain.handover import answerable
from bot.domain.incident import Incident
from bot.domain.nudge import Step
from bot.jobs import queue
from bot.jobs.chat import ChatRefused, Delivery
from bot.jobs.deliver import BETWEEN_POSTS, Post, told
from bot.jobs.outcomes import Done, Outcome, Settled
from bot.jobs.queue import Claimed
from bot.store import facts, incidents, owed, updates
from bot.store.owed import NewJob
from bot.store.transaction import Reader
from bot.usecases import drafts, nudges
from messages.cards.nudge import nudge_card, nudge_note


@dataclass(frozen=True, slots=True)
class Reminders:
    post: Post

    def handlers(self) -> Mapping[str, Callable[[Claimed], Awaitable[Outcome]]]:
        return {
            nudges.NUDGE_MESSAGE: told(self.remind_thread),
            nudges.NUDGE_NOTE: told(self.remind_person),
        }

    async def remind_thread(self, job: Claimed) -> Outcome:
        """Post a reminder below the card; the loud ones are shown in the channel as well."""
        incident, posting = await self.post.posted_incident(job)
        if not _is_owed(job, incident):
            return Done()
        step, unreachable = _step(job), job.args["unreachable"]
        organisation, now = self.post.organisation, self.post.now()
        card = nudge_card(incident, step, organisation, now=now, unreachable=unreachable)
        try:
            await self.post.post_below(
                job,
                incident,
                posting,
                card,
                _delivery(job, incident),
                broadcast=step is Step.LATE or incident.owner is None,
            )
        except ChatRefused as refused:
            return await self._tell_each(job, incident, refused)
        return Done(pause_lane=BETWEEN_POSTS)

    async def remind_person(self, job: Claimed) -> Outcome:
        """Write to one person; who cannot be reached is named in the thread instead."""
        person = str(job.args["person"])
        async with self.post.store.glancing() as reader:
            incident = await incidents.read(reader, job.workspace, int(job.args["incident"]))
            if not _is_owed(job, incident):
                return Done()
            draft = await self._draft(reader, incident)
        try:
            if person.startswith("S"):
                return await self._remind_each(job, incident, person)
            card = nudge_note(
                incident,
                _step(job),
                self.post.organisation,
                now=self.post.now(),
                to=person,
                draft=draft,
            )
            await self.post.post_once(job, person, card, _delivery(job, incident))
        except ChatRefused:
            if job.args["is_last"]:
                raise
            step, now = _step(job), self.post.now()
            instead = nudges.in_thread(incident, step, now=now, unreachable=person)
            return await self._instead(job, [instead])
        return Done(pause_lane=BETWEEN_POSTS)

    async def _remind_each(self, job: Claimed, incident: Incident, group: str) -> Outcome:
        people = sorted(await self.post.chat.people_of(group))
        step, now = _step(job), self.post.now()
        is_last = bool(job.args["is_last"])
        each = [nudges.in_private(incident, step, one, now=now, is_last=is_last) for one in people]
        nobody = nudges.in_thread(incident, step, now=now, unreachable=group)
        return await self._instead(job, each or [nobody])

    async def _tell_each(self, job: Claimed, incident: Incident, refused: ChatRefused) -> Outcome:
        """The channel is closed to us: write to who answers for the incident, and to the leads.

        Raises the refusal when nobody is left to write to.
        """
        people = dict.fromkeys((*answerable(incident), *self.post.organisation.leads))
        people.pop(str(job.args["unreachable"]), None)
        if not people:
            raise refused
        step, now = _step(job), self.post.now()
        each = [nudges.in_private(incident, step, one, now=now, is_last=True) for one in people]
        return await self._instead(job, each)

    async def _instead(self, job: Claimed, others: list[NewJob]) -> Outcome:
        """Owe `others` in place of the job, so that a crash in between repeats nothing."""
        async with self.post.store.transaction() as tx:
            await queue.finish(tx, job)
            await owed.enqueue_all(tx, others)
        return Settled()

    async def _draft(self, reader: Reader, incident: Incident) -> str:
        """Return the words that could go out at once: the first, or that there is no news."""
        organisation, now = self.post.organisation, self.post.now()
        last = None
        if incident.first_word_at is not None:
            last = await updates.newest(reader, incident.workspace, incident.number)
        known = await facts.known(reader, incident)
        draft = drafts.without_news(incident, organisation, known, now=now)
        return drafts.next_words(incident, draft, last=last.text if last is not None else "")


def _is_owed(job: Claimed, incident: Incident) -> bool:
    """An update moves the due time; and a word ahead of time is moot once the time has come."""
    due = incident.next_update_due
    if due is None or due.isoformat() != job.args["due"]:
        return False
    return _step(job) is not Step.NEAR or incident.nudged == Step.NEAR


def _step(job: Claimed) -> Step:
    return Step(int(job.args["step"]))


def _delivery(job: Claimed, incident: Incident) -> Delivery:
    return Delivery(f"{incident.name}:nudge:{job.args['entry']}")
