"""What customers were told where: the last words on each channel, and whether they agree."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.domain.fact import Fact, Key
from bot.domain.update import Update


@dataclass(frozen=True, slots=True)
class Behind:
    """A channel whose last words are older than what customers have been told elsewhere."""

    channel: str
    keys: tuple[Key, ...]
    """What has changed since then, in the order in which customers ask."""


def behind(last: Mapping[str, Update], facts: Iterable[Fact]) -> tuple[Behind, ...]:
    """Return the channels that disagree with the newest one. `facts` are all versions.

    They disagree when something customers may be told has changed between the two texts.
    """
    newest = max((update.facts for update in last.values()), default=0)
    told = [fact for fact in facts if fact.is_told]
    found = (
        Behind(channel, _changed(told, after=update.facts, through=newest))
        for channel, update in last.items()
    )
    return tuple(one for one in found if one.keys)


def _changed(told: Iterable[Fact], *, after: int, through: int) -> tuple[Key, ...]:
    """Return what was said anew; confirmed again in the same words, it has not changed."""
    before: dict[Key, Mapping[str, str]] = {}
    new: set[Key] = set()
    for fact in told:
        is_new = before.get(fact.key) != fact.value
        if is_new and after < fact.version <= through:
            new.add(fact.key)
        before[fact.key] = fact.value
    return tuple(key for key in Key if key in new)
