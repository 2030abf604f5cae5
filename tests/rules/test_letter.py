"""A letter about money: which form it takes, to whom it goes, and when it must wait."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import offer
from bot.domain.booking import climbing, leaving
from bot.domain.cohort import Cohort
from bot.domain.credit import GRANTED, LASTS, Credit, State
from bot.domain.decline import Undo
from bot.domain.entitlement import UNCHECKED, Entitlement, Owed
from bot.domain.ledger import Step
from bot.domain.letter import Letter
from bot.domain.letter_refusals import (
    AnsweredAlready,
    ApologyFirst,
    CustomerHasNoName,
    EntitlementHasNoName,
    LetterIsOutdated,
    NothingToTell,
    NotOffered,
    NotTheirCredit,
    NotYourLetter,
    ToldAlready,
)
from bot.domain.money import Money, sum_named
from bot.domain.money_refusals import TermsAreUnchecked
from bot.domain.offer import Waiting
from bot.domain.organisation import Organisation
from bot.domain.reason import Reason
from bot.domain.refusals import Refusal
from bot.domain.told import Answer, Said, Told
from bot.domain.update import Kind
from tests.rules.test_credit import ASKED, NOW

GRANTED_ONE = replace(ASKED, state=State.APPROVED, decided_by="U-mara", decided_at=NOW)
NOTHING_OWED = Entitlement(owed=Owed.NONE, by="U-lex", at=NOW)
LETTER = Letter(credit=GRANTED_ONE, entitlement=NOTHING_OWED, owner="U-amira", is_apologised=True)
TOLD = Told(by="U-dan", at=NOW)
TOLD_ONE = replace(GRANTED_ONE, told=TOLD)
TEXT = "Hello Ms Okafor,\nI am sorry."
HOURS = Organisation().working_hours
ZONE = Organisation().time_zone
Change = Callable[[Letter], Letter]


def about(**fields: object) -> Letter:
    return replace(LETTER, credit=replace(GRANTED_ONE, **fields))  # type: ignore[arg-type]


def said(answer: Answer) -> Said:
    return Said(answer=answer, by="U-dan", at=NOW)


@pytest.mark.parametrize(
    ("letter", "kind", "variant"),
    [
        (LETTER, Kind.OFFER, "A"),
        (about(code=Reason.SLA), Kind.OFFER, "B"),
        (about(cohort=Cohort(9, 12, 200), code=Reason.COHORT), Kind.OFFER, "C"),
        (about(state=State.DECLINED), Kind.DECLINE, ""),
    ],
)
def test_what_was_decided_says_which_letter_it_is(letter: Letter, kind: Kind, variant: str) -> None:
    assert (letter.kind, letter.variant) == (kind, variant)


@pytest.mark.parametrize(
    ("letter", "why"),
    [
        *(
            (about(state=state), NothingToTell)
            for state in State
            if state not in GRANTED | {State.DECLINED}
        ),
        (about(state=State.DECLINED, cohort=Cohort(9, 12, 200)), NothingToTell),
        (about(undo=Undo(why="twice", by="U-x", at=NOW)), NothingToTell),
        (about(told=TOLD), ToldAlready),
        (replace(LETTER, entitlement=UNCHECKED), TermsAreUnchecked),
        (about(code=Reason.STATUTE), EntitlementHasNoName),
        (replace(LETTER, is_apologised=False), ApologyFirst),
    ],
)
def test_a_letter_waits(letter: Letter, why: type[Refusal]) -> None:
    with pytest.raises(why):
        letter.check()


def test_a_letter_goes() -> None:
    LETTER.check_sent(seal=LETTER.seal, name="ms  okafor", text=TEXT)
    replace(about(is_own=True), entitlement=UNCHECKED).check()
    replace(about(state=State.DECLINED), is_apologised=False).check()
    about(cohort=Cohort(9, 12, 200), told=TOLD).check_sent(
        seal=about(cohort=Cohort(9, 12, 200)).seal, name="Anybody", text="Hello Somebody else,"
    )


@pytest.mark.parametrize(
    ("letter", "name", "text", "why"),
    [
        (LETTER, "Mr Quill", TEXT, NotTheirCredit),
        (LETTER, "Ms Okafor", "Dear Mr Quill,\nI am sorry.", NotTheirCredit),
        (LETTER, "Ms Okafor", "  hi mr quill", NotTheirCredit),
        (about(customer="ACC-1"), "Ms Okafor", TEXT, CustomerHasNoName),
        (replace(about(customer="ACC-1"), names=("Ms Quill",)), "Ms Okafor", TEXT, NotTheirCredit),
    ],
)
def test_it_is_for_the_customer_of_the_credit(
    letter: Letter, name: str, text: str, why: type[Refusal]
) -> None:
    with pytest.raises(why):
        letter.check_sent(seal=letter.seal, name=name, text=text)


def test_a_draft_of_another_revision_does_not_go() -> None:
    with pytest.raises(LetterIsOutdated):
        about(revision=2).check_sent(seal=LETTER.seal, name="Ms Okafor", text=TEXT)


def test_who_asked_decided_or_owns_it_writes() -> None:
    for person in ("U-dan", "U-mara", "U-amira"):
        LETTER.check_who(person)
    with pytest.raises(NotYourLetter):
        LETTER.check_who("U-finn")


def test_a_customer_is_called_as_they_wish() -> None:
    assert LETTER.wished_name == "Ms Okafor"
    assert about(customer="ACC-1").wished_name == ""
    assert about(cohort=Cohort(9, 12, 200), customer="everyone").wished_name == ""
    assert replace(LETTER, names=("Captain Okafor", "ACC-1")).wished_name == "Captain Okafor"


@given(st.sampled_from(State), st.sampled_from(Answer), st.booleans())
def test_a_refusal_frees_the_money_or_asks_for_it_back(
    state: State, answer: Answer, is_told: bool
) -> None:
    credit = replace(GRANTED_ONE, state=state, told=TOLD if is_told else None)
    if state not in GRANTED or not is_told:
        with pytest.raises(NotOffered):
            offer.answered(credit, said(answer), why="no")
        return
    after = offer.answered(credit, said(answer), why="no")
    assert after.told == replace(TOLD, said=said(answer))
    assert after.seal == credit.seal or after.undo is not None
    if answer is not Answer.REFUSED:
        assert (after.state, after.undo) == (state, None)
    elif state is State.APPROVED:
        assert (after.state, leaving(credit, after)) == (State.REFUSED, Step.WITHDRAWN)
        assert climbing(credit, after) == ()
    else:
        assert (after.state, after.undo) == (state, Undo(why="no", by="U-dan", at=NOW))


def test_a_clear_answer_stands_and_silence_does_not() -> None:
    silent = offer.answered(TOLD_ONE, said(Answer.UNANSWERED), why="no")
    took = offer.answered(silent, said(Answer.ACCEPTED), why="no")
    with pytest.raises(AnsweredAlready):
        offer.answered(took, said(Answer.REFUSED), why="no")


@pytest.mark.parametrize(
    ("credit", "waits"),
    [
        (GRANTED_ONE, Waiting.LETTER),
        (replace(GRANTED_ONE, state=State.DECLINED), Waiting.LETTER),
        (replace(GRANTED_ONE, state=State.PAID), Waiting.LETTER),
        (replace(GRANTED_ONE, state=State.VOIDED), None),
        (replace(GRANTED_ONE, undo=Undo(why="", by="", at=NOW)), None),
        (ASKED, None),
        (TOLD_ONE, Waiting.ANSWER),
        (replace(TOLD_ONE, state=State.DECLINED), None),
        (replace(GRANTED_ONE, state=State.DECLINED, cohort=Cohort(9, 12, 200)), None),
        (replace(TOLD_ONE, cohort=Cohort(9, 12, 200)), None),
        (offer.answered(TOLD_ONE, said(Answer.UNANSWERED), why=""), None),
    ],
)
def test_what_is_still_to_be_done_is_known(credit: Credit, waits: Waiting | None) -> None:
    assert offer.waiting_for(credit) is waits


@given(st.integers(0, 20), st.integers(0, 60 * 24 * 30))
def test_reminders_come_in_working_hours_and_end(turn: int, minutes: int) -> None:
    now = NOW + timedelta(minutes=minutes)
    for credit in (GRANTED_ONE, TOLD_ONE):
        due = offer.next_turn_at(credit, HOURS, ZONE, turn=turn, now=now)
        if due is None:
            assert turn >= offer.MOST_REMINDERS
            continue
        local = due.astimezone(ZONE)
        assert due >= now
        assert HOURS.begins <= local.time() <= HOURS.ends
        assert local.weekday() in HOURS.days
    assert offer.next_turn_at(ASKED, HOURS, ZONE, turn=turn, now=now) is None


def test_what_the_customer_was_told_of_does_not_lapse() -> None:
    assert GRANTED_ONE.lapses_at == NOW + LASTS
    assert TOLD_ONE.lapses_at is None
    assert offer.told(TOLD_ONE, by="U-mara", now=NOW + LASTS).told == TOLD


@pytest.mark.parametrize(
    ("words", "money"),
    [
        ("£900 for a lost sale", Money(90000, "GBP")),
        ("she wants 40 GBP, or more", Money(4000, "GBP")),
        ("about 900 or so", None),
        ("€900", None),
        ("£1,200.50.", Money(120050, "GBP")),
        ("", None),
    ],
)
def test_the_sum_that_was_asked_for_is_read(words: str, money: Money | None) -> None:
    assert sum_named(words, currency="GBP", locale="en_GB") == money
