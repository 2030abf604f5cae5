"""Who holds which function at this moment, asked of the chat platform."""

from collections.abc import Mapping

from bot.domain.organisation import Organisation
from bot.jobs.chat import Chat


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
