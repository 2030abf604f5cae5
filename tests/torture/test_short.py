"""A short torture, seeded: `make torture` is the long one. And its verdict can be "no"."""

import re
from contextlib import AsyncExitStack
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from bot.sandbox.ids import BOT_USER, TEAM
from bot.sandbox.messages import Message
from bot.store.job_tables import jobs
from bot.usecases import change, incidents
from torture.databases import POSTGRES, SQLITE
from torture.run import Run
from torture.scene import Plan, Scene
from torture.told import delivered
from torture.verdict import judged

LINE = re.compile(r"INC-\d+:\d+")
PLAN = Plan(on=SQLITE, actions=60, kills=2, crashes=0, storms=1, seed=7, replicas=1)


@pytest.mark.timeout(300)
@pytest.mark.parametrize("on", [SQLITE, POSTGRES])
async def test_whatever_befalls_it_all_of_it_holds(on: str, request: pytest.FixtureRequest) -> None:
    plan = PLAN
    if on == POSTGRES:
        request.getfixturevalue("postgres")  # prepares the way for a server of our own
        plan = replace(PLAN, on=POSTGRES, crashes=1, replicas=2)
    # Not below pytest's own directory: the server's user cannot look into it.
    with TemporaryDirectory(prefix="candour-", ignore_cleanup_errors=True) as folder:
        async with AsyncExitStack() as stack:
            scene = await Run(plan, Path(folder)).until_quiet(stack)
            assert {name: cases for name, cases in (await judged(scene)).items() if cases} == {}
            assert scene.replicas.kills == plan.kills
            assert scene.database.crashes == plan.crashes
            assert len(scene.office.claims) > 0
            spoilt = await spoil(scene)
            no = {name for name, cases in (await judged(scene)).items() if cases}
    assert no == spoilt


async def spoil(scene: Scene) -> set[str]:
    """Forget a timer, say something twice, promise what was not kept, and lose a line if one was
    told by now; return what must be found.
    """
    [opened, *_] = await incidents.open_ones(scene.store, TEAM)
    async with scene.store.transaction() as tx:
        await tx.execute(
            jobs.delete().where(jobs.c.dedupe_key == change.key(change.LONG_RUN, opened))
        )
    lines = [one for one, name, _ in delivered(scene) if LINE.fullmatch(name)]
    for line in lines[:1]:
        scene.practice.workspace.channel(line.channel).log.remove(line)
    cards = [one for one, name, _ in delivered(scene) if name == opened.name]
    again(scene, cards[0])
    scene.office.claims.updates[opened.number, 999] = BOT_USER
    return {
        "what was acknowledged is in the database",
        "no message stands twice",
        "nobody who waits is forgotten",
        *(["every line is told in its thread, once"] if lines else []),
    }


def again(scene: Scene, message: Message) -> None:
    state = scene.practice.workspace.state
    channel = state.channels[message.channel]
    state.post(channel, BOT_USER, message.text, blocks=message.blocks, metadata=message.metadata)
