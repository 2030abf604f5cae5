"""Whatever arrives, signed as Slack's: an answer or a refusal, never an exception of ours.

`make fuzz CASES=100000` tries as many: over HTTP and over Socket Mode, on both databases, a
quarter each; each thousand has an office of its own.
"""

import asyncio
import io
import os
from contextlib import suppress
from itertools import count
from typing import Any, Final
from urllib.parse import urlencode

import aiohttp
import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from bot.sandbox import payloads
from bot.sandbox.connections import Envelope, NotAnswered
from bot.sandbox.signed_requests import FORM, signed
from bot.sandbox.wire import Json, compact
from tests.doors.mutations import wrong
from tests.doors.scene import outage
from tests.doors.valid import every_kind
from tests.driver import AGENT, INCIDENTS, Bot

CASES: Final = int(os.environ.get("CASES", "400")) // 4
AT_ONCE: Final = 1_000
SEED: Final = int(os.environ.get("SEED", "0"))
LOOKS: Final = 20
"""After so many frames over a socket somebody types a command, which must be answered."""
TRIES: Final = 20
LONGEST_S: Final = 3_600
"""For a batch on a machine that does much besides."""
GARBLED: Final = ("", "{", "[]", "null", "{}", "[" * 5_000, "x" * 2_000_000, b"", b"\xff{")


OPENING: Final = "apps.connections.open"
SETTINGS: Final = settings(
    max_examples=min(CASES, AT_ONCE),
    database=None,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


def bytes_of(payload: Any) -> tuple[bytes, str]:  # noqa: ANN401 - any JSON
    """As Slack would send it: commands as a form, events as JSON, the rest as JSON in a form."""
    if isinstance(payload, dict) and "command" in payload:
        return urlencode(payload).encode("utf-8", "surrogatepass"), FORM
    if isinstance(payload, dict) and "payload" not in payload and "event" in payload:
        return compact(payload).encode("utf-8", "surrogatepass"), "application/json"
    return urlencode({"payload": compact(payload)}).encode("utf-8", "surrogatepass"), FORM


async def answered(session: aiohttp.ClientSession, url: str, payload: Any) -> int:  # noqa: ANN401
    body, kind = bytes_of(payload)
    headers = {"Content-Type": kind, **signed(body)}
    async with session.post(url, data=body, headers=headers) as answer:
        await answer.read()
        return answer.status


@pytest.mark.timeout(LONGEST_S)
@pytest.mark.parametrize("batch", range(-(-CASES // AT_ONCE)))
def test_any_payload_is_answered_or_refused(
    database_url: str, written: io.StringIO, batch: int
) -> None:
    with asyncio.Runner() as runner:
        office = outage(database_url)
        bot = runner.run(office.__aenter__())
        session = runner.run(opened())
        valid = runner.run(every_kind(bot))
        url, seen = f"{bot.candour.url}/slack/events", dict[int, int]()

        @seed(SEED + batch)
        @SETTINGS
        @given(wrong(valid))
        def check(payload: Any) -> None:  # noqa: ANN401 - any JSON
            status = runner.run(answered(session, url, payload))
            seen[status] = seen.get(status, 0) + 1
            assert status < 500
            assert faults(written) == []

        check()
        runner.run(session.close())
        runner.run(office.__aexit__(None, None, None))
    print(f"seed {SEED + batch}: {dict(sorted(seen.items()))}")  # noqa: T201 - `make fuzz` shows it
    assert faults(written) == []
    assert {200, 400} <= set(seen)


@pytest.mark.timeout(LONGEST_S)
@pytest.mark.parametrize("batch", range(-(-CASES // AT_ONCE)))
def test_whatever_comes_over_a_socket_it_goes_on(
    database_url: str, written: io.StringIO, batch: int
) -> None:
    with asyncio.Runner() as runner:
        office = outage(database_url, socket=True)
        bot = runner.run(office.__aenter__())
        valid = [enveloped(one) for one in runner.run(every_kind(bot))]
        opened_before, sent = bot.practice.calls.counts[OPENING], count(1)

        @seed(SEED + batch)
        @SETTINGS
        @given(wrong(valid) | st.sampled_from(GARBLED))
        def check(envelope: Any) -> None:  # noqa: ANN401 - any JSON
            frame = envelope if isinstance(envelope, str | bytes) else compact(envelope)
            runner.run(bot.practice.connections.send_frame(frame))
            if next(sent) % LOOKS == 0:
                runner.run(still_hears(bot))
                assert faults(written) == []

        check()
        runner.run(still_hears(bot))
        assert bot.practice.calls.counts[OPENING] == opened_before
        runner.run(office.__aexit__(None, None, None))
    print(f"seed {SEED + batch}: {next(sent) - 1} over a socket")  # noqa: T201 - `make fuzz` shows it
    assert faults(written) == []


def enveloped(payload: Any) -> Json:  # noqa: ANN401 - any JSON
    """As Slack would put it into an envelope."""
    envelope = "slash_commands" if "command" in payload else "interactive"
    if "event" in payload:
        envelope = "events_api"
    return Envelope(envelope, payload, accepts_answer=True).as_json()


async def still_hears(bot: Bot) -> None:
    """Both connections are there, and a command over each is answered."""
    assert len(bot.practice.connections) == 2
    heard = [await is_heard(bot) for _ in range(2)]
    assert all(heard)


async def is_heard(bot: Bot) -> bool:
    """Type a command; again if it waits for what is read before it, on a machine that is slow."""
    workspace = bot.practice.workspace
    place = workspace.channel(INCIDENTS)
    for _ in range(TRIES):
        asked = payloads.slash(workspace.state, AGENT, place, "/incident", "list")
        with suppress(NotAnswered):
            return bool(await workspace.delivery.slash(asked))
    return False


async def opened() -> aiohttp.ClientSession:
    return aiohttp.ClientSession()


def faults(written: io.StringIO) -> list[str]:
    """What was logged as a fault of ours since the last look."""
    found = [line for line in written.getvalue().splitlines() if '"level": "error"' in line]
    written.seek(0)
    written.truncate()
    return found
