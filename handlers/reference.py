"""Which incident a command is about: the one it names, else the only open one."""

from bot.usecases import incidents
from handlers.asked import Asked, named_alone, named_incident
from handlers.desk import Desk


async def meant(asked: Asked, desk: Desk, rest: str) -> tuple[int, str]:
    """Return the incident's number, and what follows. Raises `NoOpenIncident`, `WhichIncident`."""
    named, text = named_incident(rest)
    return await only_open(asked, desk, rest) if named is None else named, text


async def meant_alone(asked: Asked, desk: Desk, rest: str) -> int:
    """Return the number of an incident after which no words can follow: a bare one names it too."""
    named = named_alone(rest)
    return await only_open(asked, desk, rest) if named is None else named


async def only_open(asked: Asked, desk: Desk, typed: str) -> int:
    return await incidents.meant(
        desk.store, workspace=asked.workspace, place=asked.place, typed=typed
    )
