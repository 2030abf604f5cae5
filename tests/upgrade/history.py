"""The release before this one, as the project's history has it."""

import asyncio
import shutil
import tarfile
from asyncio.subprocess import PIPE
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from typing import Final

from bot.store import migrating

ROOT: Final = Path(__file__).parents[2]
MIGRATIONS: Final = "bot/store/migrations/versions"
NEEDED: Final = ("bot", "handlers", "messages")


class NoHistory(Exception):
    """What is missing to tell what the release before was."""


async def revision_before() -> str:
    """Return the newest tag before this commit.

    Where there is none: the last commit whose newest migration is older than ours. Raises
    `NoHistory`.
    """
    try:
        return await _said("describe", "--tags", "--abbrev=0", "HEAD^")
    except NoHistory:
        return await _said("rev-parse", "--short", await _before_the_newest_migration())


async def unpack(revision: str, place: Path) -> None:
    """Put that revision's code into a folder. Raises `NoHistory`."""
    packed = await _git("archive", "--format=tar", revision, *NEEDED)
    with tarfile.open(fileobj=BytesIO(packed)) as archive:
        archive.extractall(place, filter="data")


async def _before_the_newest_migration() -> str:
    *older, newest = _scripts(path.name for path in (ROOT / MIGRATIONS).iterdir())
    changed = await _said("log", "--first-parent", "--format=%H", "HEAD", "--", MIGRATIONS)
    for commit in ["HEAD", *(f"{one}^" for one in changed.split())]:
        listed = await _said("ls-tree", "--name-only", f"{commit}:{MIGRATIONS}")
        # A number that was given anew since then says nothing of what its database holds.
        if (found := _scripts(listed.split())) and found[-1] in older:
            return commit
    raise NoHistory(f"no commit here is older than {newest}, schema {migrating.head()}")


def _scripts(names: Iterable[str]) -> list[str]:
    return sorted(name for name in names if name.endswith(".py"))


async def _said(*words: str) -> str:
    return (await _git(*words)).decode().strip()


async def _git(*words: str) -> bytes:
    program = shutil.which("git")
    if program is None:
        raise NoHistory("there is no git here")
    process = await asyncio.create_subprocess_exec(
        program, "-C", str(ROOT), *words, stdout=PIPE, stderr=PIPE
    )
    said, complaint = await process.communicate()
    if process.returncode:
        raise NoHistory(complaint.decode().strip())
    return said
