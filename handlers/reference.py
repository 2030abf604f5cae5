"""Which incident a command is about: the one it names, else the only open one."""

from bot.usecases import incidents
from handlers.asked import Asked, named_incident, named_or_bare
from handlers.desk import Desk


async def meant(asked: Asked, desk: Desk, rest: str) -> tuple[int, str]:
    """Return the incident's number, and what follows. Raises `NoOpenIncident`, `WhichIncident`."""
    named, text = named_incident(rest)
    return await only_open(asked, desk, rest) if named is None else named, text


async def meant_or_bare(asked: Asked, desk: Desk, rest: str) -> tuple[int, str]:
    """Return the same where `7` alone names an incident too."""
    named, text = named_or_bare(rest)
    return await only_open(asked, desk, rest) if named is None else named, text


async def only_open(asked: Asked, desk: Desk, typed: str) -> int:
    return await incidents.meant(
        desk.store, workspace=asked.workspace, place=asked.place, typed=typed
    )
