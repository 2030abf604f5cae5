"""`candour export`: what finance is given, and takes back."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Literal

import typer

from bot import exports
from bot.exports import Place
from bot.named_incident import Workspace


def add_to(commands: typer.Typer, place_of: Callable[[str | None], Place]) -> None:
    """Teach the command line to export; `place_of` is where the credits are kept."""

    @commands.command()
    def export(
        what: Annotated[
            Literal["credits", "accrual", "review"],
            typer.Argument(help="For finance, or for who reviews."),
        ],
        about: Annotated[str, typer.Option(help="What to review: 2026-03, or INC-7.")] = "",
        batch: Annotated[int | None, typer.Option(help="An old one again, byte by byte.")] = None,
        returned: Annotated[
            Path | None, typer.Option(help="Mark what finance paid, of --batch.")
        ] = None,
        workspace: Workspace = None,
    ) -> None:
        """Print approved credits as CSV for finance, what is unpaid yet, or what to review."""
        place = place_of(workspace)
        if what == "review":
            wanted = exports.review(place, about=about)
        elif what == "accrual":
            wanted = exports.accrual(place)
        elif returned is None:
            wanted = exports.credits_csv(place, batch=batch)
        elif batch is None:
            typer.echo("Name the batch that the file is about: --batch and its number.", err=True)
            raise typer.Exit(2)
        else:
            wanted = exports.take_return(place, batch=batch, text=returned.read_text("utf-8-sig"))
        typer.echo(asyncio.run(wanted), nl=False)
