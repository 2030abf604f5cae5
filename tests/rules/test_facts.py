"""What an incident alone lets us say, and what stays unknown until a person confirms it."""

from datetime import timedelta

from hypothesis import given

from bot.domain.ending import reopened
from bot.domain.facts import DataSafety, Facts, facts_of
from tests.rules.outages import HOURLY, MINUTE, NINE, Story, opened, reached, resolved, stories

LATER = NINE + timedelta(hours=2)


def test_an_incident_tells_what_fails_since_when_and_our_next_word() -> None:
    assert facts_of(opened()) == Facts(
        what_fails="Customers cannot pay by card",
        first_seen_at=NINE,
        next_update_due=NINE + 30 * MINUTE,
    )


def test_a_resolved_incident_promises_nothing_more() -> None:
    facts = facts_of(resolved(opened(), now=LATER))
    assert facts.is_resolved
    assert facts.next_update_due is None


def test_a_reopened_incident_was_first_seen_when_it_first_began() -> None:
    again = reopened(resolved(opened(), now=LATER), HOURLY, now=LATER + MINUTE)
    assert facts_of(again).first_seen_at == NINE
    assert not facts_of(again).is_resolved


@given(stories)
def test_what_nobody_confirmed_is_unknown_whatever_happened(story: Story) -> None:
    incident, _ = reached(story)
    facts = facts_of(incident)
    guesses = [facts.started_at, facts.scope, facts.workaround, facts.cause, facts.eta]
    assert guesses == [None] * 5
    assert facts.data_safety is DataSafety.UNKNOWN
    assert facts.next_update_due == incident.next_update_due
