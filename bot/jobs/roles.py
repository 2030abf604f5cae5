"""Who holds which function, and who belongs, at this moment: asked of the chat platform."""

from collections.abc import Awaitable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from bot.domain.organisation import Organisation
from bot.domain.outsider import Outsider
from bot.domain.refusals import RolesAreUnknown
from bot.jobs.chat import Chat, ChatIsAway, ChatIsBusy, ChatRefused

Given = TypeVar("Given")


@dataclass(frozen=True, slots=True)
class Directory:
    """Who is who, for those who wait for an answer. Everything raises `RolesAreUnknown`."""

    chat: Chat
    workspace: str

    async def members(self, group: str) -> frozenset[str]:
        return await _or_unknown(self.chat.people_of(group))

    async def outsider(self, person: str) -> Outsider | None:
        return await _or_unknown(self.chat.outsider(person, workspace=self.workspace))

    async def outsiders(self, people: Iterable[str]) -> Mapping[str, Outsider]:
        return await _or_unknown(self.chat.outsiders(people, workspace=self.workspace))


async def holders(chat: Chat, organisation: Organisation) -> Mapping[str, frozenset[str]]:
    """Return the people of each function. Raises the platform's errors."""
    groups: dict[str, frozenset[str]] = {}
    found: dict[str, frozenset[str]] = {}
    for function, names in organisation.functions.items():
        people = {name for name in names if not name.startswith("S")}
        for group in (name for name in names if name.startswith("S")):
            if group not in groups:
                groups[group] = await chat.people_of(group)
            people |= groups[group]
        found[function] = frozenset(people)
    return found


async def _or_unknown(asked: Awaitable[Given]) -> Given:
    try:
        return await asked
    except (ChatIsBusy, ChatIsAway, ChatRefused) as error:
        raise RolesAreUnknown from error
