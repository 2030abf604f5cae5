"""What may stand in a file of rules, and its checks: the form, the patterns, the examples."""

import re
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from types import MappingProxyType
from typing import Annotated, Final, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    StringConstraints,
    model_validator,
)

from bot.domain.tone_rule import Gravity, Group, Override, Place, Reach, Rule, Unit
from bot.domain.update import Audience, Kind
from messages.slots import SLOT
from messages.tone.conditions import CONDITIONS
from messages.tone.matching import breaks
from messages.tone.reading import read
from messages.tone.suggestion import SLOTS
from messages.tone.ways import PatternIsUnsafe, ways

PUBLIC: Final = frozenset(one for one in Kind if one.audience is Audience.EVERYBODY)
TO_ONE: Final = frozenset(one for one in Kind if one.audience is Audience.ONE_PERSON)
KINDS: Final = {
    "PUB": PUBLIC,
    "IND": TO_ONE,
    "EXT": PUBLIC | TO_ONE,
    "ALL": PUBLIC | TO_ONE | {Kind.SUMMARY},
} | {kind.value: frozenset({kind}) for kind in Kind}


def nearest(name: str, known: Iterable[str]) -> str:
    """Return the known name that looks most like `name`."""
    return get_close_matches(name, sorted(known), n=1, cutoff=0)[0]


def _known(known: Iterable[str]) -> AfterValidator:
    names = frozenset(known)

    def check(name: str) -> str:
        if name not in names:
            raise ValueError(f"is not known: {name}; did you mean {nearest(name, names)}?")
        return name

    return AfterValidator(check)


def _pattern(pattern: str) -> str:
    try:
        ways(pattern)
    except PatternIsUnsafe as error:
        raise ValueError(f"{error}: {pattern}") from None
    except re.error as error:
        raise ValueError(f"cannot be read as a pattern, {error}: {pattern}") from None
    return pattern


def _slots(words: str) -> str:
    for slot in SLOT.finditer(words):
        if slot["name"] not in SLOTS:
            meant = nearest(slot["name"], SLOTS)
            raise ValueError(f"has an unknown slot {{{slot['name']}}}; did you mean {{{meant}}}?")
    return words


def _lenient(enum: type[Gravity | Override | Unit | Reach | Place]) -> BeforeValidator:
    names = [one.value for one in enum]

    def check(name: object) -> object:
        if name not in names:
            raise ValueError(f"must be {' or '.join(names)}")
        return enum(name)

    return BeforeValidator(check)


class Table(BaseModel):
    """Frozen, and a key it does not know is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]
Sentence = Annotated[Line, AfterValidator(_slots)]
Patterns = list[Annotated[str, StringConstraints(min_length=1), AfterValidator(_pattern)]]
GravityName = Annotated[Gravity, _lenient(Gravity)]
OverrideName = Annotated[Override, _lenient(Override)]


class RuleTable(Table):
    id: Annotated[str, StringConstraints(pattern=r"^[TO][0-9]{2,3}[a-z]?$")]
    name: Annotated[str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z_]{2,40}$")]
    severity: GravityName
    override: OverrideName
    kinds: list[Annotated[str, _known(KINDS)]]
    plain: Line
    why: Line
    only_while: list[Annotated[str, _known(CONDITIONS)]] = []
    pattern: Patterns = []
    absent: Patterns = []
    unless: Patterns = []
    unit: Annotated[Unit, _lenient(Unit)] = Unit.SENTENCE
    reach: Annotated[Reach, _lenient(Reach)] = Reach.CLAUSE
    is_case_sensitive: bool = False
    put: Annotated[Place, _lenient(Place)] | None = None
    by_hand: bool = False
    fix: list[Sentence] = []
    swaps: dict[str, Line] = {}
    spares_our_own: bool = False
    joint: Annotated[str, AfterValidator(_pattern)] = ""
    wrong: list[Line] = []
    right: list[Line] = []

    @model_validator(mode="after")
    def _prove_itself(self) -> Self:
        """Whoever writes a rule shows that it finds what it should, and nothing else."""
        for problem in self._problems():
            raise ValueError(problem)
        return self

    def as_rule(self, group: Group) -> Rule:
        names = frozenset[Kind]().union(*(KINDS[one] for one in self.kinds))
        return Rule(
            id=self.id,
            name=self.name,
            group=group,
            plain=self.plain,
            why=self.why,
            gravity=self.severity,
            override=self.override,
            kinds=names,
            on_notes="ALL" in self.kinds,
            pattern="|".join(self.pattern or self.absent),
            is_absence=bool(self.absent),
            unless="|".join(self.unless),
            unit=self.unit,
            reach=self.reach,
            is_case_sensitive=self.is_case_sensitive,
            only_while=tuple(self.only_while),
            fix=tuple(self.fix),
            put=self.put,
            by_hand=self.by_hand,
            swaps=self.swaps,
            joint=self.joint,
            spares_our_own=self.spares_our_own,
            wrong=tuple(self.wrong),
            right=tuple(self.right),
        )

    def _problems(self) -> Iterator[str]:
        rule = self.as_rule(Group.OWN)
        if self.pattern and self.absent:
            yield "needs pattern or absent, not both"
        written = re.sub(r"\\.", "", rule.pattern + rule.unless)
        if written != written.lower() and not self.is_case_sensitive:
            yield "must have its patterns in lower case: texts are read in lower case"
        if rule.pattern and not (self.wrong and self.right):
            yield "needs examples: at least one under wrong, and one under right"
        yield from self._unproven(rule) if rule.pattern else ()

    def _unproven(self, rule: Rule) -> Iterator[str]:
        for words in self.wrong:
            if not breaks(rule, read(words)):
                yield f"is not found in its own wrong example: {words}"
        for words in self.right:
            if breaks(rule, read(words)):
                yield f"is found in its own right example: {words}"
        for words in self.fix:
            if not rule.is_absence and breaks(rule, read(words)):
                yield f"is found in its own fix: {words}"


class StricterTable(Table):
    """A shipped rule that an organisation takes more seriously; never less."""

    id: str
    severity: Annotated[Gravity, _lenient(Gravity)] | None = None
    override: Annotated[Override, _lenient(Override)] | None = None


class RulesTable(Table):
    parts: dict[str, list[str]] = {}
    rule: list[RuleTable] = []
    stricter: list[StricterTable] = []


TABLES: Final[Mapping[str, type[Table]]] = MappingProxyType(
    {"rule": RuleTable, "stricter": StricterTable}
)
"""The tables within the file, by their headers."""
