"""Silence measured: by examples, and for any order of words and ends."""

from datetime import datetime

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.ending import reopened
from bot.domain.incident import Incident
from bot.domain.rhythm import Rhythm
from bot.domain.timeline import Entry, Event
from bot.domain.update import Kind, Update
from tests.rules.outages import BRISK, HOURLY, MINUTE, NINE, opened, resolved


def update(sent_at: datetime, promised_by: datetime | None, kind: Kind = Kind.PROGRESS) -> Update:
    return Update(
        workspace="T1",
        incident=7,
        number=1,
        kind=kind,
        text="The provider has found the failing part.",
        sent_by="U-dan",
        sent_at=sent_at,
        promised_by=promised_by,
    )


def ended(event: Event, at: datetime, **details: str) -> Entry:
    return Entry(
        workspace="T1", incident=7, number=1, event=event, by="U-dan", at=at, details=details
    )


def after(minutes: float) -> datetime:
    return NINE + minutes * MINUTE


def told(incident: Incident, now: datetime) -> Incident:
    return incident.after_update(HOURLY, holding=False, now=now)


def test_before_anything_is_said_the_silence_is_as_long_as_the_incident() -> None:
    rhythm = Rhythm.of(opened(), [], [], after(20))
    assert rhythm == Rhythm(None, 20 * MINUTE, on_time=0, holding=0, missed=0)


def test_a_promise_that_is_overdue_counts_as_missed_after_a_minute() -> None:
    assert Rhythm.of(opened(), [], [], after(30.9)).missed == 0
    assert Rhythm.of(opened(), [], [], after(31)).missed == 1


def test_updates_are_on_time_or_missed_and_some_have_no_news() -> None:
    sent = [
        update(after(12), after(30), Kind.FIRST_WORD),
        update(after(72), after(72), Kind.HOLDING),
        update(after(150), after(132), Kind.HOLDING),
        update(after(155), None, Kind.APOLOGY),
    ]
    incident = told(opened(), after(12))
    rhythm = Rhythm.of(incident, sent, [ended(Event.RESOLVED, after(160))], after(500))
    assert rhythm.first_word_after == 12 * MINUTE
    assert rhythm.longest_silence == 78 * MINUTE
    assert (rhythm.on_time, rhythm.holding) == (2, 2)


def test_while_it_is_resolved_silence_is_no_wait() -> None:
    incident = reopened(resolved(opened(), now=after(10)), BRISK, now=after(500))
    ends = [ended(Event.RESOLVED, after(10)), ended(Event.REOPENED, after(500))]
    assert Rhythm.of(incident, [], ends, after(505)).longest_silence == 10 * MINUTE


def test_a_promise_still_owed_when_it_was_resolved_stays_missed() -> None:
    ends = [ended(Event.RESOLVED, after(90), owed="yes")]
    assert Rhythm.of(resolved(opened(), now=after(90)), [], ends, after(91)).missed == 1


def test_the_figures_are_kept_as_seconds() -> None:
    rhythm = Rhythm(12 * MINUTE, 78 * MINUTE, on_time=2, holding=1, missed=3)
    assert rhythm.details() == {
        "first_word_s": "720",
        "longest_silence_s": "4680",
        "on_time": "2",
        "holding": "1",
        "missed": "3",
    }
    assert Rhythm.of(opened(), [], [], NINE).details()["first_word_s"] == ""


@given(st.lists(st.integers(0, 600), max_size=12), st.integers(600, 900))
def test_no_silence_is_longer_than_the_incident_and_each_word_shortens_or_keeps_it(
    minutes: list[int], until: int
) -> None:
    sent = [update(after(minute), after(minute)) for minute in sorted(minutes)]
    longest = [
        Rhythm.of(opened(), sent[:many], [], after(until)).longest_silence
        for many in range(len(sent) + 1)
    ]
    assert longest == sorted(longest, reverse=True)
    assert longest[0] == until * MINUTE
    assert longest[-1] * (len(sent) + 1) >= until * MINUTE
