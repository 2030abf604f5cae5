"""Whatever people do, whatever breaks, in any order: one next due time, and none once it ended.

By the front door: signed commands, presses and forms, each of them also delivered twice, replicas
that are killed at any of their commits, two that work at once, and the clock turned.
"""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.incident import Incident, Status
from bot.domain.nudge import next_nudge_at
from bot.domain.organisation import Organisation
from bot.sandbox import payloads
from bot.sandbox.messages import Log, Message
from bot.sandbox.screen import Seen
from bot.sandbox.signed_requests import signed
from bot.sandbox.wire import Json
from bot.store.job_tables import jobs
from bot.usecases import change, incidents
from tests.driver import AGENT, INCIDENTS, LEAD, Bot, joined
from tests.journeys.forgery import click, forged
from tests.journeys.mortal import work_until_killed

MINUTE: Final = timedelta(minutes=1)
LADDER: Final = Organisation().ladder
DUE_AT: Final = sa.select(jobs.c.due_at).where(
    jobs.c.dedupe_key == sa.bindparam("key"), jobs.c.dead_at.is_(None)
)


def again(body: bytes) -> Json:
    """The headers of a request that Slack sends once more, not having heard the answer."""
    return {**signed(body), "X-Slack-Retry-Num": "1", "X-Slack-Retry-Reason": "http_timeout"}


@dataclass(frozen=True)
class Outage:
    """One incident, and everything that can befall it."""

    bot: Bot
    twin: Bot
    database_url: str
    number: int

    async def typed(self, verb: str, words: str = "", *, by: str = AGENT) -> str:
        answer = await self.bot.slash(f"{verb} INC-{self.number} {words}", by=by)
        assert "Something broke" not in answer
        return answer

    async def update(self) -> None:
        await self.typed("update", "The provider has found the failing part.", by=LEAD)

    async def hold(self) -> None:
        await self.typed("hold")

    async def worsen(self) -> None:
        await self.typed("severity", "1")

    async def calm(self) -> None:
        await self.typed("severity", "4")

    async def resolve(self) -> None:
        await self.typed("resolve")

    async def check(self) -> None:
        """The person who said that it is fixed gets no form, and nobody does once it is over."""
        if await self.typed("resolve", by=LEAD) == "":
            await self.bot.send(by=LEAD, checked_how="paying with a test card")
            await self.bot.person(LEAD).close()

    async def reopen(self) -> None:
        await self.typed("reopen")

    async def cancel(self) -> None:
        await self.typed("cancel", "It was a test order.")

    async def press_resolve_together(self) -> None:
        for card in self.cards("resolve"):
            await asyncio.gather(
                self.bot.press(card, "resolve", by=AGENT), self.bot.press(card, "resolve", by=LEAD)
            )

    async def press_checked_together(self) -> None:
        for card in self.cards("checked.0"):
            people = (AGENT, LEAD)
            pressed = (self.bot.press(card, "checked.0", by=one) for one in people)
            await asyncio.gather(*pressed)

    async def send_no_news(self) -> None:
        for card in self.cards("no_news"):
            if await self.bot.press(card, "no_news") == "":
                await self.bot.send()
                await self.bot.person(AGENT).close()

    async def send_one_form_twice(self) -> None:
        for card in self.cards("post_update"):
            await self.bot.press(card, "post_update")
            # The answer to an earlier press may have come first: the form is on its way.
            await self.bot.practice.workspace.until(
                lambda: self.bot.person(AGENT).modal is not None
            )
            view = self.bot.person(AGENT).modal
            assert view is not None
            form = payloads.submission(self.bot.practice.workspace.state, view)
            first, second = await forged(self.bot, form), await forged(self.bot, form, again)
            assert (first.status, second.status) == (200, 200)
            await self.bot.person(AGENT).close()

    async def press_one_snooze_twice(self) -> None:
        for card in self.cards("no_news"):
            press = click(self.bot, card, "snooze", f"{self.number}:10", by=AGENT)
            await asyncio.gather(forged(self.bot, press), forged(self.bot, press, again))

    async def hand_over(self) -> None:
        if await self.typed("handover", "Over to you.") == "":
            self.bot.person(AGENT).fill("to", LEAD)
            await self.bot.send()
            await self.bot.person(AGENT).close()

    async def accept(self) -> None:
        for note in self.bot.direct(LEAD)[-1:]:
            if "Accept" in note.buttons:
                await self.bot.press(note, "accept", by=LEAD)

    async def work(self) -> None:
        await self.bot.candour.worker.run_due()

    async def work_together(self) -> None:
        await asyncio.gather(self.bot.candour.worker.run_due(), self.twin.candour.worker.run_due())

    async def die_before_it_is_claimed(self) -> None:
        await self._die(0)

    async def die_before_it_is_done(self) -> None:
        await self._die(1)

    async def die_before_it_is_written_down(self) -> None:
        await self._die(2)

    async def die_later(self) -> None:
        await self._die(5)

    async def lose_an_answer(self) -> None:
        self.bot.practice.faults.add("chat.postMessage", "lost_answer")

    async def _die(self, commits: int) -> None:
        await work_until_killed(self.bot, self.database_url, commits=commits)

    def cards(self, action: str) -> list[Seen]:
        """The card, once it is there, if it has this button."""
        shown = [
            seen for seen in self.bot.channel() if seen.text.startswith(f"INC-{self.number} ·")
        ]
        return [card for card in shown if f"'{action}'" in str(card.blocks)]

    async def incident(self) -> Incident:
        return await incidents.read(self.bot.candour.store, self.bot.candour.workspace, self.number)

    async def timers(self, kind: str) -> list[datetime]:
        async with self.bot.candour.store.reading() as reader:
            key = change.key(kind, await self.incident())
            return [row.due_at for row in await reader.rows(DUE_AT, {"key": key})]


