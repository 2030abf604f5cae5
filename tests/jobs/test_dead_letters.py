"""What was given up is kept, seen, and can be taken up again."""

from bot.jobs import queue
from tests.jobs.workbench import KEY, Workbench


async def test_a_dead_letter_is_kept_and_can_be_revived(bench: Workbench) -> None:
    await bench.owe(bench.job("a", lane="L"), bench.job("b", lane="L"))
    job = await bench.claim_one()
    assert await bench.bury(job)
    assert await bench.claim_names() == ["b"]  # the lane goes on without it
    async with bench.store.reading() as reader:
        [dead] = await queue.dead_letters(reader)
    assert (dead.id, dead.kind, dead.last_error) == (job.id, "say", "no such channel")
    assert dead.dead_at == bench.now

    async with bench.store.transaction() as tx:
        assert await queue.revive(tx, job.id, now=bench.now)
        assert not await queue.revive(tx, job.id, now=bench.now)
    async with bench.store.reading() as reader:
        assert await queue.dead_letters(reader) == []


async def test_a_dead_letter_leaves_its_key_to_the_living(bench: Workbench) -> None:
    await bench.owe(bench.job("a", key=KEY))
    dead = await bench.claim_one()
    await bench.bury(dead)
    await bench.owe(bench.job("b", key=KEY))
    async with bench.store.transaction() as tx:
        assert not await queue.revive(tx, dead.id, now=bench.now)
    assert await bench.claim_names() == ["b"]
