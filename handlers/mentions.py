"""What somebody wrote, as Slack sends it: people by their ids, `&`, `<` and `>` escaped.

Sources: Slack's page on slash commands, “Escape channels, users, and links”; for a time, which a
message of ours may hold, the one on formatting text.
"""

import re
from collections.abc import Mapping
from typing import Final

REFERENCE: Final = re.compile(
    r"<(?:@(?P<person>[UW]\w+)|#(?P<channel>[CG]\w+)"
    r"|!date\^(?P<time>[^<>|]+)|!(?P<group>[^<>|]+)"
    r"|(?P<link>(?:https?|mailto|tel):[^<>|]+))(?:\|(?P<name>[^<>]*))?>"
)
ENTITIES: Final = (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))


def read(text: str) -> tuple[str, dict[str, str]]:
    """Return the words as the person saw them, and the id of each `@name` among them."""
    people: dict[str, str] = {}

    def shown(found: re.Match[str]) -> str:
        name = found["name"] or found["person"] or found["channel"] or found["group"]
        if found["link"] or found["time"]:
            return found["name"] or str(found["link"] or "")
        words = f"{'#' if found['channel'] else '@'}{name.lstrip('@#')}"
        if found["person"]:
            people[words] = found["person"]
        return words

    words = REFERENCE.sub(shown, text)
    for entity, sign in ENTITIES:
        words = words.replace(entity, sign)
    return words, people


def person_first(words: str, people: Mapping[str, str]) -> tuple[str | None, str]:
    """Return whom the words begin with, `to @amira` included, and what follows."""
    rest = re.sub(r"^to\s+(?=@)", "", words, flags=re.IGNORECASE)
    for name in sorted(people, key=len, reverse=True):
        if rest.startswith(name):
            return people[name], rest.removeprefix(name).lstrip(" ,:\n")
    return None, words
