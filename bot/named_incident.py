"""Which incident the shell means, and the database that holds it."""

import re
from typing import Annotated, Final

import typer

from bot.store import migrating
from bot.store.transaction import Store
from bot.usecases import customer_import

Workspace = Annotated[
    str | None, typer.Option(help="Only if several workspaces share the database.")
]
NAMED: Final = re.compile(r"(?:INC-)?(\d{1,9})", re.IGNORECASE)


class BadFile(Exception):
    """The text says what stands in the way, and what to do."""


async def opened(database_url: str) -> Store:
    """Raises `BadFile` where the schema is another version's."""
    if not await migrating.fits(database_url):
        raise BadFile("The database is not at this version's schema. Type: candour migrate")
    return await Store.open(database_url)


def numbered(incident: str) -> int:
    """Return the number of INC-7, or of 7. Raises `BadFile`."""
    named = NAMED.fullmatch(incident.strip())
    if named is None:
        raise BadFile(f"{incident} is not an incident. Name it as it is on its card: INC-7.")
    return int(named[1])


async def only_workspace(store: Store, incident: int) -> str:
    """Return the one workspace that has the incident. Raises `BadFile`."""
    found = await customer_import.workspaces_of(store, incident)
    if len(found) > 1:
        raise BadFile(f"INC-{incident} is in {', '.join(found)}. Name one with --workspace.")
    if not found:
        raise BadFile(f"There is no incident INC-{incident}. /incident list shows the open ones.")
    return found[0]
