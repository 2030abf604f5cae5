"""A message before it is sent: blocks to look at, and one sentence for lock screens and readers."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from slack_sdk.models.blocks import (
    Block,
    BlockElement,
    ContextBlock,
    HeaderBlock,
    MarkdownTextObject,
    PlainTextObject,
    SectionBlock,
)

from messages.drawn import drawn

LONGEST_TEXT: Final = 4_000
"""What Slack advises for the top-level text; it cuts at 40,000."""
LONGEST_SECTION: Final = 3_000
LONGEST_FIELD: Final = 2_000
LONGEST_HEADER: Final = 150
MOST_BLOCKS: Final = 50
MOST_SECTIONS: Final = 14
"""Enough for 40,000 characters, the longest text that a person can send."""
FENCE: Final = "```"
_BROKEN_END: Final = re.compile(r"(&[a-z]{0,3}|<[^>]*|`{1,2})$")
QUOTE: Final = "> "
_GAP_OR_WHOLE: Final = re.compile(rf"^{QUOTE}|(?P<gap>[\n ])|<[^>]*>", re.MULTILINE)
"""Where words may be cut, or what has gaps inside and may not: a quotation's mark, a time, a link.
"""


@dataclass(frozen=True, slots=True)
class Card:
    """`text` alone gives the whole sense; both parts hold only escaped words."""

    text: str
    blocks: Sequence[Block]

    def __post_init__(self) -> None:
        if not self.text.strip():
            raise ValueError("a card needs the sentence that a lock screen shows")


def payload(card: Card) -> dict[str, object]:
    """Return the JSON that Slack's methods take: `text` and `blocks`."""
    return {
        "text": shortened(card.text, LONGEST_TEXT),
        "blocks": drawn(card.blocks),
    }


def escaped(typed: str) -> str:
    """Return what a person typed so that it can ping nobody and link nowhere."""
    return typed.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def shortened(words: str, limit: int) -> str:
    """Return escaped `words` in at most `limit` characters; an ellipsis says that some are gone."""
    if len(words) <= limit:
        return words
    return _BROKEN_END.sub("", words[: limit - 1]).rstrip() + "…"


def pieces(words: str, limit: int = LONGEST_SECTION) -> Iterator[str]:
    """Yield escaped `words` whole, in parts of at most `limit` characters.

    Cuts at a line's end or a blank where there is one; a ``` block goes on in the next part, and so
    does a quoted line: nobody's words stand there as ours.
    """
    rest = words
    while len(rest) > limit:
        room = limit - len(FENCE) - 1
        part = _BROKEN_END.sub("", rest[:room])
        gaps = (found.start("gap") for found in _GAP_OR_WHOLE.finditer(part))
        cut = max(gaps, default=-1)
        part = part[:cut] if cut > room // 2 else part
        line = rest.rfind("\n", 0, len(part)) + 1
        is_quoted, rest = rest.startswith(QUOTE, line), rest[len(part) :]
        if is_quoted and not rest.startswith("\n"):
            rest = f"{QUOTE}{rest.lstrip(' ')}"
        rest = rest.removeprefix("\n")
        if part.count(FENCE) % 2:
            part, rest = f"{part}\n{FENCE}", f"{FENCE}\n{rest}"
        yield part
    if rest.strip():
        yield rest


def marked(words: str) -> MarkdownTextObject:
    """Return Slack's own mark-up, in which bare names and addresses are not turned into links."""
    return MarkdownTextObject(text=words, verbatim=True)


def plain(words: str, limit: int) -> PlainTextObject:
    return PlainTextObject(text=shortened(words, limit), emoji=False)


def header(words: str) -> HeaderBlock:
    return HeaderBlock(text=plain(words, LONGEST_HEADER))


def section(words: str, *, accessory: BlockElement | None = None) -> SectionBlock:
    return SectionBlock(text=marked(shortened(words, LONGEST_SECTION)), accessory=accessory)


def sections(words: str) -> list[SectionBlock]:
    """Return `words` in as many sections as they need; and say so if some is left out."""
    parts = list(pieces(words))
    if len(parts) > MOST_SECTIONS:
        parts[MOST_SECTIONS - 1 :] = ["The rest is too long for a message, and is left out here."]
    return [section(part) for part in parts]


def fields(named: Mapping[str, str]) -> SectionBlock:
    """Return a section of two columns: a bold name above each value."""
    texts = [
        marked(shortened(f"*{name}*\n{words}", LONGEST_FIELD)) for name, words in named.items()
    ]
    return SectionBlock(fields=texts)


def context(words: str) -> ContextBlock:
    return ContextBlock(elements=[marked(shortened(words, LONGEST_SECTION))])


def quoted(typed: str) -> str:
    """Return typed words escaped, as a quotation, line by line."""
    return "\n".join(f"{QUOTE}{line}" for line in _unfenced(typed).splitlines())


def copyable(typed: str) -> str:
    """Return typed words escaped, as a block that can be copied as it stands."""
    return f"{FENCE}\n{_unfenced(typed)}\n{FENCE}"


def _unfenced(typed: str) -> str:
    """Return typed words escaped, without a ``` that would begin or end a block."""
    return escaped(typed).replace(FENCE, "`\u200b`\u200b`")
