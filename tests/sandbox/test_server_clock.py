"""The practice clock: still, running, turned; and message stamps that follow it."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox.clock import PracticeClock
from bot.sandbox.server import PracticeServer

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def test_a_still_clock_moves_only_when_it_is_turned() -> None:
    clock = PracticeClock(rate=0, start=NOON)
    assert clock.now() == NOON

    clock.turn(timedelta(hours=2))

    assert clock.now() == NOON + timedelta(hours=2)


async def test_whoever_sleeps_wakes_when_the_clock_is_turned_far_enough() -> None:
    clock, turns = PracticeClock(rate=0, start=NOON), []
    clock.on_turn(lambda: turns.append(clock.now()))
    sleeping = asyncio.create_task(clock.sleep(timedelta(minutes=30)))
    await asyncio.wait({sleeping}, timeout=0.01)

    clock.turn(timedelta(minutes=20))
    await asyncio.wait({sleeping}, timeout=0.01)
    assert not sleeping.done()
    clock.turn(timedelta(minutes=10))

    await asyncio.wait_for(sleeping, timeout=1)
    assert turns == [NOON + timedelta(minutes=20), NOON + timedelta(minutes=30)]


async def test_a_fast_clock_shortens_sleep() -> None:
    clock = PracticeClock(rate=36_000, start=NOON)

    await asyncio.wait_for(clock.sleep(timedelta(hours=1)), timeout=2)

    assert clock.now() >= NOON + timedelta(hours=1)


def test_time_does_not_run_backwards() -> None:
    clock = PracticeClock()
    with pytest.raises(ValueError, match="only turns forward"):
        clock.turn(timedelta(seconds=-1))
    with pytest.raises(ValueError, match="does not run backwards"):
        clock.set_rate(-1)


async def test_messages_carry_practice_time_and_never_the_same_stamp(
    slack: PracticeServer, client: AsyncWebClient
) -> None:
    first = await client.chat_postMessage(channel="C01INCIDENTS", text="first")
    second = await client.chat_postMessage(channel="C01INCIDENTS", text="second")
    slack.clock.turn(timedelta(hours=1))
    later = await client.chat_postMessage(channel="C01INCIDENTS", text="later")

    assert first["ts"] < second["ts"] < later["ts"]
    assert float(later["ts"]) - float(second["ts"]) == pytest.approx(3600, abs=0.01)
