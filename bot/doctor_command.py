"""`candour doctor`: the examination, and the jobs that were given up."""

import asyncio
from collections.abc import Callable, Sequence
from typing import Annotated

import typer

from bot import doctor
from bot.doctor import Grade
from bot.jobs import upkeep
from bot.jobs.queue import DeadLetter
from bot.named_incident import BadFile, opened


def add_to(commands: typer.Typer, installation: Callable[[], doctor.Installation]) -> None:
    """Teach the command line to examine an `installation`."""

    @commands.command(name="doctor")
    def examine(
        dead_letters: Annotated[
            bool, typer.Option("--dead-letters", help="List the jobs that were given up, and why.")
        ] = False,
        retry: Annotated[
            str | None, typer.Option(help="Send one of them again by its number, or all.")
        ] = None,
    ) -> None:
        """Look whether everything is in place; say what to do where it is not."""
        place = installation()
        if retry is not None:
            typer.echo(asyncio.run(_retry(place.database_url, retry)))
        elif dead_letters:
            typer.echo("\n".join(_lines(asyncio.run(_dead_letters(place.database_url)))))
        else:
            _tell(asyncio.run(doctor.examine(place)))

    @commands.command()
    def restored() -> None:
        """After a backup was put back: have what is owed looked for before it is sent."""
        owed = asyncio.run(_look_first(installation().database_url))
        typer.echo(f"Looked for before they are sent: {owed}. Now start Candour.")


def _tell(findings: Sequence[doctor.Finding]) -> None:
    for finding in findings:
        typer.echo(f"{finding.grade:<8} {finding.about:<10} {finding.said}")
    if any(finding.grade is Grade.PROBLEM for finding in findings):
        raise typer.Exit(1)


async def _dead_letters(url: str) -> Sequence[DeadLetter]:
    store = await opened(url)
    try:
        return await upkeep.dead_letters(store)
    finally:
        await store.close()


async def _look_first(url: str) -> int:
    store = await opened(url)
    try:
        return await upkeep.look_first(store)
    finally:
        await store.close()


async def _retry(url: str, which: str) -> str:
    job = _number(which)
    store = await opened(url)
    try:
        done = await upkeep.retry(store, job)
    finally:
        await store.close()
    if not done.again and not done.dropped:
        raise BadFile(
            "Nothing was given up."
            if job is None
            else f"No job {job} was given up. Type: candour doctor --dead-letters"
        )
    said = f"Owed again: {done.again}."
    dropped = f" Dropped, since they are owed anew already: {done.dropped}."
    return said + (dropped if done.dropped else "")


def _number(which: str) -> int | None:
    """Return the number typed, None for all. Raises `BadFile`."""
    if which == "all":
        return None
    if not which.isdecimal():
        raise BadFile(f"--retry takes a number of candour doctor --dead-letters, or all: {which}")
    return int(which)


def _lines(letters: Sequence[DeadLetter]) -> list[str]:
    """Return a table without a word of people: their words never stand in a job's failure."""
    if not letters:
        return ["Nothing was given up."]
    rows = [
        f"{one.id:>8}  {one.kind:<16} {one.dead_at:%Y-%m-%d %H:%M}  "
        f"{one.attempt:>5}  {one.last_error}"
        for one in letters
    ]
    return [f"{'number':>8}  {'kind':<16} {'given up, UTC':<16}  {'tries':>5}  why", *rows]
