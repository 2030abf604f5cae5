"""Figures over many incidents: each case counts once, and never for a person."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.credit import Credit, State
from bot.domain.incident import Status as IncidentStatus
from bot.domain.insights import (
    CAME_DUE,
    Figures,
    Insights,
    Middle,
    Named,
    NotForInsights,
    Outage,
    Share,
    check_leads,
    insights,
    is_few,
    wished,
)
from bot.domain.money import Money
from bot.domain.period import (
    NoTimeBetween,
    Period,
    UnclearDay,
    last_months,
    last_week,
    period_between,
)
from bot.domain.promise import Status
from bot.domain.rhythm import Rhythm
from tests.rules.outages import MINUTE, NINE, opened

ZONE = ZoneInfo("Europe/London")
PERIOD = Period(NINE - timedelta(days=400), NINE + timedelta(days=400))
minutes = st.integers(0, 600).map(lambda many: many * MINUTE)
rhythms = st.builds(
    Rhythm,
    first_word_after=st.none() | minutes,
    longest_silence=minutes,
    on_time=st.integers(0, 9),
    holding=st.just(0),
    missed=st.integers(0, 9),
)
incidents = st.builds(
    lambda days, place, status, is_drill: replace(
        opened(now=NINE + timedelta(days=days)), place=place, status=status, is_drill=is_drill
    ),
    st.integers(-200, 200),
    st.sampled_from(["C1", "C2", "C3"]),
    st.sampled_from(IncidentStatus),
    st.booleans(),
)
cases = st.builds(
    Outage,
    incident=incidents,
    rhythm=rhythms,
    promises=st.lists(st.sampled_from(Status), max_size=4),
    answers=st.lists(st.booleans(), max_size=3),
)


def found(many: Sequence[Outage]) -> Insights:
    return insights(many, PERIOD, zone=ZONE, locale="en_GB")


def real(many: Sequence[Outage]) -> list[Outage]:
    return [case for case in many if case.counts]


@given(st.lists(cases, max_size=30))
def test_each_case_counts_in_one_month_and_for_one_team(many: list[Outage]) -> None:
    whole, each = found(many).whole, found(many)

    for groups in (each.months, each.teams):
        parts: list[Figures] = list(groups.values())
        assert sum(one.incidents for one in parts) == whole.incidents == len(real(many))
        assert sum(one.on_time.cases for one in parts) == whole.on_time.cases
        assert sum(one.promises.part for one in parts) == whole.promises.part
        assert sum(one.first_word.cases for one in parts) == whole.first_word.cases
        assert sum(one.satisfied.cases for one in parts) == whole.satisfied.cases
        assert all(one.incidents for one in parts)


@given(st.lists(cases, max_size=20), st.randoms())
def test_the_order_of_cases_changes_nothing(many: list[Outage], chance: object) -> None:
    mixed = sorted(many, key=lambda _: chance.random())  # type: ignore[attr-defined]

    assert found(mixed) == found(many)


@given(st.lists(cases, max_size=20))
def test_shares_are_between_nothing_and_all(many: list[Outage]) -> None:
    whole = found(many).whole

    for share in (whole.on_time, whole.promises, whole.satisfied):
        assert 0 <= share.part <= share.cases
        assert (share.per_cent is None) == (share.cases == 0)
        assert share.per_cent is None or 0 <= share.per_cent <= 100


@given(st.lists(cases, max_size=20))
def test_the_middle_is_among_the_cases(many: list[Outage]) -> None:
    silence = found(many).whole.silence
    times = [case.rhythm.longest_silence for case in real(many)]

    assert silence.cases == len(times)
    if silence.middle is not None:
        assert min(times) <= silence.middle <= max(times) == silence.most


@given(st.lists(cases, max_size=20))
def test_who_opened_or_owned_it_changes_no_figure(many: list[Outage]) -> None:
    def by(case: Outage, somebody: str) -> Outage:
        theirs = replace(case.incident, owner=somebody, opened_by=somebody)
        return replace(case, incident=theirs)

    assert found([by(case, "U-x") for case in many]) == found(many)


@given(st.lists(cases, max_size=20))
def test_drills_and_what_was_opened_in_error_count_for_nothing(many: list[Outage]) -> None:
    unreal = [replace(case, incident=replace(case.incident, is_drill=True)) for case in many] + [
        replace(case, incident=replace(case.incident, status=IncidentStatus.CANCELLED))
        for case in many
    ]

    assert found([*many, *unreal]) == found(many)


def test_a_promise_that_has_not_come_due_is_not_judged() -> None:
    case = Outage(incident=opened(), rhythm=SILENT, promises=list(Status))

    assert found([case]).whole.promises == Share(1, len(CAME_DUE)) == Share(1, 3)


def test_without_a_case_there_is_no_figure() -> None:
    whole = found([]).whole

    assert (whole.first_word, whole.silence) == (Middle(None, None, 0), Middle(None, None, 0))
    assert whole.on_time.per_cent is None
    assert (whole.money, whole.named) == ((), ())


@pytest.mark.parametrize(("many", "few"), [(0, False), (1, True), (4, True), (5, False)])
def test_few_cases_are_marked(many: int, *, few: bool) -> None:
    assert is_few(many) is few


def test_a_month_is_the_organisations() -> None:
    last_minute = datetime(2026, 10, 31, 23, 30, tzinfo=UTC)
    late = Outage(incident=opened(now=last_minute), rhythm=SILENT)

    assert [*found([late]).months] == ["2026-10"]
    in_berlin = insights([late], PERIOD, zone=ZoneInfo("Europe/Berlin"), locale="en_GB")
    assert [*in_berlin.months] == ["2026-11"]


def credit(asked_for: str, minor: int, state: State = State.PAID, currency: str = "GBP") -> Credit:
    return Credit(
        workspace="T1",
        number=1,
        incident=7,
        customer="ACC-1",
        reason="A late fee",
        asked_for=asked_for,
        amount=Money(minor, currency),
        asked_by="U-dan",
        asked_at=NINE,
        asked_of=(),
        state=state,
        decided_by="U-mara",
        decided_at=NINE + MINUTE,
    )


@pytest.mark.parametrize(
    ("asked_for", "minor"),
    [
        ("£60", 6000),
        ("60", 6000),
        ("£60 back, please.", 6000),
        ("The £60.", 6000),
        ("an apology", None),
        ("40 minutes of my life", None),
        ("£60 or £80", None),
        ("$60", None),
        ("", None),
    ],
)
def test_a_wish_is_the_one_sum_that_is_named(asked_for: str, minor: int | None) -> None:
    wish = wished(credit(asked_for, 4000), locale="en_GB")

    assert wish == (None if minor is None else Money(minor, "GBP"))


def test_what_was_asked_stands_against_what_was_given() -> None:
    given = [credit("£60", 4000), credit("£20", 2000, State.DECLINED), credit("sorry", 500)]
    waiting = replace(credit("£99", 9900, State.ASKED), decided_at=None)
    euros = credit("10 EUR", 1000, currency="EUR")
    case = Outage(incident=opened(), rhythm=SILENT, credits=[*given, waiting, euros])

    whole = found([case]).whole

    assert whole.named == (Named("EUR", 1000, 1000, 1), Named("GBP", 8000, 4000, 2))
    [_, pounds] = whole.money
    assert (pounds.asked, pounds.granted, pounds.given) == (4, 2, 4500)


def test_only_those_who_lead_may_have_them() -> None:
    holders = {"managers": {"mara"}, "finance": {"finn"}}
    check_leads("mara", holders)
    with pytest.raises(NotForInsights):
        check_leads("finn", holders)


def test_days_are_the_organisations_and_the_last_one_counts_no_more() -> None:
    period = period_between("2026-03-01", "2026-04-01", zone=ZONE, now=NINE)

    assert period.since == datetime(2026, 3, 1, tzinfo=UTC)
    assert period.until == datetime(2026, 3, 31, 23, tzinfo=UTC)
    assert period_between("2026-03-02", None, zone=ZONE, now=NINE).until > NINE


@pytest.mark.parametrize("typed", ["October", "", "2026-13-01", "01/10/2026"])
def test_what_is_no_day_is_refused(typed: str) -> None:
    with pytest.raises(UnclearDay) as refused:
        period_between(typed, None, zone=ZONE, now=NINE)
    assert refused.value.typed == typed


@pytest.mark.parametrize("until", ["2026-03-01", "2026-02-01"])
def test_a_time_without_a_day_is_refused(until: str) -> None:
    with pytest.raises(NoTimeBetween) as refused:
        period_between("2026-03-01", until, zone=ZONE, now=NINE)
    assert refused.value.since == date(2026, 3, 1)


@given(st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001 - bounds are naive
def test_the_last_months_begin_on_a_first_and_hold_the_last_week_but_a_day(now: datetime) -> None:
    months, week = last_months(ZONE, now=now), last_week(now=now)

    assert months.since.day == 1
    assert timedelta(days=58) <= months.until - months.since <= timedelta(days=93)
    assert months.since <= week.since < week.until == months.until == now


SILENT = Rhythm(None, 20 * MINUTE, on_time=0, holding=0, missed=0)
