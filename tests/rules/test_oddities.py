"""What stands out in a month: for who reviews it, and never an accusation."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.domain import oddities
from bot.domain.credit import Credit, State
from bot.domain.flags import Flag
from bot.domain.reason import Reason
from bot.domain.told import Answer, Said, Told
from bot.domain.working_hours import WorkingHours
from tests.rules.test_credit import ASKED

NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)
MIDNIGHT = datetime(2026, 3, 4, 23, 30, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
HOURS = WorkingHours()


def some(many: int, *, first: int = 1, **more: Any) -> list[Credit]:  # noqa: ANN401 - any field
    """Return requests that different people decided, each after an hour."""
    drawn = replace(ASKED, state=State.APPROVED, asked_at=NOON, **more)
    return [
        replace(
            drawn,
            number=number,
            decided_by=f"U-{number}",
            decided_at=drawn.asked_at + timedelta(hours=1),
        )
        for number in range(first, first + many)
    ]


def marks(credits_: Sequence[Credit]) -> dict[int, list[Flag]]:
    return oddities.on_review(credits_, HOURS, ZoneInfo("Europe/London"))


def test_a_quiet_month_has_no_marks() -> None:
    assert marks(some(30)) == {}


def test_pairs_that_are_always_the_same_and_haste() -> None:
    same = [replace(one, decided_by="U-mara", decided_at=NOON) for one in some(5)]
    assert marks(same)[1] == [Flag.SAME_APPROVER, Flag.FAST]
    assert marks([replace(same[0], is_own=True)]) == {}


def test_several_in_one_night_by_one_person() -> None:
    nightly = [
        replace(one, asked_at=MIDNIGHT + place * 60 * MINUTE, decided_at=None)
        for place, one in enumerate(some(3))
    ]
    assert marks(nightly) == {number: [Flag.OUT_OF_HOURS] for number in (1, 2, 3)}
    assert marks(nightly[:2]) == {}
    next_night = replace(nightly[2], asked_at=MIDNIGHT + timedelta(days=1))
    assert marks([*nightly[:2], next_night]) == {}
    by_another = replace(nightly[2], asked_by="U-amira")
    assert marks([*nightly[:2], by_another]) == {}


def test_one_reason_far_above_peers() -> None:
    often = some(5, code=Reason.DISTRESS)
    peers = some(2, first=10, asked_by="U-amira", code=Reason.EFFORT)
    assert marks([*often, *peers]) == {one.number: [Flag.ONE_CODE] for one in often}
    assert marks([*often, *some(2, first=10, asked_by="U-amira", code=Reason.DISTRESS)]) == {}
    assert marks(often) == {}


def test_many_accepted_within_minutes() -> None:
    def taken(place: int, one: Credit, every: timedelta) -> Credit:
        said = Said(answer=Answer.ACCEPTED, by="U-dan", at=NOON + place * every)
        return replace(one, told=Told(by="U-dan", at=NOON, said=said))

    at_once = [taken(place, one, MINUTE) for place, one in enumerate(some(5))]
    assert marks(at_once) == {one.number: [Flag.BURST] for one in at_once}
    assert marks([taken(place, one, 60 * MINUTE) for place, one in enumerate(some(5))]) == {}


def test_what_was_changed_after_it_was_asked_for() -> None:
    assert marks(some(1, revision=2)) == {1: [Flag.CHANGED]}
