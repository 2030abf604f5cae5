"""Insights as the command line prints them."""

import asyncio
from collections.abc import Callable, Mapping
from typing import Annotated, Final, Literal

import typer

from bot.domain.insights import Insights
from bot.domain.money_refusals import WhichWorkspace
from bot.domain.organisation import Organisation
from bot.domain.period import period_between
from bot.exports import Place
from bot.named_incident import Workspace
from bot.store import incidents
from bot.store.transaction import Store
from bot.usecases.insights import of_period
from messages.insights import insights_text
from messages.insights_table import insights_csv, insights_json

FIRST: Final = 1
"""Whoever has incidents has this one."""
WRITTEN: Final[Mapping[str, Callable[[Insights, Organisation], str]]] = {
    "text": insights_text,
    "csv": lambda found, _: insights_csv(found),
    "json": lambda found, _: insights_json(found),
}


def add_to(commands: typer.Typer, place: Callable[[str | None], Place]) -> None:
    """Teach the command line to print them; `place` is where the incidents are kept."""

    @commands.command(name="insights")
    def print_insights(
        since: Annotated[str, typer.Option("--from", help="The first day: 2026-10-01.")],
        until: Annotated[
            str | None,
            typer.Option("--to", help="The first day that counts no more; else until now."),
        ] = None,
        written: Annotated[Literal["text", "csv", "json"], typer.Option("--format")] = "text",
        workspace: Workspace = None,
    ) -> None:
        """Print how customers were kept told and treated, by month and by team."""
        wanted = insights(place(workspace), since=since, until=until, written=written)
        typer.echo(asyncio.run(wanted), nl=False)


async def insights(place: Place, *, since: str, until: str | None, written: str) -> str:
    """Return the figures of the days from `since` on, before `until`, or until now.

    Raises `UnclearDay`, `NoTimeBetween` or `WhichWorkspace`.
    """
    period = period_between(since, until, zone=place.organisation.time_zone, now=place.now)
    store = await Store.open(place.database_url)
    try:
        workspace = place.workspace or await _only_workspace(store)
        async with store.reading(limit_s=None) as reader:
            found = await of_period(reader, workspace, place.organisation, period, now=place.now)
    finally:
        await store.close()
    return WRITTEN[written](found, place.organisation)


async def _only_workspace(store: Store) -> str:
    async with store.reading() as reader:
        found = await incidents.workspaces_with(reader, FIRST)
    if len(found) != 1:
        raise WhichWorkspace(tuple(found))
    return found[0]
