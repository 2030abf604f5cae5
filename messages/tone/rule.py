"""What a rule on words is: data, with its own examples. The reading of texts is in `check`."""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Final

from bot.domain.facts import DataSafety
from bot.domain.update import Kind

EXTERNAL: Final = frozenset(Kind)
"""Everything a customer reads."""


class Unit(StrEnum):
    """How much text a pattern, and its exception, see at a time."""

    SENTENCE = "sentence"
    TEXT = "text"


class Reach(StrEnum):
    """How much of the text around a match the suggestion takes the place of."""

    CLAUSE = "clause"
    SENTENCE = "sentence"


class Override(StrEnum):
    """Who may send the words all the same."""

    NOBODY = "nobody"
    LEAD = "lead"


@dataclass(frozen=True, kw_only=True)
class Rule:
    """A rule that blocks words. Its patterns ignore case and need no look-around.

    `fix` is a sentence each; one whose slot is unknown is left out, and none at all means that the
    words are better left out. `settled_by` is the state of the facts that makes the words true.
    `joint` is cut from the words and what follows becomes a sentence: for rules on how two
    sentences are joined.
    """

    id: str
    name: str
    plain: str
    why: str
    pattern: str
    unless: str | None = None
    unit: Unit = Unit.SENTENCE
    reach: Reach = Reach.CLAUSE
    kinds: frozenset[Kind] = EXTERNAL
    override: Override = Override.LEAD
    settled_by: DataSafety | None = None
    fix: tuple[str, ...] = ()
    joint: str | None = None
    wrong: tuple[str, ...]
    right: tuple[str, ...]

    @cached_property
    def finds(self) -> re.Pattern[str]:
        return re.compile(self.pattern, re.IGNORECASE)

    @cached_property
    def excuses(self) -> re.Pattern[str] | None:
        return re.compile(self.unless, re.IGNORECASE) if self.unless else None
