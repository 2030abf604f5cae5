"""What to write instead: the rule's sentences, filled with what is known at the moment."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Final

from babel.dates import format_date

from bot.domain.tone_rule import Reach, Rule
from messages.certainty import HONEST_DATA_LINE, failure
from messages.slots import SLOT, filled, filled_sentences
from messages.tone.context import ToneContext
from messages.tone.finding import spaced
from messages.tone.matching import breaks
from messages.tone.reading import CLAUSE_ENDS, SENTENCE_ENDS, Reading, Span, read
from messages.words import customer_time, sentence

DAYS: Final = {
    name: timedelta(days=days) for days, name in enumerate(("yesterday", "today", "tomorrow"), -1)
}
THANKS: Final = "Thank you for telling me."


class Suggestions:
    """For one text at one moment. Facts that break a rule themselves are not suggested."""

    def __init__(self, context: ToneContext, rules: tuple[Rule, ...]) -> None:
        self._context = context
        self._rules = rules
        self._worked_out: dict[str, str | None] = {}

    def instead_of(self, rule: Rule, reading: Reading, match: Span, reach: Span) -> str | None:
        """Return what to write in place of `reach`; None if only the author can know."""
        if rule.by_hand:
            return None
        if rule.joins is not None:
            return _parted(rule, reading, match, reach)
        if rule.swaps:
            words = rule.swaps.get(reading.folded[slice(*match)])
            return None if words is None else filled(words, self._slots_in(words))
        return self.missing(rule) if rule.reach is Reach.WORDS else self._unsaid(rule, reading)

    def _unsaid(self, rule: Rule, reading: Reading) -> str:
        """Return the rule's sentences without those that the text says already."""
        sentences = filled_sentences(rule.fix, self._slots_in(*rule.fix))
        return " ".join(one for one in sentences if one not in reading.text)

    def missing(self, rule: Rule) -> str | None:
        """Return the rule's sentences as far as their slots are known."""
        words = " ".join(filled_sentences(rule.fix, self._slots_in(*rule.fix)))
        must_be_said = rule.put is not None or rule.reach is Reach.WORDS
        return None if rule.by_hand or (rule.fix and must_be_said and not words) else words

    def _slots_in(self, *sentences: str) -> dict[str, str | None]:
        """Return what stands for the slots of these sentences: few texts need them all."""
        names = {slot["name"] for words in sentences for slot in SLOT.finditer(words)}
        for name in names - self._worked_out.keys():
            self._worked_out[name] = self._slot(name)
        return self._worked_out

    def _slot(self, name: str) -> str | None:
        if name in DAYS:
            return self._day(name)
        return FILLS[name](self)

    def due(self) -> str | None:
        due, now = self._context.facts.next_update_due, self._context.now
        if due is None or due <= now:
            return None
        return customer_time(due, self._context.organisation.time_zone, now=now)

    def what_fails(self) -> str | None:
        facts = self._context.facts
        return None if facts.is_resolved else self._clean(failure(facts))

    def current_action(self) -> str | None:
        return self._clean(sentence(self._context.facts.current_action or ""))

    def prevention(self) -> str | None:
        done = self._context.facts.prevention_done
        return self._clean(f"What we have changed: {done}." if done else "")

    def data_line(self) -> str | None:
        return None if self._context.facts.data_safety.is_for_security else HONEST_DATA_LINE

    def we_are(self) -> str:
        return "We are" if self._context.kind.is_public else "I am"

    def thanks(self) -> str | None:
        return None if self._context.kind.is_public else THANKS

    def name(self) -> str:
        return self._context.customer.name

    def agent(self) -> str:
        return self._context.agent

    def _day(self, name: str) -> str:
        theirs = self._context.organisation
        day = self._context.now.astimezone(theirs.time_zone).date() + DAYS[name]
        return format_date(day, "EEEE d MMMM", locale=theirs.locale)

    def _clean(self, words: str) -> str | None:
        if not words:
            return None
        reading = read(words)
        kind = self._context.kind
        counts = (rule for rule in self._rules if kind in rule.kinds and not rule.is_absence)
        return None if any(breaks(rule, reading) for rule in counts) else words


FILLS: Final[Mapping[str, Callable[[Suggestions], str | None]]] = {
    "next_update_at": Suggestions.due,
    "what_fails": Suggestions.what_fails,
    "current_action": Suggestions.current_action,
    "prevention_done": Suggestions.prevention,
    "data_line": Suggestions.data_line,
    "we_are": Suggestions.we_are,
    "name": Suggestions.name,
    "agent": Suggestions.agent,
    "thanks": Suggestions.thanks,
}
SLOTS: Final = frozenset({*FILLS, *DAYS})


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
