"""How long it takes to check words, as they are checked after every small change."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from time import perf_counter
from typing import Final

from bench.stage import Stage
from bench.table import percentile
from bot.domain.facts import Facts
from bot.domain.organisation import Organisation
from bot.domain.update import LONGEST_UPDATE, Kind
from messages.tone.check import ToneContext, findings

CHECKS: Final = 2_000
FEW_CHECKS: Final = 50
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


def _took(text: str, context: ToneContext, times: int) -> list[float]:
    findings(text, context)
    took = []
    for _ in range(times):
        began = perf_counter()
        findings(text, context)
        took.append(perf_counter() - began)
    return took
