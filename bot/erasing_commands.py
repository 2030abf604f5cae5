"""`candour forget` and `candour purge`: nothing is removed without `--yes`."""

import asyncio
from collections.abc import Callable, Coroutine
from datetime import datetime
from typing import Annotated, Any

import typer

from bot import erasures
from bot.erasures import Place

Also = Annotated[
    list[str] | None, typer.Option(help="Other words for them: a nickname, an address.")
]
Yes = Annotated[bool, typer.Option("--yes", help="Remove it. Without this it is only told.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Only tell, as without --yes.")]
Workspace = Annotated[
    str | None, typer.Option(help="Only if several workspaces share the database.")
]


def add_to(
    commands: typer.Typer, database_url: Callable[[], str], now: Callable[[], datetime]
) -> None:
    """Add both to the command line."""

    @commands.command()
    def forget(
        customer: Annotated[str, typer.Argument(help="Their number CU-3, reference or name.")],
        *,
        also: Also = None,
        yes: Yes = False,
        dry_run: DryRun = False,
        workspace: Workspace = None,
    ) -> None:
        """Remove what is kept of one customer, everywhere; sums, counts and times stay."""
        place = Place(database_url(), workspace, now(), yes and not dry_run)
        _say(erasures.forget(place, customer, also=also or []))

    @commands.command()
    def purge(
        *,
        older_than: Annotated[str, typer.Option(help="How long an incident has been over: 400d.")],
        yes: Yes = False,
        dry_run: DryRun = False,
        workspace: Workspace = None,
    ) -> None:
        """Remove the personal data of incidents that have been over for long."""
        place = Place(database_url(), workspace, now(), yes and not dry_run)
        _say(erasures.purge(place, older_than))


def _say(work: Coroutine[Any, Any, list[str]]) -> None:
    for line in asyncio.run(work):
        typer.echo(line)
