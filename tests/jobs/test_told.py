"""What the platform's answers make of a delivery."""

from datetime import UTC, datetime

import pytest

from bot.jobs.chat import ChatIsAway, ChatIsBusy, ChatRefused
from bot.jobs.deliver import MOST_TRIES, told
from bot.jobs.outcomes import Again, Never, Outcome
from bot.jobs.queue import Claimed

NOON = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)


async def outcome(answer: Exception, *, attempt: int) -> Outcome:
    async def handler(_job: Claimed) -> Outcome:
        raise answer

    job = Claimed(
        id=1,
        workspace="T1",
        kind="card",
        args={},
        lane="T1:C1",
        due_at=NOON,
        run_at=NOON,
        attempt=attempt,
        crashes=0,
        lease="ours",
    )
    return await told(handler)(job)


@pytest.mark.parametrize("attempt", [1, MOST_TRIES - 1])
async def test_a_platform_that_is_away_is_asked_again(attempt: int) -> None:
    assert await outcome(ChatIsAway("503"), attempt=attempt) == Again("503")


async def test_after_a_day_without_an_answer_the_lane_goes_on() -> None:
    assert await outcome(ChatIsAway("503"), attempt=MOST_TRIES) == Never("503")


async def test_a_platform_that_asks_us_to_wait_is_never_given_up() -> None:
    waited = await outcome(ChatIsBusy(30), attempt=MOST_TRIES + 1)

    assert isinstance(waited, Again)
    assert waited.whole_lane


async def test_a_no_is_a_no() -> None:
    assert await outcome(ChatRefused("is_archived"), attempt=1) == Never("is_archived")
