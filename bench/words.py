"""How long it takes to check words after a small change, and to open the form for them."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from time import perf_counter
from typing import Final

from bench.candour import serving
from bench.databases import BOTH
from bench.opening import opening
from bench.slack import CHANNELS
from bench.stage import Stage
from bench.table import percentile
from bot.domain.facts import Facts
from bot.domain.organisation import Organisation
from bot.domain.update import LONGEST_UPDATE, Kind
from messages.tone.check import ToneContext, findings

CHECKS: Final = 2_000
FEW_CHECKS: Final = 50
OPENED: Final = 100
NOW: Final = datetime(2026, 3, 4, 14, 30, tzinfo=UTC)
SENTENCES: Final = (
    "Customers cannot pay by card in the app or on the website since 13:40 GMT. We are sorry. "
    "Many of you are trying to pay bills. Our payments team is testing the spare system now. "
    "We do not know the cause yet, and we do not yet know how many people this affects. "
)
DRAFT: Final = " ".join((SENTENCES * 5).split()[:190]) + (
    " Unfortunately your data is safe and it will be back soon. Next update: by 15:30 GMT."
)
"""200 words, five of its phrases against the rules."""
WORST: Final = "sorry but soon no data £1 a@"
"""What makes the most of the patterns begin to match."""


async def measure(stage: Stage) -> None:
    stage.table.begin(f"words checked, {len(DRAFT.split())} of them, all rules")
    context = ToneContext(
        kind=Kind.FIRST_WORD,
        facts=Facts(
            what_fails="Customers cannot pay by card",
            first_seen_at=NOW,
            next_update_due=NOW + timedelta(hours=1),
        ),
        organisation=Organisation(),
        now=NOW,
        is_whole=True,
    )
    took = _took(DRAFT, context, CHECKS)
    stage.table.note("checks", "per s", CHECKS / sum(took))
    stage.table.note("one check, p50", "ms", percentile(took, 50) * 1000)
    stage.table.note("one check, p99", "ms", percentile(took, 99) * 1000)
    longest = (WORST * LONGEST_UPDATE)[:LONGEST_UPDATE]
    worst = _took(longest, replace(context, kind=Kind.APOLOGY), FEW_CHECKS)
    stage.table.note(
        f"the worst {LONGEST_UPDATE:,} characters, p99", "ms", percentile(worst, 99) * 1000
    )
    for kind in BOTH:
        await _opened(stage, kind)


async def _opened(stage: Stage, on: str) -> None:
    """Measure the time from the button on the card to the form, through real sockets."""
    stage.tell(f"button to form: {on}")
    channel = CHANNELS[0]
    async with serving(stage, await stage.databases.fresh(on), jobs=True) as bot:
        await stage.slack.ask("forget")
        clients = [[opening(channel)]]
        await stage.load.ask("type_commands", url=bot.url, clients=clients)
        await stage.slack.ask("posted", count=1, within_s=10)
        asked = {"url": bot.url, "channel": channel, "action": "post_update"}
        took = await stage.slack.ask("opened", **asked, times=OPENED)
    for rank in (50, 99):
        figure = percentile(took, rank) * 1000
        stage.table.note(f"button to form opened, p{rank}", "ms", figure, on=on)


def _took(text: str, context: ToneContext, times: int) -> list[float]:
    findings(text, context)
    took = []
    for _ in range(times):
        began = perf_counter()
        findings(text, context)
        took.append(perf_counter() - began)
    return took
