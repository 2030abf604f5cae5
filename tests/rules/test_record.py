"""A record adds up: contacts, credits, bands and waits, whatever the order of things."""

from dataclasses import replace
from datetime import timedelta

from bot.domain.credit import State
from bot.domain.money import Money
from bot.domain.record import Band, Quarter, Sources, recorded
from bot.domain.severity import Severity
from bot.domain.timeline import Entry, Event
from tests.rules.outages import MINUTE, NINE, opened
from tests.rules.test_credit import ASKED


def entry(number: int, event: Event, minutes: int, by: str = "U1", **details: str) -> Entry:
    return Entry(
        workspace="T1",
        incident=7,
        number=number,
        event=event,
        by=by,
        at=NINE + minutes * MINUTE,
        details=details,
    )


def test_a_customer_whom_a_call_logged_counts_once() -> None:
    entries = [
        entry(1, Event.OPENED, 0),
        entry(2, Event.CUSTOMER_LOGGED, 5),
        entry(3, Event.CALLED, 5),
        entry(4, Event.CALLED, 5, by="U2"),
        entry(5, Event.CUSTOMER_LOGGED, 16),
    ]
    inside = recorded(Sources(incident=opened(), entries=entries, sent=[]), now=NINE).inside

    assert inside is not None
    assert inside.contacts == (Quarter(NINE, 2), Quarter(NINE + 15 * MINUTE, 1))


def test_each_severity_has_its_stretch_up_to_the_end() -> None:
    entries = [
        entry(1, Event.OPENED, 0),
        entry(2, Event.SEVERITY_CHANGED, 20, before="2", after="1"),
    ]
    incident = replace(opened(), severity=Severity.SEV1)
    now = NINE + timedelta(hours=1)

    inside = recorded(Sources(incident=incident, entries=entries, sent=[]), now=now).inside

    assert inside is not None
    turned = NINE + 20 * MINUTE
    assert inside.bands == (
        Band(Severity.SEV2, NINE, turned),
        Band(Severity.SEV1, turned, now),
    )


def test_an_open_incident_that_was_silent_has_one_wait_up_to_now() -> None:
    now = NINE + 45 * MINUTE
    record = recorded(
        Sources(incident=opened(), entries=[entry(1, Event.OPENED, 0)], sent=[]), now=now
    )

    [wait] = record.waits
    assert (wait.began, wait.ended, wait.is_late) == (NINE, now, True)
    assert record.rhythm.longest_silence == 45 * MINUTE


def test_money_is_what_was_asked_at_first_beside_what_was_given() -> None:
    asked = {"credit": "CR-1", "currency": "GBP"}
    entries = [
        entry(1, Event.OPENED, 0),
        entry(2, Event.CREDIT_ASKED, 1, amount_minor="9000", **asked),
        entry(3, Event.CREDIT_ASKED, 2, amount_minor="4000", **asked),
    ]

    approved = replace(ASKED, number=1, amount=Money(4000, "GBP"), state=State.APPROVED)
    euros = replace(ASKED, number=2, amount=Money(500, "EUR"), state=State.DECLINED)
    sources = Sources(incident=opened(), entries=entries, sent=[], credits=[approved, euros])

    inside = recorded(sources, now=NINE).inside

    assert inside is not None
    in_euros, in_pounds = inside.credits
    assert (in_pounds.asked_minor, in_pounds.given_minor) == (9000, 4000)
    assert (in_euros.asked_minor, in_euros.given_minor) == (500, 0)
    assert in_euros.states == {State.DECLINED: (1, 500)}
