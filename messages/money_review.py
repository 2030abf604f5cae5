"""The monthly review of credits as a table for somebody outside the team; no customer is named."""

from collections.abc import Mapping, Sequence
from typing import Final

from bot.domain.credit import Credit
from bot.domain.flags import Flag
from bot.domain.measures import Measures
from bot.domain.money import Money
from bot.domain.organisation import Organisation
from bot.domain.told import Answer
from messages.money_words import flags_words, shown
from messages.words import span

SAID: Final[Mapping[Answer, str]] = {
    Answer.ACCEPTED: "took it",
    Answer.REFUSED: "did not want it",
    Answer.UNANSWERED: "did not answer",
}


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
    """Return the figures of one currency."""
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
    if one.above_usual:
        parts.append(f"{one.above_usual} above what is usual for the reason")
    if one.felt is not None:
        before, after = one.felt
        parts.append(f"content {before:g} of 5 before and {after:g} after, of those who said both")
    if one.spread is not None:
        least, middle, most = (
            shown(Money(minor, one.currency), organisation) for minor in one.spread
        )
        parts.append(f"one customer got {least} to {most}, half at most {middle}")
    return "; ".join(parts) + "."


def _within(one: Measures) -> str:
    return "" if one.to_told is None else f", half within {span(one.to_told)}"
