"""Where a refusal finds its words: each module here registers those of one field."""

from functools import singledispatch
from zoneinfo import ZoneInfo

from bot.domain.refusals import Refusal
from messages.refused.always import ALWAYS


@singledispatch
def words_for(refusal: Refusal, zone: ZoneInfo) -> str:
    """Return the sentence for a refusal, escaped. Raises `TypeError` for one without words."""
    words = ALWAYS.get(type(refusal))
    if words is None:
        raise TypeError(f"no words for {type(refusal).__name__}")
    return words
