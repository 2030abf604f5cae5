"""What is left of a person once they are forgotten: figures and times, never who or what they said.

Names are looked for in everything that anybody wrote. A name of several words, and a reference, is
found whatever the case; a single word only as it was written, since "Will" may be a word as well.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final, Self

from bot.domain.customer import Customer
from bot.domain.refusals import Refusal

REMOVED: Final = "[removed]"
TOKEN: Final = re.compile(r"\w+")
AGE: Final = re.compile(r"([0-9]{1,5})d")
SHORTEST: Final = 4
"""Letters and digits."""
YOUNGEST: Final = timedelta(days=30)
"""What is younger may still be asked about, disputed or paid."""


@dataclass(frozen=True, slots=True)
class _Name:
    begins_after: int
    """How many characters stand before its first letter or digit."""
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Names:
    """What somebody is called, found in a text at the speed of its length however many they are."""

    by_first: Mapping[str, tuple[_Name, ...]]

    @classmethod
    def of(cls, names: Iterable[str]) -> Self:
        found: dict[str, tuple[_Name, ...]] = {}
        for name in sorted({" ".join(one.split()) for one in names}, key=len, reverse=True):
            first = TOKEN.search(name)
            if first is not None and not is_too_short(name):
                key = first[0].casefold()
                found[key] = (*found.get(key, ()), _Name(first.start(), _pattern(name)))
        return cls(found)

    def without(self, value: Any) -> Any:  # noqa: ANN401 - JSON
        """Return a text, or a value of JSON, with `REMOVED` in place of the names."""
        match value:
            case str():
                return self._without(value)
            case dict():
                return {self._without(key): self.without(one) for key, one in value.items()}
            case list():
                return [self.without(one) for one in value]
        return value

    def _without(self, text: str) -> str:
        kept, at = [], 0
        for token in TOKEN.finditer(text):
            end = self._ends(text, token, at)
            if end is not None:
                begin, after = end
                kept += [text[at:begin], REMOVED]
                at = after
        return "".join([*kept, text[at:]])

    def _ends(self, text: str, token: re.Match[str], at: int) -> tuple[int, int] | None:
        for name in self.by_first.get(token[0].casefold(), ()):
            begin = token.start() - name.begins_after
            found = name.pattern.match(text, begin) if begin >= at else None
            if found is not None and not text.startswith(REMOVED, begin - 1):
                return found.span()
        return None


def is_too_short(name: str) -> bool:
    """Whether it is left in free words, since it would be found in many that are not about them."""
    return sum(map(str.isalnum, name)) < SHORTEST


def _pattern(name: str) -> re.Pattern[str]:
    words = r"\s+".join(map(re.escape, name.split()))
    begins = r"(?<!\w)" if name[0].isalnum() else ""
    ends = r"(?!\w)" if name[-1].isalnum() else ""
    return re.compile(f"{begins}{words}{ends}", 0 if name.isalpha() else re.IGNORECASE)


def cleared(kept: Any) -> Any:  # noqa: ANN401 - JSON
    """Return what stands in place of words; what was empty stays empty, so that it can be counted.

    A value of JSON keeps its shape.
    """
    match kept:
        case str():
            return REMOVED if kept else ""
        case dict():
            return {key: cleared(one) for key, one in kept.items()}
        case list():
            return [cleared(one) for one in kept]
    return kept


def same_person(known: Iterable[Customer], alike: Iterable[Customer]) -> list[Customer]:
    """Return those of the same name who are the same person, as far as can be known.

    A call logs a name without a reference: it is theirs on an incident where they are, and
    anywhere if it is a name of several words.
    """
    known = list(known)
    names = {folded(one.report.name) for one in known} - {""}
    places = {one.incident for one in known}
    return [
        one
        for one in alike
        if not one.report.reference
        and folded(one.report.name) in names
        and (one.incident in places or " " in one.report.name)
    ]


def folded(name: str) -> str:
    """Return that by which two ways to write a name are the same."""
    return " ".join(name.casefold().split())


def age(written: str) -> timedelta:
    """Return the days in `400d`. Raises `AgeIsWrong`."""
    found = AGE.fullmatch(written.strip())
    if found is None or timedelta(days=int(found[1])) < YOUNGEST:
        raise AgeIsWrong(written, YOUNGEST.days)
    return timedelta(days=int(found[1]))


@dataclass(eq=False)
class AgeIsWrong(Refusal):
    typed: str
    least: int


@dataclass(eq=False)
class NobodyOfThatName(Refusal):
    """Nothing is kept under this name, reference or number."""


@dataclass(eq=False)
class WhichCustomer(Refusal):
    """Several people have the name; `labels` are their numbers."""

    labels: tuple[str, ...]


@dataclass(eq=False)
class MoneyIsOnItsWay(Refusal):
    """Requests that are not decided, or that finance does not have yet, need the name."""

    credits: tuple[str, ...]
