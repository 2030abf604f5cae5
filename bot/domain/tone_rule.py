"""A rule on words for customers: data, with its own examples. Texts are read in `messages.tone`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType
from typing import Final

from bot.domain.update import Kind

NO_SWAPS: Final[Mapping[str, str]] = MappingProxyType({})


class Gravity(StrEnum):
    """Whether words that break the rule may go out."""

    BLOCK = "block"
    WARN = "warn"


class Override(StrEnum):
    """Who may send the words all the same, with a reason."""

    NOBODY = "nobody"
    LEAD = "lead"
    AUTHOR = "author"


class Group(StrEnum):
    """What a rule is about, the gravest first."""

    TRUTH = "truth"
    HARM = "harm"
    PROMISES = "promises"
    APOLOGY = "apology"
    BLAME = "blame"
    RESPECT = "respect"
    LANGUAGE = "language"
    OWN = "own"
    """The organisation's."""


class Unit(StrEnum):
    """How much text a pattern, and its exception, see at a time."""

    SENTENCE = "sentence"
    TEXT = "text"


class Reach(StrEnum):
    """How much of the text around a match the suggestion takes the place of."""

    WORDS = "words"
    CLAUSE = "clause"
    SENTENCE = "sentence"


class Place(StrEnum):
    """Where the suggestion is put when something is missing."""

    START = "start"
    SECOND = "second"
    """After the first sentence; a greeting is none."""
    CLOSE = "close"
    """Before the signature."""
    END = "end"


@dataclass(frozen=True, kw_only=True)
class Rule:
    """Without a pattern, a function of the rule's name in `messages.tone` looks for it.

    `only_while` names what must be so for the rule to count. `fix` is a sentence each; one whose
    slot is unknown is left out, and none at all means that the words are better left out.
    `by_hand`: only the author can know what to write instead. `swaps` are the words to use instead
    of those found. `joint` is cut from the words and what follows becomes a sentence of its own.
    """

    id: str
    name: str
    group: Group
    plain: str
    why: str
    gravity: Gravity
    override: Override
    kinds: frozenset[Kind]
    on_notes: bool = False
    """Whether it holds for what only the team reads, too."""
    pattern: str = ""
    is_absence: bool = False
    """Whether the words of the pattern must stand somewhere, instead of nowhere."""
    unless: str = ""
    unit: Unit = Unit.SENTENCE
    reach: Reach = Reach.CLAUSE
    is_case_sensitive: bool = False
    only_while: tuple[str, ...] = ()
    fix: tuple[str, ...] = ()
    put: Place | None = None
    by_hand: bool = False
    swaps: Mapping[str, str] = field(default_factory=lambda: NO_SWAPS)
    joint: str = ""
    spares_our_own: bool = False
    """Whether words that the organisation gives as its own ways to reach it are passed over."""
    wrong: tuple[str, ...] = ()
    right: tuple[str, ...] = ()

    @property
    def is_block(self) -> bool:
        return self.gravity is Gravity.BLOCK

    def may_be_overridden_by(self, *, lead: bool) -> bool:
        """Tell whether the author, or an incident lead, may send the words all the same."""
        return self.override is Override.AUTHOR or (lead and self.override is Override.LEAD)

    @cached_property
    def finds(self) -> re.Pattern[str]:
        return re.compile(self.pattern)

    @cached_property
    def excuses(self) -> re.Pattern[str] | None:
        return re.compile(self.unless) if self.unless else None

    @cached_property
    def joins(self) -> re.Pattern[str] | None:
        return re.compile(self.joint) if self.joint else None
