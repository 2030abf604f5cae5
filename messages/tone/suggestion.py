"""What to write instead: the rule's sentences, filled with what is known at the moment."""

from datetime import timedelta
from functools import cached_property
from typing import Final

from babel.dates import format_date

from bot.domain.tone_rule import Reach, Rule
from messages.certainty import HONEST_DATA_LINE, failure
from messages.slots import filled, filled_sentences
from messages.tone.context import ToneContext
from messages.tone.finding import spaced
from messages.tone.matching import breaks
from messages.tone.reading import CLAUSE_ENDS, SENTENCE_ENDS, Reading, Span, read
from messages.words import customer_time, sentence

DAY: Final = timedelta(days=1)
THANKS: Final = "Thank you for telling me."
SLOTS: Final = frozenset(
    {
        "next_update_at",
        "what_fails",
        "current_action",
        "prevention_done",
        "data_line",
        "we_are",
        "name",
        "agent",
        "thanks",
        "today",
        "tomorrow",
        "yesterday",
    }
)


class Suggestions:
    """For one text at one moment. Facts that break a rule themselves are not suggested."""

    def __init__(self, context: ToneContext, rules: tuple[Rule, ...]) -> None:
        self._context = context
        self._rules = rules

    def instead_of(self, rule: Rule, reading: Reading, match: Span, reach: Span) -> str | None:
        """Return what to write in place of `reach`; None if only the author can know."""
        if rule.by_hand:
            return None
        if rule.joins is not None:
            return _parted(rule, reading, match, reach)
        if rule.swaps:
            words = rule.swaps.get(reading.folded[slice(*match)])
            return None if words is None else filled(words, self._slots)
        return self.missing(rule) if rule.reach is Reach.WORDS else self._unsaid(rule, reading)

    def _unsaid(self, rule: Rule, reading: Reading) -> str:
        """Return the rule's sentences without those that the text says already."""
        sentences = filled_sentences(rule.fix, self._slots)
        return " ".join(one for one in sentences if one not in reading.text)

    def missing(self, rule: Rule) -> str | None:
        """Return the rule's sentences as far as their slots are known."""
        words = " ".join(filled_sentences(rule.fix, self._slots))
        must_be_said = rule.put is not None or rule.reach is Reach.WORDS
        return None if rule.by_hand or (rule.fix and must_be_said and not words) else words

    @cached_property
    def _slots(self) -> dict[str, str | None]:
        facts, kind = self._context.facts, self._context.kind
        zone, now = self._context.organisation.time_zone, self._context.now
        due = facts.next_update_due
        done = facts.prevention_done
        return {
            "next_update_at": customer_time(due, zone, now=now) if due and due > now else None,
            "what_fails": None if facts.is_resolved else self._clean(failure(facts)),
            "current_action": self._clean(sentence(facts.current_action or "")),
            "prevention_done": self._clean(f"What we have changed: {done}." if done else ""),
            "data_line": None if facts.data_safety.is_for_security else HONEST_DATA_LINE,
            "we_are": "We are" if kind.is_public else "I am",
            "name": self._context.customer.name,
            "agent": self._context.agent,
            "thanks": None if kind.is_public else THANKS,
        } | self._days

    @property
    def _days(self) -> dict[str, str | None]:
        today = self._context.now.astimezone(self._context.organisation.time_zone).date()
        days = {"yesterday": today - DAY, "today": today, "tomorrow": today + DAY}
        locale = self._context.organisation.locale
        return {name: format_date(day, "EEEE d MMMM", locale=locale) for name, day in days.items()}

    def _clean(self, words: str) -> str | None:
        if not words:
            return None
        reading = read(words)
        kind = self._context.kind
        counts = (rule for rule in self._rules if kind in rule.kinds and not rule.is_absence)
        return None if any(breaks(rule, reading) for rule in counts) else words


def reach_of(rule: Rule, reading: Reading, match: Span) -> Span:
    """Return the passage that the suggestion takes the place of."""
    if rule.reach is Reach.WORDS:
        return match
    ends = CLAUSE_ENDS if rule.reach is Reach.CLAUSE else SENTENCE_ENDS
    return reading.around(match, ends)


def _parted(rule: Rule, reading: Reading, match: Span, reach: Span) -> str | None:
    """Return the words as sentences of their own, without what joined them."""
    joints = list(rule.joins.finditer(reading.folded, *match)) if rule.joins else []
    if not joints:
        return None
    head = reading.plain[reach[0] : joints[-1].start()]
    tail = reading.plain[joints[-1].end() : reach[1]]
    return spaced(sentence(head), sentence(tail))
