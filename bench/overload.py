"""More commands than can be kept: who is told what, how soon, and whether it is true."""

from collections import Counter
from collections.abc import Sequence
from typing import Any, Final

import sqlalchemy as sa

from bench.candour import Bot, serving
from bench.databases import BOTH
from bench.flood import CROWDED, HONEST, KEPT, LISTENS_S, NOT_SAVED, PERHAPS, words
from bench.load import Typed
from bench.opening import opening
from bench.processes import running
from bench.slack import CHANNELS
from bench.stage import Stage
from bench.table import percentile
from bot.store.tables import updates
from bot.store.transaction import Store

TIMES_OVER: Final = 3
"""So many times what this machine can keep are typed …"""
MOST: Final = 600
"""… but no more a second: those who type share the machine."""
SECONDS: Final = 20
CLIENTS: Final = 16
MEASURED_S: Final = 5.0
EACH_ITS_OWN: Final[list[list[Typed]]] = [
    [(place, f"update INC-{number} The payment provider has found the failing part.")]
    for number, place in enumerate(CHANNELS[:CLIENTS], start=1)
]

Told = Sequence[tuple[str, float]]
"""Of each command what its answer said, and how many seconds that took."""


async def measure(stage: Stage) -> None:
    stage.table.begin(f"More updates than can be kept, for {SECONDS} s, jobs in the same process")
    for kind in BOTH:
        await _measure(stage, kind)


async def _measure(stage: Stage, on: str) -> None:
    url = await stage.databases.fresh(on)
    async with serving(stage, url, jobs=True) as bot, running("bench.flood") as typing:
        await stage.slack.ask("forget")
        openings = [[opening(channel) for channel in CHANNELS]]
        await stage.load.ask("type_commands", url=bot.url, clients=openings)
        await stage.slack.ask("posted", count=len(CHANNELS), within_s=60)
        stage.tell(f"what can be kept: {on}")
        can = await _kept_a_second(stage, bot)
        rate = min(TIMES_OVER * can, MOST)
        stage.tell(f"{rate:.0f} a second: {on}")
        told = await typing.ask("flood", url=bot.url, rate=rate, seconds=SECONDS)
    stage.table.note("can be kept, while 16 take turns", "1/s", can, on=on)
    stage.table.note("typed", "1/s", rate, on=on)
    _note_waits(stage, told, on)
    _note_truth(stage, told, await _in_database(url), on)


async def _kept_a_second(stage: Stage, bot: Bot) -> float:
    answers: list[Any] = await stage.load.ask(
        "type_commands", url=bot.url, clients=EACH_ITS_OWN, seconds=MEASURED_S
    )
    began = min(sent for sent, _, _ in answers)
    ended = max(sent + waited for sent, waited, _ in answers)
    taken = [waited for _, waited, is_taken in answers if is_taken]
    return len(taken) / float(ended - began)


async def _in_database(url: str) -> set[str]:
    store = await Store.open(url)
    async with store.reading() as reader:
        kept = {row.text for row in await reader.rows(sa.select(updates.c.text))}
    await store.close()
    return kept


def _note_waits(stage: Stage, told: Told, on: str) -> None:
    note, counted = stage.table.note, Counter(said for said, _ in told)
    note("typed", "commands", len(told), on=on)
    for said in HONEST:
        note(said, "commands", counted[said], on=on)
    for said in (KEPT, CROWDED):
        if len(waits := [waited for what, waited in told if what == said]) > 1:
            note(f"{said}: p50", "ms", percentile(waits, 50) * 1000, on=on)
            note(f"{said}: slowest", "ms", max(waits) * 1000, on=on)


def _note_truth(stage: Stage, told: Told, kept: set[str], on: str) -> None:
    truth = [(said, words(number) in kept) for number, (said, _) in enumerate(told)]
    lost = sum(said == KEPT and not is_kept for said, is_kept in truth)
    denied = sum(said in {CROWDED, NOT_SAVED} and is_kept for said, is_kept in truth)
    maybe = sum(said == PERHAPS and is_kept for said, is_kept in truth)
    silent = sum(said not in HONEST or waited > LISTENS_S for said, waited in told)
    stage.table.note(f"{PERHAPS}, and it was", "commands", maybe, on=on)
    stage.table.hold("acknowledged, but not in the database", "commands", lost, on=on)
    stage.table.hold("told “not saved”, but in the database", "commands", denied, on=on)
    stage.table.hold("told nothing within 3 s", "commands", silent, on=on)
