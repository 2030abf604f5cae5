"""Which channels still reach customers, and when a leader speaks."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.cadence import DEFAULT_CADENCES, Cadence
from bot.domain.channel import (
    DEFAULT_CHANNELS,
    Channel,
    check_reach,
    failed_part,
    marked,
    offered,
    reaching,
    too_short_for,
)
from bot.domain.incident import Incident, Type
from bot.domain.leader import is_long, leader_speaks
from bot.domain.refusals import ChannelIsDown, IncidentIsResolved, TickedTwice
from bot.domain.severity import Severity
from tests.cards.samples import NEW, RESOLVED

HOUR = timedelta(hours=1)
SEV2 = DEFAULT_CADENCES[Severity.SEV2]
ON_REQUEST = Cadence(HOUR, HOUR)


def test_until_somebody_says_what_needs_the_failed_part_does_not_reach() -> None:
    reached = reaching(replace(NEW, type=Type.SIGN_IN), DEFAULT_CHANNELS)

    assert "app banner" not in reached
    assert len(reached) == len(DEFAULT_CHANNELS) - 1


def test_what_somebody_said_counts_in_the_order_of_the_settings() -> None:
    said = replace(NEW, type=Type.EMAIL, channels=("email", "status page", "a fax"))

    assert reaching(said, DEFAULT_CHANNELS) == ("status page", "email")


def test_none_may_reach() -> None:
    assert reaching(replace(NEW, channels=()), DEFAULT_CHANNELS) == ()


def test_the_failed_part_is_named() -> None:
    parts = {failed_part(one, replace(NEW, type=Type.SITE)) for one in DEFAULT_CHANNELS}

    assert parts == {None, "site"}


def test_a_closed_incident_is_asked_nothing() -> None:
    with pytest.raises(IncidentIsResolved):
        mark(RESOLVED)


def mark(incident: Incident = NEW, works: str = "", unsure: str = "") -> Incident:
    now = NEW.opened_at
    said = (works.split(","), unsure.split(","))
    return marked(incident, *said, DEFAULT_CHANNELS, by="U01DAN", now=now)


def test_what_is_ticked_nowhere_is_down_and_what_is_doubted_is_offered() -> None:
    said = mark(works="SMS", unsure="email,a fax")

    assert [one.name for one in offered(said, DEFAULT_CHANNELS)] == ["email", "SMS"]
    assert (said.channels, said.unsure) == (("SMS",), ("email",))
    assert reaching(said, DEFAULT_CHANNELS) == ("SMS",)
    with pytest.raises(ChannelIsDown) as down:
        check_reach(["SMS", "email", "website"], said, DEFAULT_CHANNELS)
    assert (down.value.channels, down.value.by) == (("website",), "U01DAN")


def test_a_channel_is_said_to_work_or_doubted_and_not_both() -> None:
    with pytest.raises(TickedTwice) as both:
        mark(works="SMS,email", unsure="email")

    assert both.value.channels == ("email",)


@pytest.mark.parametrize(("length", "fits"), [(160, True), (161, False)])
def test_what_does_not_fit_is_known(length: int, *, fits: bool) -> None:
    channels = (Channel("SMS", limit=160), Channel("email"))

    assert (too_short_for("x" * length, ["SMS", "email"], channels) == ()) is fits
    assert too_short_for("x" * length, ["email"], channels) == ()


@pytest.mark.parametrize(("after", "speaks"), [(3.9, False), (4, True), (30, True)])
def test_a_leader_speaks_once_it_lasts(after: float, *, speaks: bool) -> None:
    now = NEW.opened_at + after * HOUR

    assert leader_speaks(NEW, SEV2, now=now) is speaks
    assert is_long(NEW, ON_REQUEST, now=now) is False


@pytest.mark.parametrize("run", range(7))
def test_each_third_without_news_names_a_leader(run: int) -> None:
    held = replace(NEW, holding_run=run)

    assert leader_speaks(held, ON_REQUEST, now=NEW.opened_at) is (run in (2, 5))


def test_reopened_it_is_young_again() -> None:
    again = replace(NEW, reopened_at=NEW.opened_at + 5 * HOUR)

    assert not is_long(again, SEV2, now=NEW.opened_at + 6 * HOUR)
