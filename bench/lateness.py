"""How late things begin among many that wait, and what memory that takes."""

from collections.abc import Mapping

from bench.databases import BOTH
from bench.processes import running
from bench.stage import Stage
from bench.table import percentile


async def measure(
    stage: Stage, module: str, *, pending: int, due: int, shown: Mapping[str, str]
) -> None:
    """Let `due` jobs strike; `shown` says for kinds of them what the table calls their start."""
    for on in BOTH:
        url = await stage.databases.fresh(on)
        stage.tell(f"filling: {on}")
        async with running(module) as filling:
            await filling.ask("fill", url=url, pending=pending)
        stage.databases.vacuum(url)
        stage.tell(f"striking: {on}")
        async with running(module) as striking:
            found = await striking.ask("strike", url=url, due=due)
        for kind, began in shown.items():
            for percent in (50, 99):
                late_s = percentile(found["late"][kind], percent)
                stage.table.note(f"{began} late, p{percent}", "ms", late_s * 1000, on=on)
        stage.table.note("resident before", "MB", found["before"], on=on)
        stage.table.note("resident after", "MB", found["after"], on=on)
