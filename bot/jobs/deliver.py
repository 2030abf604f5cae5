"""Telling what was decided: each delivery reads the present from the store and shows that.

A delivery whose answer was lost is looked up before it is sent again, so people see it once.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

import structlog

from bot.domain.incident import Incident
from bot.domain.organisation import Organisation
from bot.jobs.chat import Arrived, Chat, ChatIsAway, ChatIsBusy, ChatRefused, Delivery
from bot.jobs.outcomes import Again, Done, Never, Outcome
from bot.jobs.queue import Claimed
from bot.store import calls, customers, facts, incidents, owed, postings, timeline
from bot.store.job_statements import LONGEST_REST
from bot.store.owed import NewJob
from bot.store.postings import Posting
from bot.store.transaction import Store
from bot.usecases import change
from messages.card import Card
from messages.cards.state import state_card
from messages.cards.timeline import lines_card

PIN: Final = "pin"
BETWEEN_POSTS: Final = timedelta(seconds=1)
"""Slack takes about one message a second in a channel."""
CARD_IS_GONE: Final = frozenset({"message_not_found", "thread_not_found"})
MOST_LINES: Final = 20
"""Timeline lines in one message."""
MOST_TRIES: Final = 300
"""About a day, five minutes apart: one message that is never taken must not hold its lane."""
CLOCK_SLACK: Final = timedelta(minutes=5)
"""How far our clock and the platform's may differ when a lost message is looked up."""

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Post:
    """What the handlers of deliveries need."""

    store: Store
    chat: Chat
    organisation: Organisation
    now: Callable[[], datetime]

    def handlers(self) -> Mapping[str, Callable[[Claimed], Awaitable[Outcome]]]:
        table = {
            change.CARD: self.show_card,
            change.LINES: self.tell_lines,
            PIN: self.pin,
        }
        return {kind: told(handler) for kind, handler in table.items()}

    async def show_card(self, job: Claimed) -> Outcome:
        """Post the incident's card, or bring the posted one up to date."""
        incident, posting = await self.posted_incident(job)
        if posting is not None:
            card = await self._state_card(incident)
            try:
                await self.chat.edit(posting.message, card)
            except ChatRefused as refused:
                check_card_is_gone(refused)
            else:
                return Done()
        await self.post_card(job, incident)
        return Done(pause_lane=BETWEEN_POSTS)

    async def tell_lines(self, job: Claimed) -> Outcome:
        """Tell in the thread every line of the timeline that it does not hold yet."""
        incident, posting = await self.posted_incident(job)
        if posting is None:
            posting = await self.post_card(job, incident)
        async with self.store.glancing() as reader:
            lines = await timeline.after(
                reader, job.workspace, incident.number, number=posting.told, most=MOST_LINES
            )
        spoken = [line for line in lines if line.event.is_told]
        through = lines[-1].number if lines else posting.told
        if spoken:
            delivery = Delivery(f"{incident.name}:{spoken[0].number}", through)
            card = lines_card(spoken, self.organisation, is_drill=incident.is_drill)
            arrived = await self.post_below(job, incident, posting, card, delivery)
            # More than there is was told in a life that a backup, put back, knows nothing of.
            through = min(arrived.through, lines[-1].number)
        await self._remember_told(job, incident, through)
        if through != incident.entries:
            return Again("more lines wait", after=BETWEEN_POSTS)
        return Done(pause_lane=BETWEEN_POSTS if spoken else timedelta(0))

    async def pin(self, job: Claimed) -> Outcome:
        """Pin a card: an extra, so a refusal ends it."""
        try:
            await self.chat.pin(str(job.args["message"]))
        except ChatRefused as refused:
            log.warning("not pinned", reason=str(refused))
        return Done()

    async def posted_incident(self, job: Claimed) -> tuple[Incident, Posting | None]:
        async with self.store.glancing() as reader:
            return await incidents.read_posted(reader, job.workspace, int(job.args["incident"]))

    async def post_card(self, job: Claimed, incident: Incident) -> Posting:
        """Post the card and remember it. The lane brings whatever stands below it afterwards."""
        card = await self._state_card(incident)
        delivery = Delivery(incident.name)
        arrived = await self.post_once(job, incident.place, card, delivery, is_state=True)
        posting = Posting(place=incident.place, message=arrived.message, told=1)
        async with self.store.transaction() as tx:
            await postings.add(tx, job.workspace, incident.name, posting)
            await owed.enqueue_all(tx, [_pin(job, incident, arrived.message, now=self.now())])
        return posting

    async def post_below(
        self,
        job: Claimed,
        incident: Incident,
        posting: Posting | None,
        card: Card,
        delivery: Delivery,
        **how: bool,
    ) -> Arrived:
        """Post below the incident's card; one that is missing or was deleted is posted first.

        `how`: `broadcast` and `is_state`, as for `post_once`.
        """
        place = incident.place
        if posting is not None:
            try:
                return await self.post_once(
                    job, place, card, delivery, under=posting.message, **how
                )
            except ChatRefused as refused:
                check_card_is_gone(refused)
        under = (await self.post_card(job, incident)).message
        return await self.post_once(job, place, card, delivery, under=under, **how)

    async def _state_card(self, incident: Incident) -> Card:
        async with self.store.glancing() as reader:
            known = await facts.known(reader, incident)
            tally = await customers.tally(reader, incident.workspace, incident.number)
            figures = await calls.figures(reader, incident.workspace, incident.number)
        return state_card(
            incident,
            self.organisation,
            now=self.now(),
            known=known,
            customers=tally,
            calls=figures,
        )

    async def post_once(
        self,
        job: Claimed,
        place: str,
        card: Card,
        delivery: Delivery,
        *,
        under: str | None = None,
        broadcast: bool = False,
        is_state: bool = False,
    ) -> Arrived:
        """Post a message, unless an earlier run has; `broadcast` shows it in the channel as well.

        `is_state` for a card that shows how things are: what arrived then is brought up to date.
        """
        if job.attempt > 1:
            since = job.due_at - CLOCK_SLACK
            arrived = await self.chat.find(place, delivery.id, since=since, under=under)
            if arrived is not None:
                if is_state:
                    await self.chat.edit(arrived.message, card)
                return arrived
        message = await self.chat.post(place, card, delivery, under=under, broadcast=broadcast)
        return Arrived(message, delivery.through)

    async def _remember_told(self, job: Claimed, incident: Incident, lines: int) -> None:
        async with self.store.transaction() as tx:
            await postings.told(tx, job.workspace, incident.name, incident.place, lines)


