"""Reading words for customers: what breaks a rule, and what to say instead."""

from collections.abc import Iterator, Mapping
from dataclasses import astuple
from types import MappingProxyType
from typing import Final

from bot.domain.tone_rule import Group, Rule
from messages.tone import apology, harm, language, promises, respect, truth
from messages.tone.conditions import CONDITIONS
from messages.tone.context import ToneContext
from messages.tone.finding import Finding, replaced
from messages.tone.matching import is_absent, matches
from messages.tone.reading import Reading, read
from messages.tone.rules import RULES, rules_of
from messages.tone.spot import Check, Spot
from messages.tone.suggestion import Suggestions, reach_of

__all__ = ["Finding", "ToneContext", "findings", "findings_in_note", "replaced"]

CHECKS: Final[Mapping[str, Check]] = MappingProxyType(
    {
        check.__name__: check
        for check in (
            truth.stale_fact,
            truth.channels_disagree,
            harm.public_question_open,
            harm.channel_down,
            harm.winback_no_change,
            harm.money_unapproved,
            promises.time_without_zone,
            promises.next_update_bad,
            promises.promise_not_logged,
            apology.over_apology,
            respect.name_missing,
            respect.name_overuse,
            respect.no_human,
            respect.concern_not_first,
            respect.no_reiterate,
            language.all_caps,
            language.long_sentence,
            language.reading_grade,
            language.over_length,
            language.impact_not_first,
            language.same_holding,
        )
    }
)
"""What looks for the rules that have no pattern, by their names."""
GRAVEST_FIRST: Final = tuple(Group)


def findings(text: str, context: ToneContext) -> list[Finding]:
    """Return what breaks a rule: what blocks first, then the gravest, then as in the text."""
    reading = read(text)
    rules = rules_of(context.organisation)
    suggestions = Suggestions(context, rules)
    so = frozenset(name for name, is_so in CONDITIONS.items() if is_so(context))
    found = {
        (finding.rule.id, finding.start, finding.end): finding
        for rule in rules
        if context.kind in rule.kinds and so.issuperset(rule.only_while)
        for finding in _broken(rule, reading, context, suggestions)
    }
    return sorted(found.values(), key=_weight)


def findings_in_note(text: str) -> list[Rule]:
    """Return the rules that a note of the team breaks: it may be read by whom it is about."""
    reading = read(text)
    return [rule for rule in RULES if rule.on_notes and any(True for _ in matches(rule, reading))]


def _broken(
    rule: Rule, reading: Reading, context: ToneContext, suggestions: Suggestions
) -> Iterator[Finding]:
    if not rule.pattern:
        for spot in CHECKS[rule.name](reading, context):
            yield _finding(rule, reading, spot, suggestions)
    elif rule.is_absence:
        if context.is_whole and is_absent(rule, reading):
            yield _finding(rule, reading, Spot(0, 0), suggestions)
    else:
        for match in matches(rule, reading):
            if rule.spares_our_own and reading.folded[slice(*match)] in _our_own(context):
                continue
            reach = reach_of(rule, reading, match)
            instead = suggestions.instead_of(rule, reading, match, reach)
            yield _finding(rule, reading, Spot(*reach, instead), suggestions)


def _our_own(context: ToneContext) -> str:
    """Return how customers reach the organisation, and who else may help them."""
    return read("\n".join(astuple(context.organisation.voice))).folded


def _finding(rule: Rule, reading: Reading, spot: Spot, suggestions: Suggestions) -> Finding:
    start, end = reading.typed((spot.start, spot.end))
    return Finding(
        rule=rule,
        gravity=spot.gravity or rule.gravity,
        start=start,
        end=end,
        clause=reading.text[start:end],
        replacement=suggestions.missing(rule) if rule.put else spot.instead,
        about=spot.about,
    )


def _weight(finding: Finding) -> tuple[bool, int, int]:
    return not finding.is_block, GRAVEST_FIRST.index(finding.rule.group), finding.start
