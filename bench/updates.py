"""`/incident update` under load: how many a second, how soon, beside an app that only acks."""

from collections import defaultdict
from collections.abc import Mapping
from contextlib import AsyncExitStack
from statistics import median
from typing import Any, Final

from bench.candour import events_at, serving
from bench.databases import BOTH
from bench.load import Typed
from bench.processes import running
from bench.slack import CHANNELS
from bench.stage import Stage
from bench.table import NO_DATABASE, Row, percentile

CLIENTS: Final = 16
ROUNDS: Final = 3
ROUND_S: Final = 3.0
WITH_JOBS_S: Final = 6.0
WORDS: Final = "The payment provider has found the failing part."
ALL: Final = [[(CHANNELS[one], f"update INC-{one + 1} {WORDS}")] for one in range(CLIENTS)]
ONE: Final = [[(CHANNELS[0], f"update INC-1 {WORDS}")] for _ in range(CLIENTS)]
OPENINGS: Final = [[(place, "open Customers cannot pay by card") for place in CHANNELS[:CLIENTS]]]

Clients = list[list[Typed]]
Answers = list[list[Any]]


class Rounds:
    """The same load several times in turn, so that a noisy moment strikes everyone alike."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._rates: dict[tuple[str, str], list[float]] = defaultdict(list)
        self._waits: dict[tuple[str, str], list[float]] = defaultdict(list)
        self.lost = 0

    async def run(self, load: str, on: str, url: str, clients: Clients, seconds: float) -> None:
        self._stage.tell(f"{load}: {on}")
        answers = await self._stage.load.ask(
            "type_commands", url=url, clients=clients, seconds=seconds
        )
        taken = [waited for _, waited, is_taken in answers if is_taken]
        self.lost += len(answers) - len(taken)
        began = min(sent for sent, _, _ in answers)
        ended = max(sent + waited for sent, waited, _ in answers)
        self._rates[load, on].append(len(taken) / (ended - began))
        self._waits[load, on] += taken

    def rows(self, load: str) -> list[Row]:
        rates = {on: median(seen) for (of, on), seen in self._rates.items() if of == load}
        waits = {on: seen for (of, on), seen in self._waits.items() if of == load}
        ceiling = median(self._rates[ACK_ONLY, NO_DATABASE])
        of_ceiling = {on: 100 * rate / ceiling for on, rate in rates.items()}
        return [
            _row(f"{load}: acknowledged", "1/s", rates),
            _row("  of what Bolt alone acknowledges", "%", of_ceiling),
            _row("  waited, p50", "ms", {on: percentile(waits[on], 50) * 1000 for on in waits}),
            _row("  waited, p99", "ms", {on: percentile(waits[on], 99) * 1000 for on in waits}),
        ]


ACK_ONLY: Final = "a Bolt app that only acks (the ceiling)"
SIXTEEN: Final = "16 incidents, jobs elsewhere"
SAME: Final = "all on one incident, jobs elsewhere"
WITH_JOBS: Final = "16 incidents, jobs in this process"


async def measure(stage: Stage) -> list[Row]:
    rounds = Rounds(stage)
    await _without_jobs(stage, rounds)
    for kind in BOTH:
        await _with_jobs(stage, rounds, kind)
    loads = (ACK_ONLY, SIXTEEN, SAME, WITH_JOBS)
    return [
        Row(f"/incident update, kept before the ack, {CLIENTS} clients over signed HTTP"),
        *(row for load in loads for row in rounds.rows(load)),
        Row("not taken, of all these", "", ((NO_DATABASE, rounds.lost),)),
    ]


async def _without_jobs(stage: Stage, rounds: Rounds) -> None:
    async with AsyncExitStack() as stack:
        bare = await stack.enter_async_context(running("bench.ceiling"))
        urls = {}
        for kind in BOTH:
            database_url = await stage.databases.fresh(kind)
            bot = await stack.enter_async_context(
                serving(stage.folder, database_url=database_url, api_url=stage.api_url, jobs=False)
            )
            urls[kind] = bot.url
            await stage.load.ask("type_commands", url=bot.url, clients=OPENINGS)
        ceiling = events_at(_address(bare.said))
        for _ in range(ROUNDS):
            await rounds.run(ACK_ONLY, NO_DATABASE, ceiling, ALL, ROUND_S)
            for kind in BOTH:
                await rounds.run(SIXTEEN, kind, urls[kind], ALL, ROUND_S)
            for kind in BOTH:
                await rounds.run(SAME, kind, urls[kind], ONE, ROUND_S)


async def _with_jobs(stage: Stage, rounds: Rounds, kind: str) -> None:
    database_url = await stage.databases.fresh(kind)
    async with serving(
        stage.folder, database_url=database_url, api_url=stage.api_url, jobs=True
    ) as bot:
        await stage.load.ask("type_commands", url=bot.url, clients=OPENINGS)
        await stage.slack.ask("posted", count=CLIENTS, within_s=10)
        await rounds.run(WITH_JOBS, kind, bot.url, ALL, WITH_JOBS_S)


def _row(what: str, unit: str, figures: Mapping[str, float]) -> Row:
    return Row(what, unit, tuple(figures.items()))


def _address(said: str) -> str:
    return said.strip('"')
