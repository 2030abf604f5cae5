"""Customers: who should hear first, and what of them can be kept."""

from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.customer import (
    LONGEST_NAME,
    MOST_MINUTES,
    Mood,
    Report,
    checked,
    counted,
)
from bot.domain.customer_table import COLUMNS, columns_of, imported
from bot.domain.people_refusals import BadCount, CustomerIsNameless
from bot.domain.refusals import Refusal, WordsAreTooLong

minutes = st.integers(0, MOST_MINUTES)
HEADER = list(COLUMNS)


@given(minutes, minutes, st.sampled_from([Mood.CONFUSED, Mood.WORRIED, None]))
def test_needs_come_before_risk_risk_before_mood_and_mood_before_waiting(
    one: int, other: int, calm: Mood | None
) -> None:
    waiting = Report(waited=one, mood=calm)
    ranks = [
        waiting,
        replace(waiting, waited=other, mood=Mood.QUIET),
        replace(waiting, may_leave=True),
        replace(waiting, waited=other, needs="Large print"),
    ]

    assert [report.urgency for report in ranks] == sorted({report.urgency for report in ranks})
    assert (replace(waiting, waited=other).urgency > waiting.urgency) == (other > one)


@pytest.mark.parametrize("mood", Mood)
def test_quiet_fury_is_as_hard_as_shouting(mood: Mood) -> None:
    assert mood.is_hard == (mood.value in {"angry", "quiet", "abusive"})


def test_somebody_needs_a_name_or_a_reference() -> None:
    assert checked(Report(reference=" T-1 ")).reference == "T-1"
    assert checked(Report(name="  Ms   Quill ")).name == "Ms Quill"
    with pytest.raises(CustomerIsNameless):
        checked(Report(impact="It fails", name=" "))
    with pytest.raises(WordsAreTooLong):
        checked(Report(name="x" * (LONGEST_NAME + 1)))


@given(st.text(max_size=12))
def test_a_number_is_one_that_can_be_or_is_refused(typed: str) -> None:
    with suppress(BadCount):
        number = counted("waited", typed, unless_said=0, least=0, most=MOST_MINUTES)
        assert 0 <= number <= MOST_MINUTES


@given(st.lists(st.text(max_size=20), min_size=len(HEADER), max_size=len(HEADER) + 1))
def test_a_row_is_kept_as_it_can_be_or_refused(cells: list[str]) -> None:
    columns = columns_of(HEADER)
    try:
        one = imported(cells, columns)
    except Refusal:
        return

    assert one.report.reference == " ".join(one.report.reference.split()) != ""
    assert "\x00" not in one.report.name + one.report.impact


@pytest.mark.parametrize("named", [["Ticket-ID", "may_leave"], ["REF", "At  Risk"]], ids=str)
def test_a_column_is_known_by_any_of_its_names(named: list[str]) -> None:
    columns = columns_of([*named, "Priority", ""])

    assert columns.left_out == ("Priority",)
    assert imported(["T-1", "Yes", "P1", ""], columns).report == Report(
        reference="T-1", may_leave=True
    )
