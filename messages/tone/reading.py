"""A text as the rules see it: plain letters, plain blanks, no mark-up; and where each one stood."""

import html
import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final

NOT_PLAIN: Final = re.compile(
    r"</?[A-Za-z][A-Za-z0-9]{0,15}(?: [^<>:]{0,200})?/?>"  # HTML, but no address within it
    r"|&(?:[A-Za-z]{2,8}|#[0-9]{2,6});"
    r"|[ \t]{2,}|\t"
    r"|\n(?=[a-z])"  # a line that goes on
    r"|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])"  # mark-up of chats
    r"|[^\x00-\x7f]"
)
QUOTES: Final = str.maketrans("\u2018\u2019\u201b\u02bc\u201c\u201d\u201f\u2032", "''''\"\"\"'")
"""What phones make of straight ones."""
UNSEEN: Final = frozenset({"Cf", "Mn", "Me"})
"""Zero-width characters, changes of direction, and marks that sit on another letter."""
SENTENCE_ENDS: Final = re.compile(r"[.!?]{1,9}[\"')\]]{0,3}(?=\s|$)|\n")
CLAUSE_ENDS: Final = re.compile(r"[.,;!?]{1,9}[\"')\]]{0,3}(?=\s|$)|\n")
Span = tuple[int, int]


@dataclass(frozen=True)
class Reading:
    """`plain` is what can be read; `at` tells where each of its characters stands in `text`."""

    text: str
    plain: str
    at: Sequence[int]

    @cached_property
    def folded(self) -> str:
        """The plain text in lower case, as long as it was."""
        low = self.plain.lower()
        if len(low) == len(self.plain):
            return low
        return "".join(char.lower()[:1] for char in self.plain)

    @cached_property
    def sentences(self) -> list[Span]:
        return list(_between(SENTENCE_ENDS, self.plain))

    @cached_property
    def sentence_starts(self) -> list[int]:
        return [start for start, _ in self.sentences]

    @cached_property
    def words(self) -> list[str]:
        return re.findall(r"[a-z0-9]+(?:['.:-][a-z0-9]+)*", self.folded)

    @cached_property
    def _ends(self) -> dict[re.Pattern[str], tuple[list[int], list[int]]]:
        """Where each end of a sentence, or of a clause, starts and stops."""
        return {
            ends: ([one.start() for one in found], [one.end() for one in found])
            for ends in (SENTENCE_ENDS, CLAUSE_ENDS)
            for found in [list(ends.finditer(self.plain))]
        }

    def around(self, match: Span, ends: re.Pattern[str]) -> Span:
        """Return the whole sentence or clause in which `match` stands, without outer blanks."""
        starts, stops = self._ends[ends]
        before = bisect_right(stops, match[0]) - 1
        start = stops[before] if before >= 0 else 0
        after = bisect_left(starts, max(start, match[1] - 1))
        end = starts[after] if after < len(starts) else len(self.plain)
        return self.trimmed((start, end))

    def trimmed(self, span: Span) -> Span:
        """Return the passage without outer blanks."""
        words = self.plain[slice(*span)]
        start = span[0] + len(words) - len(words.lstrip())
        return start, start + len(words.strip())

    def typed(self, span: Span) -> Span:
        """Return where a passage of the plain text stands in the text that was typed."""
        start, end = span
        if start >= end:
            here = self.at[start] if start < len(self.at) else len(self.text)
            return here, here
        return self.at[start], self.at[end - 1] + 1


@lru_cache(maxsize=32)
def read(text: str) -> Reading:
    """Return the text as the rules see it. What cannot be seen is passed over.

    The last few are kept: one text is read by many rules, and again when it is sent.
    """
    if not NOT_PLAIN.search(text):
        return Reading(text, text, range(len(text)))
    plain: list[str] = []
    at: list[int] = []
    done = 0
    for found in NOT_PLAIN.finditer(text):
        start, end = found.span()
        plain.append(text[done:start])
        at.extend(range(done, start))
        seen = _seen(found[0])
        plain.append(seen)
        at.extend([start] * (len(seen) - 1) + [end - 1] * min(1, len(seen)))
        done = end
    plain.append(text[done:])
    at.extend(range(done, len(text)))
    return Reading(text, "".join(plain), at)


def _seen(passage: str) -> str:
    if passage[0] == "<":
        return ""
    if passage[0] == "&":
        passage = html.unescape(passage)
    elif passage[0] in " \t\n_":
        return " "
    if passage.isspace() and passage not in "\u2028\u2029\x85":
        return " "
    letters = unicodedata.normalize("NFKC", passage.translate(QUOTES))
    return "".join(char for char in letters if unicodedata.category(char) not in UNSEEN)


def _between(ends: re.Pattern[str], text: str) -> Iterator[Span]:
    start = 0
    for ending in ends.finditer(text):
        yield start, ending.end()
        start = ending.end()
    if start < len(text):
        yield start, len(text)
