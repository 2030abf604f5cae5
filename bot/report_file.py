"""`candour report`: an incident's record as a file."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from bot.exports import Place
from bot.named_incident import Workspace, numbered, only_workspace, opened
from bot.usecases import records
from messages.report.formats import Format, written


def add_to(commands: typer.Typer, place: Callable[[str | None], Place]) -> None:
    """Teach the command line to write reports; `place` is where the incidents are kept."""

    @commands.command()
    def report(
        incident: Annotated[str, typer.Argument(help="The incident: INC-7.")],
        format: Annotated[Format, typer.Option(help="What kind of file.")] = Format.HTML,  # noqa: A002 - the option's name
        public: Annotated[bool, typer.Option(help="Fit to publish: no internal word.")] = False,
        out: Annotated[Path | None, typer.Option(help="The file to write; else printed.")] = None,
        workspace: Workspace = None,
    ) -> None:
        """Write an incident's record: what was said, beside what was known then."""
        text = asyncio.run(_report(place(workspace), incident, format, public=public))
        if out is None:
            typer.echo(text.encode(), nl=False)
        else:
            out.write_bytes(text.encode())


async def _report(place: Place, incident: str, wanted: Format, *, public: bool) -> str:
    number = numbered(incident)
    store = await opened(place.database_url)
    try:
        workspace = place.workspace or await only_workspace(store, number)
        record = await records.read(
            store, place.organisation, workspace, number, now=place.now, public=public
        )
    finally:
        await store.close()
    return written(record, place.organisation, wanted)
