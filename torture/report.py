"""The counts and the verdict, as they are printed."""

from collections.abc import Iterator, Mapping, Sequence

import sqlalchemy as sa

from bot.domain.timeline import Event
from bot.store.tables import incidents, timeline
from torture.scene import Scene
from torture.tally import added_up

MOST_SHOWN = 20
"""Cases of one kind."""


async def counts(scene: Scene) -> dict[str, int]:
    front, plan, tally = scene.office.front, scene.plan, added_up(scene.folder)
    calls = scene.practice.calls.counts
    async with scene.store.reading() as reader:
        nudges = sa.select(sa.func.count()).where(timeline.c.event == Event.NUDGED.value)
        opened = sa.select(sa.func.count()).select_from(incidents)
        told = {
            "incidents": int(await reader.scalar(opened)),
            "nudges": int(await reader.scalar(nudges)),
        }
    return {
        "seed": plan.seed,
        "seconds": round(scene.took_s),
        "actions": front.acknowledged.total() + front.failed.total(),
        "acknowledged": front.acknowledged.total(),
        **{f"  {name}": many for name, many in front.acknowledged.most_common()},
        **{f"  {name}, as far as seen": many for name, many in scene.office.noted.most_common()},
        "failed": front.failed.total(),
        **{f"  {name}": many for name, many in front.failed.most_common()},
        "claims that were checked": len(scene.office.claims),
        "kills": scene.replicas.kills,
        "starts": scene.replicas.starts,
        "ended by itself": scene.replicas.ended.total(),
        "database stopped": scene.database.crashes,
        "storms": scene.weather.storms,
        "faults of Slack": scene.weather.struck.total(),
        **{f"  {name}": many for name, many in scene.weather.struck.most_common()},
        "Slack calls": calls.total(),
        "messages posted": calls["chat.postMessage"],
        "jobs run, at least": tally["jobs"].total(),
        **{f"  {name}": many for name, many in tally["jobs"].most_common()},
        **told,
    }


def counted(many: Mapping[str, int]) -> str:
    width = max(map(len, many))
    return "\n".join(f"{name:<{width}}  {times:>9,}" for name, times in many.items())


def answers(verdict: Mapping[str, Sequence[str]]) -> Iterator[str]:
    for name, cases in verdict.items():
        yield f"{'NO ' if cases else 'yes'}  {name}{f': {len(cases)} cases' if cases else ''}"
        yield from (f"       {case}" for case in cases[:MOST_SHOWN])
