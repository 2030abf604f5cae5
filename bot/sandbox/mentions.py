"""`@amira` and `#incidents` in what is typed after a command, as Slack sends them on."""

import re

from bot.sandbox.state import State


def referred(state: State, text: str) -> str:
    """Return escaped text in which people, groups and channels it names are references."""
    named = _references(state)
    if not named:
        return text
    longest_first = "|".join(map(re.escape, sorted(named, key=len, reverse=True)))
    return re.sub(rf"(?<![\w<|])({longest_first})(?!\w)", lambda found: named[found[0]], text)


def _references(state: State) -> dict[str, str]:
    people = {
        f"@{name}": f"<@{one.id}|{one.name}>"
        for one in state.people.values()
        for name in (one.name, one.real_name)
    }
    groups = {
        f"@{one.handle}": f"<!subteam^{one.id}|@{one.handle}>" for one in state.groups.values()
    }
    channels = {
        f"#{one.name}": f"<#{one.id}|{one.name}>"
        for one in state.channels.values()
        if one.kind != "im"
    }
    return groups | people | channels
