"""Reading a file of customers from the shell: progress, a sentence for each row that is refused."""

import csv
import io
from collections.abc import Iterator
from contextlib import AbstractContextManager
from datetime import datetime
from html import unescape
from pathlib import Path
from typing import Any, Final

import typer

from bot.domain.customer_table import columns_of
from bot.domain.organisation import Organisation
from bot.domain.refusals import Refusal
from bot.named_incident import BadFile, numbered, only_workspace, opened
from bot.usecases import customer_import
from bot.usecases.customer_import import Judging, Row
from messages import refused
from messages.words import unmarked

SEPARATORS: Final = ",;\t|"
ROWS_A_STEP: Final = 500


async def import_customers(
    database_url: str,
    organisation: Organisation,
    path: Path,
    *,
    incident: str,
    workspace: str | None,
    now: datetime,
) -> int:
    """Import what can be, telling of each row that cannot; return how many those were.

    Raises `BadFile` when nothing can be.
    """
    number = numbered(incident)
    store = await opened(database_url)
    try:
        place = workspace or await only_workspace(store, number)
        known = await customer_import.known_references(store, place, number)
        judged = _judged(path, f"INC-{number}", known, organisation)
        with _progress("Keeping", len(judged.taken)) as bar:
            await customer_import.keep_imported(
                store,
                organisation,
                judged.taken,
                workspace=place,
                incident=number,
                now=now,
                on_kept=bar.update,
            )
    except Refusal as refusal:
        raise BadFile(f"Nothing was imported. {_words(refusal, organisation)}") from refusal
    finally:
        await store.close()
    _sum_up(judged)
    return judged.refused


def _sum_up(judged: Judging) -> None:
    if judged.columns.left_out:
        typer.echo(f"Columns left out: {', '.join(judged.columns.left_out)}.")
    typer.echo(
        f"{len(judged.taken):,} customers were added to {judged.incident}; "
        f"{judged.refused:,} rows were refused."
    )
    if judged.refused:
        typer.echo("Mend those and import the file again: nobody is logged twice.")


def _judged(path: Path, incident: str, known: set[str], organisation: Organisation) -> Judging:
    # Told when the bar is drawn to its end: on a terminal it stands on a line of its own.
    refusals: list[str] = []

    def note(row: int, refusal: Refusal) -> None:
        refusals.append(f"row {row}: {_words(refusal, organisation)}")

    try:
        with path.open("rb") as raw, io.TextIOWrapper(raw, "utf-8-sig", newline="") as file:
            rows = csv.reader(file, delimiter=_separator(file), strict=True)
            columns = columns_of(next(rows, []))
            judging = Judging(incident, columns, known, note)
            with _progress("Reading", path.stat().st_size) as bar:
                judging.judge(_numbered(rows, raw, bar))
    except UnicodeDecodeError as error:
        raise BadFile(
            f"{path} is not written in UTF-8. Save it as “CSV UTF-8” and import it again."
        ) from error
    except csv.Error as error:
        raise BadFile(
            f"{path} is not a table of cells between separators: {error}. "
            "Nothing was imported. Export it again as CSV."
        ) from error
    for line in refusals:
        typer.echo(line)
    return judging


def _separator(file: io.TextIOWrapper) -> str:
    header = file.readline()
    file.seek(0)
    return max(SEPARATORS, key=header.count)


def _numbered(rows: Any, raw: io.BufferedReader, bar: Any) -> Iterator[Row]:  # noqa: ANN401 - csv's and click's own
    done = 0
    for number, cells in enumerate(rows, start=2):
        if number % ROWS_A_STEP == 0:
            at = raw.tell()
            bar.update(at - done)
            done = at
        if any(cell.strip() for cell in cells):
            yield number, cells


def _progress(label: str, length: int) -> AbstractContextManager[Any]:
    """Return a bar on the terminal; into a pipe it writes its label alone."""
    bar: AbstractContextManager[Any] = typer.progressbar(
        length=length, label=label, file=typer.get_text_stream("stderr")
    )
    return bar


def _words(refusal: Refusal, organisation: Organisation) -> str:
    """Return the sentence without what was in the file: whoever reads it has the file."""
    said = refused.words_for(refusal, organisation.time_zone)
    return unescape(unmarked(said.splitlines()[0]))
