"""Every no in words: what was wrong, and what to do. What was typed comes back whole."""

from messages.refused import (  # noqa: F401 - each registers its words
    after,
    care,
    cases,
    facts,
    incidents,
    insights,
    letters,
    money,
    outsiders,
    people,
    releases,
    stopped,
)
from messages.refused.registry import words_for

__all__ = ["words_for"]
