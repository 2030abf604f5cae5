"""Outages as they may go: incidents, the verbs that change them, and any order of both."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from hypothesis import strategies as st

from bot.domain.cadence import Cadence, Ladder
from bot.domain.ending import cancelled, checked, closed, fixed, reopened
from bot.domain.incident import Incident, open_incident
from bot.domain.nudge import reminded, snoozed, step_due
from bot.domain.refusals import Refusal
from bot.domain.severity import Severity

NINE = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
SNOOZE = timedelta(minutes=10)
HOW = "paying with a test card"
USUAL = Ladder()
HOURLY = Cadence(first_word=30 * MINUTE, interval=60 * MINUTE)
BRISK = Cadence(first_word=15 * MINUTE, interval=30 * MINUTE)
SLOW = Cadence(first_word=120 * MINUTE, interval=240 * MINUTE)

waits = st.integers(1, 2 * 24 * 60).map(lambda minutes: minutes * MINUTE)
cadences = st.builds(Cadence, first_word=waits, interval=waits)
pauses = st.integers(0, 3 * 60 * 60).map(lambda seconds: timedelta(seconds=seconds))

Verb = Callable[[Incident, Cadence, datetime], Incident]


class Change(NamedTuple):
    """What one verb did; `after` is `before` itself where the verb was refused."""

    before: Incident
    after: Incident
    now: datetime


def opened(cadence: Cadence = HOURLY, *, now: datetime = NINE) -> Incident:
    return open_incident(
        workspace="T1",
        number=7,
        place="C1",
        what_fails="Customers cannot pay by card",
        severity=Severity.SEV2,
        cadence=cadence,
        by="U-dan",
        owner="U-dan",
        now=now,
    )


def resolved(incident: Incident, *, now: datetime) -> Incident:
    """Return the incident said to be fixed by one person and checked by another."""
    said = fixed(incident, by="U-dan", now=now)
    return checked(said, HOW, fix=said.fixes, by="U-ann", now=now)


def nudge(incident: Incident, _cadence: Cadence, now: datetime) -> Incident:
    step = step_due(incident, USUAL, now=now)
    return incident if step is None else reminded(incident, step)


def change_severity(to: Severity) -> Verb:
    return lambda incident, cadence, now: incident.with_severity(to, cadence, now=now)


VERBS: dict[str, Verb] = {
    "update": lambda i, cadence, now: i.after_update(cadence, holding=False, now=now),
    "hold": lambda i, cadence, now: i.after_update(cadence, holding=True, now=now),
    "letter": lambda i, _, __: i.after_letter(),
    "note": lambda i, _, __: i.noted(),
    "snooze": lambda i, _, now: snoozed(i, SNOOZE, now=now),
    "nudge": nudge,
    "fix": lambda i, _, now: fixed(i, by="U-dan", now=now),
    "check": lambda i, _, now: checked(i, HOW, fix=i.fixes, by="U-ann", now=now),
    "check alone": lambda i, _, now: checked(i, HOW, fix=i.fixes, by="U-dan", now=now),
    "check an old fix": lambda i, _, now: checked(i, HOW, fix=i.fixes - 1, by="U-ann", now=now),
    "reopen": lambda i, cadence, now: reopened(i, cadence, now=now),
    "cancel": lambda i, _, __: cancelled(i),
    "close": lambda i, _, __: closed(i, (), "It was the supplier's."),
    "close without a reason": lambda i, _, __: closed(i, (), " "),
    **{f"severity {severity.value}": change_severity(severity) for severity in Severity},
}
stories = st.lists(st.tuples(st.sampled_from(sorted(VERBS)), cadences, pauses), max_size=25)
Story = list[tuple[str, Cadence, timedelta]]


def told(story: Story) -> Iterator[Change]:
    """Yield each change of an incident opened at nine, in the order of the story."""
    incident, now = opened(), NINE
    for verb, cadence, pause in story:
        now += pause
        change = tried(verb, incident, cadence, now)
        yield change
        incident = change.after


def tried(verb: str, incident: Incident, cadence: Cadence, now: datetime) -> Change:
    untouched = replace(incident)
    try:
        after = VERBS[verb](incident, cadence, now)
    except Refusal:
        after = incident
    assert incident == untouched
    return Change(incident, after, now)


def reached(story: Story) -> tuple[Incident, datetime]:
    """Return the incident at the end of the story, and when that is."""
    *_, last = [Change(opened(), opened(), NINE), *told(story)]
    return last.after, last.now
