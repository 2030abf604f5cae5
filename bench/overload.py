"""More commands than can be kept: who is told what, how soon, and whether it is true."""

from collections import Counter
from collections.abc import Sequence
from typing import Any, Final

import sqlalchemy as sa

from bench.candour import serving
from bench.databases import BOTH
from bench.flood import CROWDED, KEPT, LISTENS_S, NOT_SAVED, PERHAPS, words
from bench.opening import opening
from bench.processes import running
from bench.slack import CHANNELS
from bench.stage import Stage
from bench.table import percentile
from bot.store.tables import updates
from bot.store.transaction import Store

RATE: Final = 600
SECONDS: Final = 20


async def measure(stage: Stage) -> None:
    stage.table.begin(f"{RATE} updates a second for {SECONDS} s, more than can be kept")
    for kind in BOTH:
        await _measure(stage, kind)


async def _measure(stage: Stage, on: str) -> None:
    stage.tell(f"flood: {on}")
    url = await stage.databases.fresh(on)
    async with serving(stage, url, jobs=True) as bot, running("bench.flood") as typing:
        await stage.slack.ask("forget")
        clients = [[opening(channel)] for channel in CHANNELS]
        await stage.load.ask("type_commands", url=bot.url, clients=clients)
        await stage.slack.ask("posted", count=len(CHANNELS), within_s=60)
        told = await typing.ask("flood", url=bot.url, rate=RATE, seconds=SECONDS)
    store = await Store.open(url)
    async with store.reading() as reader:
        kept = {row.text for row in await reader.rows(sa.select(updates.c.text))}
    await store.close()
    _note(stage, told, kept, on)


def _note(stage: Stage, told: Sequence[Sequence[Any]], kept: set[str], on: str) -> None:
    counted = Counter(said for said, _ in told)
    print(counted)
    note = stage.table.note
    silent = [
        number
        for number, (said, waited) in enumerate(told)
        if said not in {KEPT, CROWDED, NOT_SAVED, PERHAPS} or waited > LISTENS_S
    ]
    note("typed", "commands", len(told), on=on)
    note("acknowledged", "commands", counted[KEPT], on=on)
    note("told “not saved”, with their words", "commands", counted[NOT_SAVED], on=on)
    note("told “I cannot say”", "commands", counted[PERHAPS], on=on)
    note("not told in 3 s", "commands", len(silent), on=on)
    held = [words(number) in kept for number in range(len(told))]
    lost = [said == KEPT and not has for (said, _), has in zip(told, held, strict=True)]
    ghosts = [said == NOT_SAVED and has for (said, _), has in zip(told, held, strict=True)]
    note("acknowledged but not in the database", "commands", sum(lost), on=on)
    note("“not saved” but in the database", "commands", sum(ghosts), on=on)
    for said in (KEPT, CROWDED, NOT_SAVED):
        waits = [waited for what, waited in told if what == said]
        if len(waits) > 1:
            note(f"{said}: p50", "ms", percentile(waits, 50) * 1000, on=on)
            note(f"{said}: slowest", "ms", max(waits) * 1000, on=on)
