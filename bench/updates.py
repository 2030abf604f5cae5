"""`/incident update` under load: how many a second, how soon, beside an app that only acks."""

from collections import defaultdict
from contextlib import AsyncExitStack
from statistics import median
from typing import Final

from bench.candour import Bot, events_at, serving
from bench.databases import BOTH
from bench.load import Typed
from bench.processes import running
from bench.slack import CHANNELS
from bench.stage import Stage
from bench.table import NEITHER, Table, percentile

CLIENTS: Final = 16
ROUNDS: Final = 3
ROUND_S: Final = 3.0
WITH_JOBS_S: Final = 6.0
WORDS: Final = "The payment provider has found the failing part."
Clients = list[list[Typed]]
EACH_ITS_OWN: Final = [[(CHANNELS[one], f"update INC-{one + 1} {WORDS}")] for one in range(CLIENTS)]
ALL_ONE: Final = [[(CHANNELS[0], f"update INC-1 {WORDS}")] for _ in range(CLIENTS)]
OPENINGS: Final = [[(place, "open Customers cannot pay by card") for place in CHANNELS[:CLIENTS]]]

CEILING: Final = "a Bolt app that only acks"
AT_ONCE: Final = "the same, processing before it responds"
SIXTEEN: Final = "16 incidents, jobs elsewhere"
SAME: Final = "one incident, jobs elsewhere"
WITH_JOBS: Final = "16 incidents, jobs in the same process"


class Rounds:
    """The same loads in turn, several times, so that a noisy moment strikes everyone alike."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._rates: dict[tuple[str, str], list[float]] = defaultdict(list)
        self._waits: dict[tuple[str, str], list[float]] = defaultdict(list)
        self._lost: dict[tuple[str, str], int] = defaultdict(int)
        self._worked_s: dict[tuple[str, str], float] = defaultdict(float)

    async def run(self, load: str, on: str, app: Bot, clients: Clients, seconds: float) -> None:
        self._stage.tell(f"{load}: {on}")
        worked_s = app.process.worked_s()
        answers = await self._stage.load.ask(
            "type_commands", url=app.url, clients=clients, seconds=seconds
        )
        self._worked_s[load, on] += app.process.worked_s() - worked_s
        taken = [waited for _, waited, is_taken in answers if is_taken]
        began = min(sent for sent, _, _ in answers)
        ended = max(sent + waited for sent, waited, _ in answers)
        self._rates[load, on].append(len(taken) / (ended - began))
        self._waits[load, on] += taken
        self._lost[load, on] += len(answers) - len(taken)

    def note(self, table: Table) -> None:
        ceiling = median(self._rates[CEILING, NEITHER])
        for (load, on), rates in self._rates.items():
            rate, waits = median(rates), self._waits[load, on]
            table.note(f"{load}: acknowledged", "1/s", rate, on=on)
            table.note(f"{load}: of the ceiling", "%", 100 * rate / ceiling, on=on)
            table.note(f"{load}: p50", "ms", percentile(waits, 50) * 1000, on=on)
            table.note(f"{load}: p99", "ms", percentile(waits, 99) * 1000, on=on)
            worked_s = self._worked_s[load, on] / len(waits)
            table.note(f"{load}: processor time each", "ms", worked_s * 1000, on=on)
            table.note(f"{load}: refused", "commands", self._lost[load, on], on=on)


async def measure(stage: Stage) -> None:
    stage.table.begin(f"/incident update, kept before the ack; {CLIENTS} clients, signed HTTP")
    rounds = Rounds(stage)
    await _without_jobs(stage, rounds)
    for kind in BOTH:
        await _with_jobs(stage, rounds, kind)
    rounds.note(stage.table)


async def _without_jobs(stage: Stage, rounds: Rounds) -> None:
    async with AsyncExitStack() as stack:
        bare = {
            CEILING: await stack.enter_async_context(running("bench.ceiling")),
            AT_ONCE: await stack.enter_async_context(running("bench.ceiling", "--at-once")),
        }
        bots = {}
        for kind in BOTH:
            bot = await stack.enter_async_context(
                serving(stage, await stage.databases.fresh(kind), jobs=False)
            )
            bots[kind] = bot
            await stage.load.ask("type_commands", url=bot.url, clients=OPENINGS)
        for _ in range(ROUNDS):
            for load, app in bare.items():
                bot = Bot(app, events_at(app.address))
                await rounds.run(load, NEITHER, bot, EACH_ITS_OWN, ROUND_S)
            for load, clients in ((SIXTEEN, EACH_ITS_OWN), (SAME, ALL_ONE)):
                for kind in BOTH:
                    await rounds.run(load, kind, bots[kind], clients, ROUND_S)


async def _with_jobs(stage: Stage, rounds: Rounds, kind: str) -> None:
    async with serving(stage, await stage.databases.fresh(kind), jobs=True) as bot:
        await stage.slack.ask("forget")
        await stage.load.ask("type_commands", url=bot.url, clients=OPENINGS)
        await stage.slack.ask("posted", count=CLIENTS, within_s=10)
        await rounds.run(WITH_JOBS, kind, bot, EACH_ITS_OWN, WITH_JOBS_S)
