"""What every change of an incident keeps, by examples and in any order."""

from datetime import datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.domain.cadence import Cadence
from bot.domain.ending import reopened
from bot.domain.incident import LONGEST_WHAT_FAILS, Incident, Status, customer_words
from bot.domain.nudge import Step, reminded, snoozed
from bot.domain.refusals import (
    IncidentIsOpen,
    IncidentIsResolved,
    NothingToSnooze,
    SeverityIsTheSame,
    WordsAreTooLong,
)
from bot.domain.severity import Severity
from tests.rules.outages import (
    BRISK,
    HOURLY,
    MINUTE,
    NINE,
    SLOW,
    SNOOZE,
    Change,
    Story,
    cadences,
    opened,
    reached,
    resolved,
    stories,
    told,
)

TEN = NINE + 60 * MINUTE
ELEVEN = NINE + 120 * MINUTE
RESOLVED = resolved(opened(), now=TEN)


def changes(story: Story) -> list[Change]:
    return [change for change in told(story) if change.after is not change.before]


def updated(incident: Incident, *, holding: bool = False) -> Incident:
    return incident.after_update(HOURLY, holding=holding, now=TEN)


def test_a_new_incident_is_owned_by_who_opened_it_and_its_first_word_is_due() -> None:
    incident = opened()
    assert incident.is_open
    assert incident.name == "INC-7"
    assert incident.owner == incident.opened_by == "U-dan"
    assert incident.next_update_due == NINE + HOURLY.first_word
    assert incident.clock_started_at == NINE
    assert incident.entries == 1
    assert incident.sent == 0


@given(stories)
def test_any_order_of_verbs_leaves_a_due_time_or_a_resolved_incident(story: Story) -> None:
    for _, incident, _now in told(story):
        assert (incident.next_update_due is not None) is incident.is_open
        assert (incident.resolved_at is not None) is incident.works_again
        if not incident.is_open:
            assert incident.snoozed_until is None
            assert incident.nudged == 0


@given(stories)
def test_every_change_adds_one_line_and_moves_no_beginning(story: Story) -> None:
    for before, after, _now in changes(story):
        assert after.entries == before.entries + 1
        assert after.opened_at == before.opened_at
        assert after.clock_started_at >= before.clock_started_at
        assert after.sent - before.sent in (0, 1)


@given(stories)
def test_the_due_time_is_never_before_the_wait_began(story: Story) -> None:
    for _, incident, _now in told(story):
        due = incident.next_update_due
        assert due is None or due >= incident.clock_started_at


@given(stories, cadences, st.booleans())
def test_an_update_restarts_the_clock_from_now_however_late(
    story: Story, cadence: Cadence, holding: bool
) -> None:
    before, now = reached(story)
    if not before.is_open:
        with pytest.raises(IncidentIsResolved):
            before.after_update(cadence, holding=holding, now=now)
        return
    after = before.after_update(cadence, holding=holding, now=now)
    assert after.next_update_due == now + cadence.interval
    assert after.last_update_at == after.clock_started_at == now
    assert after.snoozed_until is None
    assert after.nudged == 0
    assert after.updates == before.updates + 1
    assert after.first_word_at == (before.first_word_at or now)


@pytest.mark.parametrize(
    ("promised", "due"),
    [(20, 20), (60, 60), (90, 60), (0, 60), (-5, 60), (None, 60)],
)
def test_an_earlier_time_in_the_words_is_kept(promised: int | None, due: int) -> None:
    said = None if promised is None else TEN + promised * MINUTE
    incident = opened().after_update(HOURLY, holding=False, now=TEN, promised=said)
    assert incident.next_update_due == TEN + due * MINUTE


def test_the_first_word_is_remembered() -> None:
    first = updated(opened())
    second = first.after_update(HOURLY, holding=False, now=ELEVEN)
    assert (first.first_word_at, second.first_word_at) == (TEN, TEN)


def test_updates_without_news_are_counted_until_there_is_some() -> None:
    incident, runs = opened(), []
    for holding in (True, True, False, True):
        incident = updated(incident, holding=holding)
        runs.append(incident.holding_run)
    assert runs == [1, 2, 0, 1]


@pytest.mark.parametrize("incident", [opened(), RESOLVED], ids=["open", "resolved"])
def test_a_letter_to_one_person_leaves_everybody_waiting(incident: Incident) -> None:
    after = incident.after_letter()
    assert after.next_update_due == incident.next_update_due
    assert after.clock_started_at == incident.clock_started_at
    assert (after.letters, after.updates, after.sent) == (1, 0, 1)


def test_a_snooze_lasts_ten_minutes_and_moves_no_promise() -> None:
    quiet = snoozed(opened(), SNOOZE, now=TEN)
    assert quiet.snoozed_until == TEN + SNOOZE == TEN + 10 * MINUTE
    assert quiet.next_update_due == opened().next_update_due


def test_what_is_snoozed_is_snoozed_again_only_afterwards() -> None:
    quiet = snoozed(opened(), SNOOZE, now=TEN)
    with pytest.raises(NothingToSnooze) as refused:
        snoozed(quiet, SNOOZE, now=TEN + 9 * MINUTE)
    assert (refused.value.incident, refused.value.until) == ("INC-7", TEN + SNOOZE)
    assert snoozed(quiet, SNOOZE, now=TEN + SNOOZE).snoozed_until == TEN + 2 * SNOOZE


