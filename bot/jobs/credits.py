"""Showing a request to who decides, and telling who asked what became of it."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Final

from bot.domain.credit import Credit, State
from bot.domain.offer import Waiting, waiting_for
from bot.domain.trail import Footprint, Trace
from bot.jobs import queue
from bot.jobs.chat import ChatIsAway, ChatRefused, Delivery
from bot.jobs.deliver import BETWEEN_POSTS, Post, check_card_is_gone, told
from bot.jobs.outcomes import Again, Done, Outcome, Settled
from bot.jobs.queue import Claimed
from bot.jobs.roles import holders
from bot.store import credits, postings, trail
from bot.store.postings import Posting
from bot.store.transaction import Reader
from bot.usecases import credit_clock
from bot.usecases.acting import Acting
from bot.usecases.books import budgets
from bot.usecases.briefs import brief
from bot.usecases.credit_news import (
    BUDGET_NOTE,
    CREDIT_ASKS,
    CREDIT_CARD,
    CREDIT_CLOCK,
    CREDIT_NOTE,
    copy_lane,
)
from messages.card import Card
from messages.cards.credit import credit_card, shared_card
from messages.cards.credit_note import budget_note, credit_note, line_below

OWED: Final = {Trace.LETTER_OWED: Waiting.LETTER, Trace.ANSWER_OWED: Waiting.ANSWER}


@dataclass(frozen=True, slots=True)
class Credits:
    post: Post

    def handlers(self) -> Mapping[str, Callable[[Claimed], Awaitable[Outcome]]]:
        table = {
            CREDIT_CARD: self.show_credit,
            CREDIT_NOTE: self.tell_requester,
            CREDIT_ASKS: self.tell_below,
            CREDIT_CLOCK: self.strike,
            BUDGET_NOTE: self.warn,
        }
        return {kind: told(handler) for kind, handler in table.items()}

    async def show_credit(self, job: Claimed) -> Outcome:
        """Show the request in one place as it stands now."""
        place = str(job.args["person"])
        async with self.post.store.reading() as reader:
            credit = await credits.read(reader, job.workspace, int(job.args["credit"]))
            posted = await _posted(reader, credit, place)
            card = await self._card(reader, credit, place)
        if posted is not None:
            try:
                await self.post.chat.edit(posted.message, card)
            except ChatRefused as refused:
                check_card_is_gone(refused)
            else:
                return Done()
        await self._post_card(job, credit, place, card)
        return Done(pause_lane=BETWEEN_POSTS)

    async def tell_requester(self, job: Claimed) -> Outcome:
        """Tell who asked for a credit one step of its way; moot is what they have done since."""
        credit, step = await self._step(job)
        if step.event in OWED and waiting_for(credit) is not OWED[step.event]:
            return Done()
        if step.event is Trace.STILL_BACK and credit.state is not State.CHANGED:
            return Done()
        reader = str(job.args["person"])
        card = credit_note(credit, step, self.post.organisation, reader=reader)
        delivery = Delivery(f"{credit.name}:note:{step.number}")
        await self.post.post_once(job, reader, card, delivery)
        return Done(pause_lane=BETWEEN_POSTS)

    async def tell_below(self, job: Claimed) -> Outcome:
        """Say one step in the thread below a copy of the request; moot once it is decided."""
        place = str(job.args["person"])
        credit, step = await self._step(job)
        if step.event is Trace.MOVED_ON and not credit.awaits_decision:
            return Done()
        async with self.post.store.reading() as reader:
            posted = await _posted(reader, credit, place)
        is_shared = place == self.post.organisation.approvals_place
        card = line_below(credit, step, self.post.organisation, is_shared=is_shared)
        delivery = Delivery(f"{credit.name}:step:{step.number}")
        under = None if posted is None else posted.message
        await self.post.post_once(job, place, card, delivery, under=under)
        return Done(pause_lane=BETWEEN_POSTS)

    async def strike(self, job: Claimed) -> Outcome:
        """Let the clock of one request strike, however long nobody says who holds which role."""
        try:
            acting = await self._acting(job)
        except (ChatIsAway, ChatRefused) as error:
            return Again(str(error))
        async with self.post.store.transaction() as tx:
            await credit_clock.strike(
                tx,
                self.post.organisation,
                acting,
                int(job.args["credit"]),
                lambda: queue.finish(tx, job),
            )
        return Settled()

    async def _acting(self, job: Claimed) -> Acting:
        chat = self.post.chat
        held = await holders(chat, self.post.organisation)
        return Acting(
            workspace=job.workspace,
            by="",
            now=self.post.now(),
            holders=held,
            outsiders=await chat.outsiders(chain(*held.values()), workspace=job.workspace),
        )

    async def warn(self, job: Claimed) -> Outcome:
        """Tell somebody of finance that a budget is nearly, or quite, gone."""
        async with self.post.store.reading() as reader:
            credit = await credits.read(reader, job.workspace, int(job.args["credit"]))
            both = await budgets(reader, self.post.organisation, credit)
        card = budget_note(credit, both, self.post.organisation)
        delivery = Delivery(f"{credit.name}:budget:{job.args['mark']}")
        await self.post.post_once(job, str(job.args["person"]), card, delivery)
        return Done(pause_lane=BETWEEN_POSTS)

    async def _card(self, reader: Reader, credit: Credit, place: str) -> Card:
        known = await brief(reader, self.post.organisation, credit)
        if place == self.post.organisation.approvals_place:
            return shared_card(known, self.post.organisation)
        return credit_card(known, self.post.organisation, reader=place)

    async def _post_card(self, job: Claimed, credit: Credit, place: str, card: Card) -> None:
        delivery = Delivery(f"{credit.name}:card")
        arrived = await self.post.post_once(job, place, card, delivery, is_state=True)
        async with self.post.store.transaction() as tx:
            # Who decides sees the copy from now on. Who has decided already, while it was posted,
            # wants this job again: that must not wait until the next message may be posted.
            await credits.lock(tx, job.workspace, credit.number)
            await postings.add(tx, job.workspace, credit.name, Posting(place, arrived.message))
            await queue.move(tx, job, lane=copy_lane(credit, place))

    async def _step(self, job: Claimed) -> tuple[Credit, Footprint]:
        async with self.post.store.reading() as reader:
            credit = await credits.read(reader, job.workspace, int(job.args["credit"]))
            steps = await trail.every(reader, credit)
        return credit, steps[int(job.args["step"]) - 1]


async def _posted(reader: Reader, credit: Credit, place: str) -> Posting | None:
    shown = await postings.of(reader, credit.workspace, credit.name)
    return next((posting for posting in shown if posting.place == place), None)
