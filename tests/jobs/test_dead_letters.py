"""What was given up is kept, to be seen."""

from bot.jobs import queue
from tests.jobs.workbench import KEY, Workbench


async def test_a_dead_letter_is_kept_and_its_lane_goes_on(bench: Workbench) -> None:
    await bench.owe(bench.job("a", lane="L"), bench.job("b", lane="L"))
    job = await bench.claim_one()
    assert await bench.bury(job)
    assert await bench.claim_names() == ["b"]
    async with bench.store.reading() as reader:
        [dead] = await queue.dead_letters(reader)
    assert (dead.id, dead.kind, dead.last_error) == (job.id, "say", "no such channel")
    assert dead.dead_at == bench.now


async def test_a_dead_letter_leaves_its_key_to_the_living(bench: Workbench) -> None:
    await bench.owe(bench.job("a", key=KEY))
    await bench.bury(await bench.claim_one())
    await bench.owe(bench.job("b", key=KEY))
    assert await bench.claim_names() == ["b"]
