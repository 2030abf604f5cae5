"""What customers may be told that has changed between two texts."""

from collections.abc import Iterable, Mapping

from bot.domain.fact import Fact, Key


def changed_between(facts: Iterable[Fact], *, after: int, through: int) -> tuple[Key, ...]:
    """Return what customers may be told anew since the version `after`, as they ask for it.

    `facts` are all versions. Confirmed again in the same words, it has not changed.
    """
    before: dict[Key, Mapping[str, str]] = {}
    new: set[Key] = set()
    for fact in facts:
        if not fact.is_told:
            continue
        is_new = before.get(fact.key) != fact.value
        if is_new and after < fact.version <= through:
            new.add(fact.key)
        before[fact.key] = fact.value
    return tuple(key for key in Key if key in new)
