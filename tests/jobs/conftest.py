"""A clock that a test turns, and a worker that notes what it ran."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.jobs.outcomes import Done, Outcome
from bot.jobs.queue import Claimed
from bot.jobs.worker import Worker
from bot.store import owed
from bot.store.owed import NewJob
from bot.store.transaction import Store

NINE = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@dataclass
class Bench:
    """One store, one clock, and handlers that are as good as their next answer."""

    store: Store
    now: datetime = NINE
    ran: list[Claimed] = field(default_factory=list)
    answers: dict[str, Callable[[Claimed], Awaitable[Outcome]]] = field(default_factory=dict)

    def worker(self, **options: Any) -> Worker:
        kinds = {"say": self.handle} | {kind: self.handle for kind in self.answers}
        options.setdefault("chance", lambda: 0.0)
        return Worker(self.store, kinds, lambda: self.now, **options)

    async def handle(self, job: Claimed) -> Outcome:
        self.ran.append(job)
        answer = self.answers.get(job.kind)
        return Done() if answer is None else await answer(job)

    async def owe(self, *names: str, move: bool = False, **options: Any) -> None:
        async with self.store.transaction() as tx:
            await owed.enqueue_all(tx, [self.job(name, **options) for name in names], move=move)

    def job(self, name: str, **options: Any) -> NewJob:
        given = {"kind": "say", "workspace": "T1", "due_at": self.now, **options}
        return NewJob(args={"name": name}, **given)

    def later(self, **by: float) -> datetime:
        return self.now + timedelta(**by)

    def wait(self, **by: float) -> None:
        self.now += timedelta(**by)

    @property
    def names(self) -> list[str]:
        return [job.args["name"] for job in self.ran]


@pytest.fixture
def bench(store: Store) -> Bench:
    return Bench(store)
