"""Reading words for customers: what breaks a rule, and what to say instead."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from bot.domain.facts import Facts
from bot.domain.organisation import Organisation
from bot.domain.update import Kind
from messages.certainty import failure
from messages.slots import filled_sentences
from messages.tone.rule import Reach, Rule, Unit
from messages.tone.rules import RULES
from messages.words import customer_time, sentence

LONGEST_KEY: Final = 1_900
"""Below what a button's value holds."""
SAME_LENGTH: Final = str.maketrans("\u2019\u2018\u00a0\u202f", "''  ")
"""Apostrophes and blanks that phones put in, and what the patterns know them as."""
SENTENCE_ENDS: Final = re.compile(r"[.!?]+(?=\s|$)|\n")
CLAUSE_ENDS: Final = re.compile(r"[.,;!?]+(?=\s|$)|\n")
JOINED: Final = re.compile(r"^(and|but) +")


@dataclass(frozen=True, slots=True, kw_only=True)
class ToneContext:
    """`facts.next_update_due` is the time that a suggestion may promise."""

    kind: Kind
    facts: Facts
    organisation: Organisation
    now: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A clause that breaks a rule. An empty replacement means that it is better left out."""

    rule: Rule
    start: int
    end: int
    clause: str
    replacement: str

    @property
    def key(self) -> str:
        """What names this finding again after the text around it has changed."""
        return f"{self.rule.id}:{self.clause}"[:LONGEST_KEY]


def findings(text: str, context: ToneContext) -> list[Finding]:
    """Return what must not be sent as it stands, in the order of the text."""
    readable = text.translate(SAME_LENGTH)
    found = {
        (finding.start, finding.end, rule.id): finding
        for rule in RULES
        if _applies(rule, context) and rule.finds.search(readable)
        for finding in _broken(rule, text, readable, context)
    }
    return sorted(found.values(), key=lambda finding: finding.start)


def replaced(text: str, finding: Finding) -> str:
    """Return the text with the suggestion in place of the clause, in clean sentences.

    The text must be the one in which the finding was made.
    """
    before = text[: finding.start].rstrip(" \t,;")
    if before and before[-1] not in "\n.!?:…":
        before += "."
    after = re.sub(r"^[ \t]*[.,;!?]*[ \t]*", "", text[finding.end :])
    after = _capital(JOINED.sub("", after))
    middle = finding.replacement
    if not middle and (not before or before.endswith("\n")):
        after = after.removeprefix("\n")
    return _spaced(_spaced(before, middle), after)


def _applies(rule: Rule, context: ToneContext) -> bool:
    is_settled = rule.settled_by is not None and rule.settled_by is context.facts.data_safety
    return context.kind in rule.kinds and not is_settled


def _broken(rule: Rule, text: str, readable: str, context: ToneContext) -> Iterator[Finding]:
    for start, end in _units(rule, readable):
        if rule.excuses and rule.excuses.search(readable, start, end):
            continue
        for match in rule.finds.finditer(readable, start, end):
            yield _finding(rule, text, match, context)


def _units(rule: Rule, text: str) -> Iterator[tuple[int, int]]:
    start = 0
    if rule.unit is Unit.SENTENCE:
        for ending in SENTENCE_ENDS.finditer(text):
            yield start, ending.end()
            start = ending.end()
    yield start, len(text)


def _finding(rule: Rule, text: str, match: re.Match[str], context: ToneContext) -> Finding:
    ends = CLAUSE_ENDS if rule.reach is Reach.CLAUSE else SENTENCE_ENDS
    start = max((end.end() for end in ends.finditer(text, 0, match.start())), default=0)
    ending = ends.search(text, max(start, match.end() - 1))
    end = ending.start() if ending else len(text)
    start += len(text[start:end]) - len(text[start:end].lstrip())
    clause = text[start:end].rstrip()
    return Finding(
        rule=rule,
        start=start,
        end=start + len(clause),
        clause=clause,
        replacement=_replacement(rule, match, text[start:end], start, context),
    )


def _replacement(
    rule: Rule, match: re.Match[str], clause: str, start: int, context: ToneContext
) -> str:
    if rule.settled_by is not None and context.facts.data_safety.is_for_security:
        return ""
    if rule.joint is None:
        return " ".join(filled_sentences(rule.fix, _slots(context)))
    joints = list(re.finditer(rule.joint, match.string[: match.end()], re.IGNORECASE))
    joint = joints[-1]
    head, tail = clause[: joint.start() - start], clause[joint.end() - start :]
    return _spaced(sentence(head), sentence(tail))


def _slots(context: ToneContext) -> dict[str, str | None]:
    due, zone = context.facts.next_update_due, context.organisation.time_zone
    return {
        "next_update_at": customer_time(due, zone, now=context.now) if due else None,
        "what_fails": None if context.facts.is_resolved else failure(context.facts),
        "we_are": "We are" if context.kind.is_public else "I am",
    }


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _spaced(before: str, after: str) -> str:
    if not before or not after or before.endswith("\n") or after.startswith("\n"):
        return before + after
    return f"{before} {after}"
