"""A call keeps what was noted, remembers its turns, and adds up with others."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.domain.call import Alike, Call, NotYourCall, Turn, alike, patterns, reported
from bot.domain.customer import Customer, Mood, Report

NOON = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
CALL = Call(workspace="T1", number=3, incident=7, by="U-dan", began_at=NOON)
KNOWN = Customer(
    workspace="T1",
    number=5,
    incident=7,
    report=Report(name="Ms Quill", reference="A1", impact="No rent paid", contacts=2, waited=10),
    logged_by="U-dan",
    logged_at=NOON - timedelta(hours=1),
)
NOTES = st.dictionaries(st.sampled_from(["name", "concern", "asked_for"]), st.text(max_size=5))


def test_only_who_takes_a_call_may_note_in_it_while_it_goes_on() -> None:
    CALL.check_is_whose("U-dan")

    for call, person in ((CALL, "U-mara"), (CALL.ended(now=NOON), "U-dan")):
        with pytest.raises(NotYourCall):
            call.check_is_whose(person)


@given(NOTES, NOTES)
def test_a_stage_changes_only_what_it_notes(before: dict[str, str], new: dict[str, str]) -> None:
    after = CALL.noted(before).noted(new).notes

    wanted = {**before, **new}
    assert after == {name: words for name, words in wanted.items() if words}


@given(st.integers(-3, 30))
def test_a_stage_is_never_before_the_first(stage: int) -> None:
    assert CALL.at(stage).stage == max(0, stage)


def test_a_turn_is_remembered_once_and_a_hard_one_asks_for_rest() -> None:
    insulted = CALL.turned(Turn.INSULT).turned(Turn.INSULT)

    assert insulted.turns == (Turn.INSULT,)
    assert insulted.is_hard
    assert not CALL.turned(Turn.SUPPORT).is_hard


@given(st.text(max_size=20))
@example("0\r!")
def test_answers_are_alike_whatever_their_case_and_blanks(answer: str) -> None:
    assert alike(f"  {answer}\n") == alike(answer)
    assert alike(alike(answer)) == alike(answer)
    assert alike("Refused.") == alike("refused") == alike(" REFUSED!")


def test_an_answer_is_flagged_when_it_becomes_a_pattern_and_not_again() -> None:
    same = [Alike("Why?", "x", 4), Alike("When?", "13:40", 3), Alike("What?", "y", 2)]

    assert patterns(same, {"Why?", "When?", "What?"}) == (same[1],)
    assert patterns(same, {"Why?"}) == ()


def test_a_first_call_reports_a_customer() -> None:
    call = replace(CALL, waited=12).noted({"name": "Ms Quill", "mood": "worried"})

    assert reported(call, None) == Report(
        name="Ms Quill", via="phone", mood=Mood.WORRIED, contacts=1, waited=12
    )


def test_another_call_adds_to_what_is_known() -> None:
    call = replace(CALL, waited=12).noted({"concern": "the fee"}).turned(Turn.INSULT)

    assert reported(call, KNOWN) == replace(
        KNOWN.report, concern="the fee", contacts=3, waited=22, mood=Mood.ABUSIVE
    )


def test_who_was_logged_in_the_call_itself_has_called_once() -> None:
    met = replace(KNOWN, logged_at=NOON + timedelta(minutes=2), report=Report(name="CA-3"))

    assert reported(CALL, met).contacts == 1
