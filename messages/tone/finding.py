"""A passage that breaks a rule, and the text once its suggestion is taken."""

import re
from dataclasses import dataclass
from typing import Final

from bot.domain.tone_rule import Gravity, Place, Reach, Rule

LONGEST_KEY: Final = 1_900
"""Below what a button's value holds."""
JOINED: Final = re.compile(r"^(and|but) +")
GREETING: Final = re.compile(
    r"\s{0,9}(?:hello|hi|dear|good \w{1,20})\b[^\n.!?]{0,100}\n", re.IGNORECASE
)
FIRST_SENTENCE: Final = re.compile(r"\s*[^\n]*?[.!?]{1,9}(?=\s|$)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What breaks a rule. Where something is missing, `start` and `end` are equal.

    `replacement`: None when only the author can know what to write, empty when the words are
    better left out. `about` says what the passage does not show.
    """

    rule: Rule
    gravity: Gravity
    start: int
    end: int
    clause: str
    replacement: str | None
    about: str = ""

    @property
    def is_block(self) -> bool:
        return self.gravity is Gravity.BLOCK

    @property
    def key(self) -> str:
        """What names this finding again after the text around it has changed."""
        return f"{self.rule.id}:{self.clause}"[:LONGEST_KEY]


def replaced(text: str, finding: Finding) -> str:
    """Return the text with the suggestion taken, in clean sentences; as it was if there is none.

    The text must be the one in which the finding was made.
    """
    if finding.replacement is None:
        return text
    if finding.rule.put is not None:
        return _with(text, finding.replacement, finding.rule.put)
    if finding.rule.reach is Reach.WORDS:
        return _swapped(text, finding)
    return _said_anew(text, finding)


def _said_anew(text: str, finding: Finding) -> str:
    before = text[: finding.start].rstrip(" \t,;")
    if before and before[-1] not in "\n.!?:…":
        before += "."
    after = re.sub(r"^[ \t]*[.,;!?]*[\"')\]\u2019\u201d]*[ \t]*", "", text[finding.end :])
    after = _capital(JOINED.sub("", after))
    middle = finding.replacement or ""
    if not middle and (not before or before.endswith("\n")):
        after = after.removeprefix("\n")
    return spaced(spaced(before, middle), after)


def _swapped(text: str, finding: Finding) -> str:
    before, after = text[: finding.start], text[finding.end :]
    if finding.replacement:
        begins = finding.clause[:1].isupper() and not finding.clause.isupper()
        begins = begins or before.rstrip()[-1:] in ("", *".!?") or before.endswith("\n")
        return before + (_capital(finding.replacement) if begins else finding.replacement) + after
    before, after = before.rstrip(" \t"), after.lstrip(" \t")
    if after.startswith(","):
        after = after[1:].lstrip(" \t")
        before = before.removesuffix(",")
    if not before or before[-1] in ".!?\n":
        after = _capital(after)
    elif not after or after[0] in ".!?;:\n":
        before = before.removesuffix(",")
        return before + after
    return spaced(before, after)


def _with(text: str, missing: str, place: Place) -> str:
    greeting = GREETING.match(text)
    if place is Place.START and not missing.startswith("Hello") and greeting:
        return text[: greeting.end()] + missing + "\n" + text[greeting.end() :]
    if place is Place.START:
        return f"{missing}\n{text.lstrip()}"
    if place is Place.SECOND:
        first = FIRST_SENTENCE.match(text, greeting.end() if greeting else 0)
        end = first.end() if first else len(text.rstrip())
        return spaced(_ended(text[:end]), spaced(missing, text[end:].lstrip(" \t")))
    lines = text.rstrip().split("\n")
    signature = len(lines) if place is Place.END else _signature(lines)
    return "\n".join([*lines[:signature], missing, *lines[signature:]])


def _signature(lines: list[str]) -> int:
    """Return at which line the signature begins: the last ones that are no sentences."""
    place = len(lines)
    while place > 1 and lines[place - 1].rstrip()[-1:] not in tuple(".!?…"):
        place -= 1
    return place


def _ended(words: str) -> str:
    kept = words.rstrip()
    return kept if not kept or kept[-1] in ".!?:…," else f"{kept}."


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def spaced(before: str, after: str) -> str:
    if not before or not after or before.endswith("\n") or after.startswith("\n"):
        return before + after
    return f"{before} {after}"
