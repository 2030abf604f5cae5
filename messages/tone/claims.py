"""What words say of the cause, or of when it works again, however they put it."""

import re
from typing import Final

from bot.domain.tone_rule import Rule
from messages.tone.matching import breaks, matches
from messages.tone.reading import Reading, read
from messages.tone.rules import BY_ID

KNOWN: Final = "\x00"
"""Stands for the known cause or time within a sentence."""
_WITH: Final = "and|or|plus|as well as|along with|together with|combined with|on top of"
_WE: Final = "i|we|you|it|they|there|this|that|so|then|now|please"
JOINTS: Final = re.compile(
    rf",? (?:but|{_WITH})(?= (?:{_WE}|due|caused|triggered|as)\b)|;|,(?! (?:{_WITH})\b)"
)
"""Where a sentence goes on to say something else."""
ADDED: Final = re.compile(rf"{KNOWN},? (?:{_WITH}) (?!(?:{_WE})\b)|\b(?:{_WITH}) {KNOWN}")
"""Something more of the same kind."""


def names_cause(text: str, cause: str) -> bool:
    """Tell whether the words give `cause`, or another one: that is not the one agreed on."""
    return _says("T14", text, cause)


def names_end(text: str, window: str) -> bool:
    """Tell whether the words say when it works again: in the `window` that is known, or not."""
    return _says("T06", text, window)


def names_other(text: str, *, cause: str | None, window: str | None) -> bool:
    """Tell whether the words give a cause or a time, and it is not the one that is known.

    One more beside the known one counts, in the same sentence as well.
    """
    known = {"T14": cause, "T06": window}
    return any(
        said is not None and _gives_other(BY_ID[rule], _marked(text, said))
        for rule, said in known.items()
    )


def _marked(text: str, known: str) -> Reading:
    """Return the text with a sign in place of the known one, which may hold stops itself."""
    plain = read(text).plain.replace(KNOWN, "")
    named = re.escape(read(known).plain.strip(" .!?"))
    return read(re.sub(named, KNOWN, plain, flags=re.IGNORECASE))


def _gives_other(rule: Rule, marked: Reading) -> bool:
    return any(
        _part_gives_other(rule, part)
        for start, end in marked.sentences
        for part in _parts(marked.folded[start:end])
    )


def _parts(sentence: str) -> list[str]:
    """Return what a sentence says one after the other, if the known one is part of it."""
    return JOINTS.split(sentence) if KNOWN in sentence else [sentence]


def _part_gives_other(rule: Rule, part: str) -> bool:
    """One that gives the known one may lead up to it once, and add nothing of the kind."""
    found = list(matches(rule, read(part)))
    return bool(ADDED.search(part)) or len(found) > (KNOWN in part)


def _says(rule: str, text: str, known: str) -> bool:
    return _holds(text, known) or breaks(BY_ID[rule], read(text))


def _holds(text: str, known: str) -> bool:
    return read(known).folded.strip(" .!?") in read(text).folded
