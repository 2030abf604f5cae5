"""The monthly review of credits as a table for somebody outside the team; no customer is named."""

from collections.abc import Mapping, Sequence
from typing import Final

from bot.domain.credit import Credit
from bot.domain.flags import Flag
from bot.domain.measures import Measures
from bot.domain.money import Money
from bot.domain.organisation import Organisation
from bot.domain.overruling import ALONE, Rule
from bot.domain.told import Answer
from messages.money_words import FUNCTIONS, flags_words, shown
from messages.words import span

SAID: Final[Mapping[Answer, str]] = {
    Answer.ACCEPTED: "took it",
    Answer.REFUSED: "did not want it",
    Answer.UNANSWERED: "did not answer",
}

PAST: Final[Mapping[Rule, str]] = {
    Rule.USUAL: "above what is usual for the reason",
    Rule.LIKES: "over twice what like cases got",
    Rule.EVIDENCE: "with nothing to show it",
    Rule.LIST: "for a customer who was not on the list",
}
ROLES: Final[Mapping[str, str]] = {**FUNCTIONS, ALONE: "who asked, within their own limit"}
NO_ROLE_NOW: Final = "somebody named in the settings"


def review_lines(
    to_read: Sequence[Credit],
    marks: Mapping[int, Sequence[Flag]],
    measures: Sequence[Measures],
    organisation: Organisation,
) -> list[str]:
    """Return the measures, and a line for each credit to read."""
    lines = [measures_line(one, organisation) for one in measures]
    for one in to_read:
        why = flags_words(marks.get(one.number, ())) or "drawn by lot"
        people = f"asked by {one.asked_by}, decided by {one.decided_by}"
        lines.append(f"{one.name}  {shown(one.amount, organisation)}  {one.code}  {people}: {why}")
    return lines or ["Nothing was decided in that month."]


def measures_line(one: Measures, organisation: Organisation) -> str:
    """Return the figures of one currency, each on a line of its own."""
    given = shown(Money(one.given, one.currency), organisation)
    parts = [
        f"{one.currency}: requests {one.asked}",
        f"{one.granted} granted ({one.given_alone} alone), {given} in all",
        f"{one.declined} declined",
    ]
    if one.to_decision is not None:
        parts.append(f"half decided within {span(one.to_decision)}")
    if one.told:
        parts.append(f"customers told {one.told}{_within(one)}")
    if one.to_paid is not None:
        parts.append(f"half of those paid within {span(one.to_paid)} after that")
    if one.said:
        parts.append(", ".join(f"{many} {SAID[answer]}" for answer, many in one.said.items()))
    if one.gap is not None:
        asked, got = (shown(Money(minor, one.currency), organisation) for minor in one.gap)
        parts.append(f"{got} given where {asked} was asked for")
    parts += [_overruled(rule, by) for rule, by in one.overruled.items()]
    parts += _afterwards(one)
    if one.felt is not None:
        before, after = one.felt
        parts.append(f"content {before:g} of 5 before and {after:g} after, of those who said both")
    if one.spread is not None:
        least, middle, most = (
            shown(Money(minor, one.currency), organisation) for minor in one.spread
        )
        parts.append(f"one customer got {least} to {most}, half at most {middle}")
    if one.likes is not None:
        code, *span_of = one.likes
        low, high = (shown(Money(minor, one.currency), organisation) for minor in span_of)
        parts.append(f"like cases the least alike got {low} to {high} ({code})")
    return "\n  ".join(parts)


def _overruled(rule: Rule, by: Mapping[str, int]) -> str:
    """Return how many went past a rule, and as what people let them."""
    roles = ", ".join(f"{many} by {ROLES.get(role) or NO_ROLE_NOW}" for role, many in by.items())
    return f"{sum(by.values())} {PAST[rule]} ({roles})"


def _afterwards(one: Measures) -> list[str]:
    shares = {
        "of {of} told who are in the log, {many} had to come back": one.came_back,
        "of {of} told who answered after a week, {many} were happy": one.satisfied,
        "of {of} told of whom it is known, {many} stayed 90 days": one.stayed,
    }
    return [
        words.format(many=share[0], of=share[1])
        for words, share in shares.items()
        if share is not None
    ]


def _within(one: Measures) -> str:
    return "" if one.to_told is None else f", half within {span(one.to_told)}"
