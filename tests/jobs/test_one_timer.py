# ruff: noqa: ARG002 - a platform that looks at nothing
"""Whatever happens, in any order: an open incident has one due time and one timer that keeps it."""

import shutil
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.app import deliveries
from bot.domain.incident import Incident
from bot.domain.nudge import next_nudge_at
from bot.domain.organisation import Organisation
from bot.domain.refusals import Refusal
from bot.domain.severity import Severity
from bot.jobs import queue
from bot.jobs.chat import Arrived, Delivery
from bot.jobs.deliver import Post
from bot.jobs.queue import Claimed, LeaseLost
from bot.jobs.worker import Worker
from bot.store.job_tables import jobs
from bot.store.transaction import Store
from bot.usecases import change, handover, incidents, updates
from messages.card import Card
from tests.jobs.workbench import LAPSED, NINE

ORGANISATION: Final = Organisation()
DAN, AMIRA = "U01DAN", "U02AMIRA"
TIMERS: Final = (
    sa.select(jobs.c.due_at)
    .where(jobs.c.kind == change.NUDGE, jobs.c.dead_at.is_(None))
    .order_by(jobs.c.id)
)


class Silent:
    """A chat platform that takes everything and shows it to nobody."""

    async def post(
        self,
        place: str,
        card: Card,
        delivery: Delivery,
        *,
        under: str | None = None,
        broadcast: bool = False,
    ) -> str:
        return f"{place}:1"

    async def find(
        self, place: str, delivery_id: str, *, since: datetime, under: str | None = None
    ) -> Arrived | None:
        return None

    async def edit(self, message: str, card: Card) -> None: ...

    async def pin(self, message: str) -> None: ...

    async def people_of(self, group: str) -> frozenset[str]:
        return frozenset()


@dataclass
class Outage:
    """One incident, those who act on it, and a worker that may crash."""

    store: Store
    now: datetime = NINE

    @property
    def post(self) -> Post:
        return Post(self.store, Silent(), ORGANISATION, lambda: self.now)

    async def begin(self) -> None:
        await incidents.open_incident(
            self.store,
            ORGANISATION,
            workspace="T1",
            place="C1",
            what_fails="Customers cannot pay by card",
            severity=Severity.SEV2,
            owner=DAN,
            by=DAN,
            now=self.now,
        )

    async def update(self, deed: str | None = None) -> None:
        await updates.post_update(
            self.store,
            ORGANISATION,
            workspace="T1",
            number=1,
            kind=None,
            text="The provider has found the failing part.",
            by=DAN,
            seen=None,
            now=self.now,
            deed=deed,
        )

    async def same_form(self) -> None:
        await self.update(deed="form:1")

    async def hold(self) -> None:
        await updates.hold(
            self.store,
            ORGANISATION,
            workspace="T1",
            number=1,
            by=AMIRA,
            seen=None,
            now=self.now,
        )

    async def press_an_old_card(self) -> None:
        await updates.hold(
            self.store, ORGANISATION, workspace="T1", number=1, by=AMIRA, seen=0, now=self.now
        )

    async def snooze(self) -> None:
        ten = timedelta(minutes=10)
        await incidents.snooze(
            self.store, ORGANISATION, workspace="T1", number=1, length=ten, by=DAN, now=self.now
        )

    async def resolve(self) -> None:
        await incidents.resolve(
            self.store, ORGANISATION, workspace="T1", number=1, by=DAN, now=self.now
        )

    async def reopen(self) -> None:
        await incidents.reopen(
            self.store, ORGANISATION, workspace="T1", number=1, by=DAN, now=self.now
        )

    async def cancel(self) -> None:
        await incidents.cancel(
            self.store, ORGANISATION, workspace="T1", number=1, why="", by=DAN, now=self.now
        )

    async def take(self) -> None:
        await handover.take(
            self.store,
            ORGANISATION,
            workspace="T1",
            number=1,
            after=DAN,
            by=AMIRA,
            now=self.now,
        )

    async def hand_over(self) -> None:
        await handover.hand_over(
            self.store,
            ORGANISATION,
            workspace="T1",
            number=1,
            to=AMIRA,
            note="",
            by=DAN,
            now=self.now,
        )

    async def accept(self) -> None:
        await handover.accept(
            self.store, ORGANISATION, workspace="T1", number=1, by=AMIRA, now=self.now
        )

    async def worsen(self) -> None:
        await self._change_severity(Severity.SEV1)

    async def calm(self) -> None:
        await self._change_severity(Severity.SEV4)

    async def _change_severity(self, severity: Severity) -> None:
        await incidents.change_severity(
            self.store,
            ORGANISATION,
            workspace="T1",
            number=1,
            severity=severity,
            by=DAN,
            now=self.now,
        )

    async def work(self) -> None:
        await Worker(self.store, deliveries(self.post), lambda: self.now).run_due()

    async def crash(self) -> None:
        """A worker takes what is due and dies before it does any of it."""
        await self._claim()

    async def deliver_twice(self) -> None:
        """Two workers run what is due, the first one having been too slow."""
        for job in [job for job in await self._claim() if job.kind == change.NUDGE]:
            await self.post.nudge(job)
            with pytest.raises(LeaseLost):
                await self.post.nudge(job)

    async def _claim(self) -> list[Claimed]:
        async with self.store.transaction() as tx:
            return await queue.claim(tx, now=self.now, limit=100, lease=LAPSED)

    async def incident(self) -> Incident:
        return await incidents.read(self.store, "T1", 1)

    async def timers(self) -> list[datetime]:
        async with self.store.reading() as reader:
            return [row.due_at for row in await reader.rows(TIMERS)]


STEPS: Final[Mapping[str, Callable[[Outage], Awaitable[None]]]] = {
    step.__name__: step
    for step in (
        Outage.update,
        Outage.same_form,
        Outage.hold,
        Outage.press_an_old_card,
        Outage.snooze,
        Outage.resolve,
        Outage.reopen,
        Outage.cancel,
        Outage.take,
        Outage.hand_over,
        Outage.accept,
        Outage.worsen,
        Outage.calm,
        Outage.work,
        Outage.crash,
        Outage.deliver_twice,
    )
}
pauses = st.sampled_from([0, 1, 5, 10, 15, 20, 30, 60, 6 * 60, 25 * 60])
stories = st.lists(st.tuples(st.sampled_from(sorted(STEPS)), pauses), min_size=3, max_size=14)


@settings(
    max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(stories)
async def test_any_order_of_everything_leaves_one_due_time_and_its_one_timer(
    migrated_sqlite: Path, story: list[tuple[str, int]]
) -> None:
    with TemporaryDirectory(prefix="candour-") as folder:
        path = Path(folder) / "candour.db"
        shutil.copyfile(migrated_sqlite, path)
        store = await Store.open(f"sqlite:///{path}")
        try:
            await live_through(story, Outage(store))
        finally:
            await store.close()


async def live_through(story: list[tuple[str, int]], outage: Outage) -> None:
    await outage.begin()
    for step, pause in story:
        outage.now += timedelta(minutes=pause)
        await attempted(STEPS[step], outage)
        await check(outage)


async def attempted(step: Callable[[Outage], Awaitable[None]], outage: Outage) -> None:
    try:
        await step(outage)
    except Refusal:
        return


async def check(outage: Outage) -> None:
    """Once the whole ladder was said there is nothing left to time until somebody acts."""
    incident = await outage.incident()
    at = next_nudge_at(incident, ORGANISATION.ladder)
    assert (incident.next_update_due is not None) is incident.is_open
    assert await outage.timers() == ([] if at is None else [at])
    assert at is None or incident.is_open