@given(stories, cadences, st.sampled_from(Severity))
@example([], HOURLY, Severity.SEV2)
def test_a_severity_puts_the_due_time_never_later_and_never_before_now(
    story: Story, cadence: Cadence, severity: Severity
) -> None:
    before, now = reached(story)
    if severity is before.severity:
        with pytest.raises(SeverityIsTheSame):
            before.with_severity(severity, cadence, now=now)
        return
    after = before.with_severity(severity, cadence, now=now)
    assert after.severity is severity
    due, was_due = after.next_update_due, before.next_update_due
    if was_due is None:
        assert due is None
    else:
        assert due is not None
        assert min(was_due, now) <= due <= was_due
        assert due == was_due or now <= due


@pytest.mark.parametrize(
    ("cadence", "due"),
    [(BRISK, NINE + 15 * MINUTE), (SLOW, NINE + 30 * MINUTE)],
    ids=["shorter", "longer"],
)
def test_before_the_first_word_a_severity_brings_its_first_word(
    cadence: Cadence, due: datetime
) -> None:
    changed = opened().with_severity(Severity.SEV1, cadence, now=NINE + MINUTE)
    assert changed.next_update_due == due


def test_after_an_update_a_severity_brings_its_interval() -> None:
    changed = updated(opened()).with_severity(Severity.SEV1, BRISK, now=TEN + MINUTE)
    assert changed.next_update_due == TEN + 30 * MINUTE


def test_after_a_reopening_a_severity_brings_its_first_word() -> None:
    again = reopened(resolved(updated(opened()), now=TEN + MINUTE), HOURLY, now=ELEVEN)
    changed = again.with_severity(Severity.SEV1, BRISK, now=ELEVEN + MINUTE)
    assert changed.next_update_due == ELEVEN + 15 * MINUTE


def test_what_is_overdue_stays_as_late_as_it_is() -> None:
    late = reminded(opened(), Step.LATE)
    changed = late.with_severity(Severity.SEV1, BRISK, now=TEN)
    assert changed.next_update_due == late.next_update_due
    assert changed.nudged == Step.LATE


def test_a_shorter_clock_ends_a_snooze() -> None:
    quiet = snoozed(opened(), SNOOZE, now=NINE + MINUTE)
    changed = quiet.with_severity(Severity.SEV1, BRISK, now=NINE + 2 * MINUTE)
    assert changed.snoozed_until is None


def test_resolving_stops_the_clock() -> None:
    ended = resolved(snoozed(opened(), SNOOZE, now=NINE), now=TEN)
    assert ended.status is Status.RESOLVED
    assert ended.resolved_at == TEN
    assert ended.next_update_due is None


def test_reopening_owes_word_as_if_it_had_just_begun() -> None:
    again = reopened(RESOLVED, BRISK, now=ELEVEN)
    assert again.is_open
    assert again.opened_at == NINE
    assert again.resolved_at is None
    assert again.clock_started_at == ELEVEN
    assert again.next_update_due == ELEVEN + 15 * MINUTE


def test_what_is_over_is_over() -> None:
    with pytest.raises(IncidentIsResolved) as refused:
        resolved(RESOLVED, now=ELEVEN)
    assert refused.value.incident == "INC-7"
    with pytest.raises(IncidentIsResolved):
        snoozed(RESOLVED, SNOOZE, now=ELEVEN)
    with pytest.raises(IncidentIsResolved):
        updated(RESOLVED)


def test_what_is_open_is_not_reopened() -> None:
    with pytest.raises(IncidentIsOpen) as refused:
        reopened(opened(), HOURLY, now=TEN)
    assert refused.value.incident == "INC-7"


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("Customers cannot pay", "Customers cannot pay"),
        ("  Customers\n\tcannot   pay \r\n", "Customers cannot pay"),
        ("Customers \x08 cannot\x0bpay", "Customers cannot pay"),
        ("Kundinnen können nicht zahlen", "Kundinnen können nicht zahlen"),
        ("x" * LONGEST_WHAT_FAILS, "x" * LONGEST_WHAT_FAILS),
    ],
)
def test_what_customers_cannot_do_stands_on_one_line(typed: str, words: str) -> None:
    assert customer_words(typed) == words


@given(st.text(max_size=LONGEST_WHAT_FAILS - 1).map(lambda typed: f"x{typed}"))
def test_words_on_one_line_stay_as_they_are(typed: str) -> None:
    words = customer_words(typed)
    assert len(words.splitlines()) == 1
    assert customer_words(words) == words


def test_words_too_long_for_a_lock_screen_are_given_back() -> None:
    typed = "  " + "x" * (LONGEST_WHAT_FAILS + 1)
    with pytest.raises(WordsAreTooLong) as refused:
        customer_words(typed)
    assert (refused.value.what, refused.value.limit) == ("what_fails", 200)
    assert refused.value.text == typed


def test_an_incident_counts_what_was_sent() -> None:
    incident = updated(updated(opened()).after_letter(), holding=True)
    assert (incident.updates, incident.letters, incident.sent) == (2, 1, 3)
    assert incident.entries == 1 + 3
