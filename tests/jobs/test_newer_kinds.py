"""While versions are exchanged, the older one leaves to the newer what only that can do."""

from bot.jobs.worker import Worker
from bot.store.owed import NewJob
from tests.jobs.workbench import Workbench


def newer(bench: Workbench, name: str, lane: str | None = None) -> NewJob:
    return NewJob("sing", {"name": name}, "T1", bench.now, lane=lane)


async def test_a_kind_nobody_here_knows_is_left_to_who_knows_it(bench: Workbench) -> None:
    await bench.owe(newer(bench, "timer"), newer(bench, "delivery", lane="L"), bench.job("old"))

    assert await bench.worker().run_due() == 1
    assert bench.names == ["old"]
    assert await bench.dead_letters() == []

    knows_both = {"say": bench.handle, "sing": bench.handle}
    assert await Worker(bench.store, knows_both, lambda: bench.now).run_due() == 2
    assert [(job.args["name"], job.attempt) for job in bench.ran[1:]] == [
        *(("timer", 1), ("delivery", 1))
    ]


async def test_it_holds_up_nobody_behind_it(bench: Workbench) -> None:
    await bench.owe(newer(bench, "first", lane="L"), bench.job("second", lane="L"))
    assert await bench.claim_names() == ["second"]
