"""Whatever arrives, signed as Slack's: an answer or a refusal, never an exception of ours.

`make fuzz CASES=100000` tries as many, half of them on each database; each thousand has an office
of its own.
"""

import asyncio
import io
import os
from typing import Any, Final
from urllib.parse import urlencode

import aiohttp
import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings

from bot.sandbox.signed_requests import FORM, signed
from bot.sandbox.wire import compact
from tests.doors.mutations import wrong
from tests.doors.scene import outage
from tests.doors.valid import every_kind

CASES: Final = int(os.environ.get("CASES", "400")) // 2
AT_ONCE: Final = 1_000
SEED: Final = int(os.environ.get("SEED", "0"))


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
        @settings(
            max_examples=min(CASES, AT_ONCE),
            database=None,
            deadline=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
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


async def opened() -> aiohttp.ClientSession:
    return aiohttp.ClientSession()


def faults(written: io.StringIO) -> list[str]:
    """What was logged as a fault of ours since the last look."""
    found = [line for line in written.getvalue().splitlines() if '"level": "error"' in line]
    written.seek(0)
    written.truncate()
    return found