def check_card_is_gone(refused: ChatRefused) -> None:
    """Raises the refusal, unless it says that somebody deleted the card."""
    if str(refused) not in CARD_IS_GONE:
        raise refused


def told(
    handler: Callable[[Claimed], Awaitable[Outcome]],
) -> Callable[[Claimed], Awaitable[Outcome]]:
    """Return the handler with the platform's answers turned into what becomes of the job."""

    async def handle(job: Claimed) -> Outcome:
        try:
            return await handler(job)
        except ChatIsBusy as busy:
            wait = min(timedelta(seconds=busy.wait_s), LONGEST_REST)
            return Again(str(busy), after=wait, whole_lane=True)
        except ChatIsAway as away:
            return Never(str(away)) if job.attempt >= MOST_TRIES else Again(str(away))
        except ChatRefused as refused:
            return Never(str(refused))

    return handle


def _pin(job: Claimed, incident: Incident, message: str, *, now: datetime) -> NewJob:
    return NewJob(
        kind=PIN,
        args={"message": message},
        workspace=job.workspace,
        due_at=now,
        dedupe_key=f"{job.workspace}:{PIN}:{incident.number}",
        # Of its own: no message waits for a pin.
        lane=change.lane(job.workspace, f"{PIN}:{incident.place}"),
    )
