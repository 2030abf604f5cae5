"""How long words are, counted as each channel counts them: words, characters, posts, text messages.

Sources: GSM 03.38 for the alphabet of text messages, 3GPP TS 23.040 for their parts; the weights of
X as its counting library states them in its version 3.
"""

import re
import unicodedata
from typing import Final

from bot.domain.update import Counted

GSM: Final = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡"
    "ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
GSM_ESCAPED: Final = frozenset("^{}\\[~]|€\f")
"""Each of these takes the place of two."""
IN_TEXTS: Final = GSM | GSM_ESCAPED

LINK: Final = re.compile(
    r"\bhttps?://\S{1,2000}"
    r"|\b(?:[a-z0-9-]{1,63}\.){1,5}(?:com|org|net|info|io|app|dev|uk|ie|eu|de|fr|us|ca|au|nz)\b"
    r"(?:/\S{0,2000})?",
    re.IGNORECASE,
)
"""X makes a link of a bare address as well."""
LINK_WEIGHS: Final = 23
LIGHT: Final = ((0, 4351), (8192, 8205), (8208, 8223), (8242, 8247))
"""Ranges of characters that count as one on X; every other counts as two."""
EMOJI: Final = re.compile(
    "(?:[\U0001f1e6-\U0001f1ff]{2}"
    "|[0-9#*]\ufe0f?\u20e3"
    "|[\u203c-\u3299\U0001f000-\U0001faff]\ufe0f?[\U0001f3fb-\U0001f3ff]?"
    "(?:\u200d[\u2600-\u27bf\U0001f000-\U0001faff]\ufe0f?[\U0001f3fb-\U0001f3ff]?){0,6})"
)
"""Emoji made of several characters; as one they count as two."""
EMOJI_WEIGHS: Final = 2


def foreign_to_texts(text: str) -> str:
    """Return the characters that make a text message hold 70 of them instead of 160."""
    return "".join(dict.fromkeys(one for one in text if one not in IN_TEXTS))


def text_length(text: str) -> int:
    """Return how much of a text message it fills: septets, or UTF-16 units if one is foreign."""
    if foreign_to_texts(text):
        return len(text.encode("utf-16-le", "surrogatepass")) // 2
    return len(text) + sum(one in GSM_ESCAPED for one in text)


def post_length(text: str) -> int:
    """Return what X counts: 23 for any link, two for an emoji or a wide character."""
    plain = unicodedata.normalize("NFC", text)
    plain, links = LINK.subn("", plain)
    plain, emoji = EMOJI.subn("", plain)
    return links * LINK_WEIGHS + emoji * EMOJI_WEIGHS + sum(map(_weight, plain))


def word_count(text: str) -> int:
    return len(text.split())


def length(text: str, counted: Counted) -> int:
    """Return how long the text is where it goes."""
    match counted:
        case Counted.WORDS:
            return word_count(text)
        case Counted.CHARACTERS:
            return len(text)
        case Counted.POST:
            return post_length(text)
        case Counted.TEXT_MESSAGE:
            return text_length(text)


def fits(text: str, most: int, counted: Counted) -> bool:
    """Tell whether it fits; a text message must do so in the alphabet that holds 160."""
    is_plain = counted is not Counted.TEXT_MESSAGE or not foreign_to_texts(text)
    return is_plain and length(text, counted) <= most


def _weight(char: str) -> int:
    return 1 if any(first <= ord(char) <= last for first, last in LIGHT) else 2
