"""A customer's case: asked once, answered once, and never about what is still broken."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.addressee import Addressee
from bot.domain.case import (
    SEASON,
    WEEK,
    Case,
    Lacking,
    Later,
    Outcome,
    Reply,
    Wishes,
    asked_at,
    checked_wishes,
)
from bot.domain.case_refusals import (
    CaseIsAnswered,
    CaseIsOpen,
    CaseIsResolved,
    CustomerOptedOut,
    HasOtherCase,
    NobodyWrote,
    WinBackIsOver,
    WinBackIsTooEarly,
)
from bot.domain.customer import Customer, Report
from bot.domain.findings import Change, Findings
from bot.domain.incident import Incident, Status
from bot.domain.refusals import Refusal, WordsAreTooLong
from bot.domain.severity import Severity
from bot.domain.update import Kind
from bot.domain.working_hours import WorkingHours

NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
LONDON = ZoneInfo("Europe/London")
OPEN = Incident(
    workspace="T1",
    number=7,
    place="C1",
    what_fails="Customers cannot pay by card",
    severity=Severity.SEV2,
    owner="U-dan",
    opened_by="U-dan",
    opened_at=NOON,
    next_update_due=NOON + HOUR,
)
OVER = replace(OPEN, status=Status.RESOLVED, resolved_at=NOON, next_update_due=None)
CASE = Case(workspace="T1", customer=5, incident=7)
WRITTEN = CASE.written(by="U-dan", now=NOON)
FOUND = Findings(("The card reader failed",), (Change("Check it every hour", NOON),))
AGREED = replace(CASE, wishes=Wishes(may_write=True, left_on=date(2026, 2, 27)))


def written(case: Case, now: datetime) -> Case:
    case.check_may_follow_up(OVER, other=None)
    return case.written(by="U-dan", now=now)


ACTS: dict[str, Callable[[Case, datetime], Case]] = {
    "resolve": lambda case, now: case.resolved(OVER, now=now),
    "write": written,
    "happy": lambda case, now: case.answered(Outcome.HAPPY, now=now),
    "not_happy": lambda case, now: case.answered(Outcome.NOT_HAPPY, said="no", now=now),
    "silence": lambda case, now: case.unanswered(now=now),
    "later": lambda case, now: case.went_on(Later.RETAINED, now=now),
}


def test_a_case_ends_with_its_incident_unless_it_ended_or_began_alone() -> None:
    assert CASE.ended_at(OPEN) is None
    assert CASE.ended_at(OVER) == NOON
    assert CASE.ended_at(replace(OVER, status=Status.CLOSED)) == NOON
    assert CASE.resolved(OPEN, now=NOON + HOUR).ended_at(OPEN) == NOON + HOUR
    unhappy = WRITTEN.answered(Outcome.NOT_HAPPY, said="It fails", now=NOON + HOUR)
    assert unhappy.ended_at(OVER) is None


def test_it_is_resolved_once() -> None:
    with pytest.raises(CaseIsResolved):
        CASE.resolved(OVER, now=NOON)


@pytest.mark.parametrize(
    ("case", "incident", "other", "refusal"),
    [
        (CASE, OPEN, None, CaseIsOpen),
        (replace(CASE, wishes=Wishes(opted_out=True)), OVER, None, CustomerOptedOut),
        (CASE, OVER, "CU-9", HasOtherCase),
        (WRITTEN, OVER, None, CaseIsAnswered),
    ],
)
def test_who_must_not_be_asked_is_not(
    case: Case, incident: Incident, other: str | None, refusal: type[Refusal]
) -> None:
    with pytest.raises(refusal):
        case.check_may_follow_up(incident, other=other)


def test_an_answer_counts_once_and_one_that_comes_late_counts_too() -> None:
    with pytest.raises(NobodyWrote):
        CASE.answered(Outcome.HAPPY, now=NOON)
    silent = WRITTEN.unanswered(now=NOON)
    happy = silent.answered(Outcome.HAPPY, said=" Thanks ", rating=4, now=NOON)
    assert (happy.outcome, happy.said, happy.rating) == (Outcome.HAPPY, "Thanks", 4)
    with pytest.raises(CaseIsAnswered):
        happy.answered(Outcome.NOT_HAPPY, now=NOON)
    assert happy.unanswered(now=NOON) == happy


def test_what_became_of_them_is_asked_once() -> None:
    with pytest.raises(CaseIsAnswered):
        CASE.went_on(Later.LEFT, now=NOON).went_on(Later.RETAINED, now=NOON)


@pytest.mark.parametrize("lacking", Lacking)
def test_without_any_one_of_them_nobody_writes_to_who_has_left(lacking: Lacking) -> None:
    wishes, found = AGREED.wishes, FOUND
    case = {
        Lacking.LEFT_ON: replace(AGREED, wishes=replace(wishes, left_on=None)),
        Lacking.PERMISSION: replace(AGREED, wishes=replace(wishes, may_write=False)),
    }.get(lacking, AGREED)
    findings = {
        Lacking.FAILURE: replace(found, failures=()),
        Lacking.CHANGE: replace(found, changes=()),
    }.get(lacking, found)

    with pytest.raises(WinBackIsTooEarly) as refused:
        case.check_may_win_back(findings, has_left=lacking is not Lacking.HAS_LEFT)

    assert refused.value.lacking == (lacking,)


def test_who_has_left_is_written_to_once() -> None:
    AGREED.check_may_win_back(FOUND, has_left=True)
    with pytest.raises(WinBackIsOver):
        AGREED.won(by="U-dan", now=NOON).check_may_win_back(FOUND, has_left=True)
    away = replace(AGREED, wishes=replace(AGREED.wishes, opted_out=True))
    with pytest.raises(CustomerOptedOut):
        away.check_may_win_back(FOUND, has_left=True)
    with pytest.raises(NobodyWrote):
        AGREED.replied(Reply.TALKING, now=NOON)


def test_only_the_words_that_are_meant_are_refused() -> None:
    ada = Report(name="Ada")
    customer = Customer(
        workspace="T1", number=5, incident=7, report=ada, logged_by="", logged_at=NOON
    )
    to = Addressee(customer=customer, case=CASE, findings=Findings())
    to.check_may_get(Kind.APOLOGY, OPEN)
    with pytest.raises(CaseIsOpen):
        to.check_may_get(Kind.FOLLOW_UP, OPEN)
    with pytest.raises(WinBackIsTooEarly):
        to.check_may_get(Kind.WIN_BACK, OPEN)


def test_what_their_report_led_to_fits_into_a_sentence() -> None:
    assert checked_wishes(Wishes(led_to=" a check \n each hour ")).led_to == "a check each hour"
    assert checked_wishes(Wishes(led_to="  ")).led_to == ""
    with pytest.raises(WordsAreTooLong):
        checked_wishes(Wishes(led_to="x" * 301))


@given(
    st.datetimes(datetime(2026, 1, 1), datetime(2028, 1, 1)).map(  # noqa: DTZ001 - made aware here
        lambda at: at.replace(tzinfo=UTC)
    ),
    st.sampled_from([WEEK, SEASON]),
)
def test_somebody_at_work_is_asked_and_never_too_early(ended: datetime, wait: timedelta) -> None:
    at = asked_at(ended, wait, WorkingHours(), LONDON).astimezone(LONDON)

    assert at >= ended + wait
    assert at.weekday() < 5
    assert 9 <= at.hour < 17 or (at.hour == 17 and at.minute == 0)
    assert at - (ended + wait) < timedelta(days=3)


@given(st.lists(st.sampled_from(sorted(ACTS)), max_size=12))
def test_in_any_order_an_answer_follows_words_and_an_open_case_is_not_asked(
    acts: list[str],
) -> None:
    case, now, asked_when_open = CASE, NOON, False
    for act in acts:
        now += HOUR
        was_open = case.ended_at(OVER) is None
        try:
            case = ACTS[act](case, now)
        except Refusal:
            continue
        asked_when_open = asked_when_open or (act == "write" and was_open)
        assert case.resolved_at is None or case.reopened_at is None
        assert case.outcome is None or case.written_at is not None
        if act == "not_happy":
            assert case.ended_at(OVER) is None
    assert not asked_when_open