STEPS: Final[Mapping[str, Callable[[Outage], Awaitable[None]]]] = {
    step.__name__: step
    for step in (
        Outage.update,
        Outage.hold,
        Outage.worsen,
        Outage.calm,
        Outage.resolve,
        Outage.check,
        Outage.press_checked_together,
        Outage.reopen,
        Outage.cancel,
        Outage.press_resolve_together,
        Outage.send_no_news,
        Outage.send_one_form_twice,
        Outage.press_one_snooze_twice,
        Outage.hand_over,
        Outage.accept,
        Outage.work,
        Outage.work_together,
        Outage.die_before_it_is_claimed,
        Outage.die_before_it_is_done,
        Outage.die_before_it_is_written_down,
        Outage.die_later,
        Outage.lose_an_answer,
    )
}
pauses = st.sampled_from([0, 1, 5, 10, 20, 30, 60, 6 * 60, 25 * 60]).map(lambda many: many * MINUTE)
stories = st.lists(st.tuples(st.sampled_from(sorted(STEPS)), pauses), min_size=4, max_size=12)
Story = list[tuple[str, timedelta]]


@settings(
    max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(stories)
async def test_an_open_incident_has_one_next_due_time_and_a_closed_one_has_none(
    bot: Bot, database_url: str, story: Story
) -> None:
    answer = await bot.slash("open Customers cannot pay by card")
    number = int(answer.split("INC-")[1].split()[0])
    async with joined(bot, database_url) as twin:
        outage = Outage(bot, twin, database_url, number)
        for step, pause in story:
            bot.clock.turn(pause)
            await STEPS[step](outage)
            await check(outage)
        await end(outage)


async def check(outage: Outage) -> None:
    """Once the whole ladder was said there is nothing left to time until somebody acts."""
    incident = await outage.incident()
    at = next_nudge_at(incident, LADDER)
    assert (incident.next_update_due is not None) is incident.is_open
    assert await outage.timers(change.NUDGE) == ([] if at is None else [at])
    assert at is None or incident.is_open
    assert len(await outage.timers(change.LONG_RUN)) == incident.is_open
    if incident.status is Status.RESOLVED:
        assert incident.fixed_by != incident.checked_by


async def end(outage: Outage) -> None:
    """Nobody is reminded of what has ended, and nobody was told anything twice.

    Promises to customers outlive the incident, and so do their reminders.
    """
    await outage.reopen()
    await outage.cancel()
    for _ in range(3):
        await outage.bot.wait(10 * MINUTE)
    told = delivered(outage.bot)
    await outage.bot.wait(timedelta(days=2))
    since = delivered(outage.bot) - told
    assert [name for _, name in since if name not in of_promises(outage.bot)] == []
    told = delivered(outage.bot)
    assert [name for name, times in told.items() if times > 1] == []


def of_promises(bot: Bot) -> set[str]:
    """The names of what is told of promises: reminders, and lines that say one was missed."""
    return {name for _, name, text in every_delivery(bot) if "PR-" in name + text}


def delivered(bot: Bot) -> Counter[tuple[str, str]]:
    """How often each delivery is on a screen, by where it is and its name."""
    return Counter((place, name) for place, name, _ in every_delivery(bot))


def every_delivery(bot: Bot) -> Iterator[tuple[str, str, str]]:
    """Where each is, its name, and what it says."""
    state = bot.practice.workspace.state
    for place in (bot.practice.workspace.channel(INCIDENTS), *map(state.direct, (AGENT, LEAD))):
        for message in everything_in(place.log):
            if message.metadata is not None:
                yield place.id, message.metadata["event_payload"]["delivery"], message.text


def everything_in(log: Log) -> list[Message]:
    stamps = {*log.timeline()}
    return [log.message(ts) for ts in stamps.union(*map(log.replies, stamps))]
