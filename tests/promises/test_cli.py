"""The command line as a person types it: real processes, exit codes, sentences on stderr."""

import asyncio
import json
import os
import signal
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import aiohttp
import pytest

from bot.jobs import slack_scopes
from bot.sandbox.installation import Installation
from bot.sandbox.server import PracticeServer

ROOT = Path(__file__).parents[2]
PATIENCE_S = 90
"""Nothing is timed: below pytest's own limit, so that a process that hangs is killed and shown."""
TOKENS = {"SLACK_BOT_TOKEN": "xoxb-practice", "SLACK_APP_TOKEN": "xapp-practice"}


@dataclass(frozen=True)
class Ended:
    code: int
    out: str
    err: str


@pytest.fixture
def away(tmp_path: Path) -> Path:
    """A folder without `candour.toml`, outside of the repository."""
    return tmp_path


@asynccontextmanager
async def started(
    *words: str, folder: Path, environ: Mapping[str, str] | None = None
) -> AsyncIterator[asyncio.subprocess.Process]:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot",
        *words,
        cwd=folder,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), **(environ or {})},
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.communicate()


async def run(*words: str, folder: Path, environ: Mapping[str, str] | None = None) -> Ended:
    async with started(*words, folder=folder, environ=environ) as process:
        async with asyncio.timeout(PATIENCE_S):
            out, err = await process.communicate()
        return Ended(process.returncode or 0, out.decode(), err.decode())


async def line_with(process: asyncio.subprocess.Process, words: str) -> str:
    """Read what is printed until a line holds `words`."""
    assert process.stdout is not None
    async with asyncio.timeout(PATIENCE_S):
        async for line in process.stdout:
            if words in line.decode():
                return line.decode()
        _, err = await process.communicate()
    raise AssertionError(f"It ended without saying {words!r}: {err.decode()}")


async def stopped_by(process: asyncio.subprocess.Process, how: signal.Signals) -> Ended:
    process.send_signal(how)
    async with asyncio.timeout(PATIENCE_S):
        out, err = await process.communicate()
    return Ended(process.returncode or 0, out.decode(), err.decode())


async def test_bad_settings_are_sentences_and_exit_code_2(away: Path) -> None:
    ended = await run("serve", folder=away, environ={"CANDOUR_PROT": "1", "CANDOUR_LOG": "loud"})

    assert ended.code == 2
    assert ended.err.splitlines() == [
        "CANDOUR_PROT is not a setting; did you mean CANDOUR_PORT?",
        "CANDOUR_LOG must be 'text' or 'json'.",
    ]


async def test_serve_says_which_tokens_it_misses(away: Path) -> None:
    ended = await run("serve", folder=away)

    assert ended.code == 2
    assert ended.err.startswith("SLACK_BOT_TOKEN is not set")
    assert "Traceback" not in ended.err


@pytest.mark.parametrize("command", ["serve", "work"])
async def test_without_tables_it_says_what_to_type(away: Path, command: str) -> None:
    ended = await run(command, folder=away, environ=TOKENS)

    assert ended.code == 2
    assert ended.err.endswith("Type: candour migrate\n")
    assert "Traceback" not in ended.err
    assert os.listdir(away) == []  # noqa: PTH208 - a glance, in a test


async def test_migrate_twice_is_as_good_as_once(away: Path) -> None:
    ended = [await run("migrate", folder=away) for _ in range(2)]

    assert [one.code for one in ended] == [0, 0]
    assert (away / "candour.db").exists()


async def test_slack_out_of_reach_is_a_sentence(away: Path, sqlite_url: str) -> None:
    nowhere = {"SLACK_API_URL": "http://127.0.0.1:9/api/", "DATABASE_URL": sqlite_url}
    ended = await run("serve", folder=away, environ=TOKENS | nowhere)

    assert ended.code == 2
    assert ended.err.endswith("Type: candour doctor\n")
    assert "Traceback" not in ended.err


async def test_a_database_that_cannot_be_used_is_a_sentence(away: Path) -> None:
    nowhere = {"DATABASE_URL": f"sqlite:///{away}/no/such/folder/candour.db"}
    ended = await run("migrate", folder=away, environ=nowhere)

    assert ended.code == 2
    assert ended.err == "The database cannot be used (OperationalError). Look at DATABASE_URL.\n"


async def test_the_manifest_is_json(away: Path) -> None:
    ended = await run("manifest", "--url", "https://candour.example.com", folder=away)

    assert ended.code == 0
    assert json.loads(ended.out)["settings"]["socket_mode_enabled"] is False


async def test_a_manifest_for_an_address_slack_cannot_call(away: Path) -> None:
    ended = await run("manifest", "--url", "http://localhost", folder=away)

    assert ended.code == 2
    assert ended.err.startswith("--url must")


async def test_doctor_finds_problems(away: Path) -> None:
    ended = await run("doctor", folder=away)

    assert ended.code == 1
    assert "problem  settings   SLACK_BOT_TOKEN is not set" in ended.out
    assert "Type: candour migrate" in ended.out


async def test_doctor_finds_nothing(away: Path, sqlite_url: str) -> None:
    (away / "candour.toml").write_text('[people]\nmanagers = ["U03MARA", "U05HOPE"]\n')
    exact = Installation(scopes=slack_scopes.needed())
    async with PracticeServer(installation=exact) as practice:
        given = {"SLACK_API_URL": practice.api_url, "DATABASE_URL": sqlite_url}
        ended = await run("doctor", folder=away, environ=TOKENS | given)

    assert ended.code == 0, ended.out
    assert "problem" not in ended.out
    assert "xoxb" not in ended.out


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
async def test_serve_works_until_it_is_stopped(
    away: Path, sqlite_url: str, how: signal.Signals
) -> None:
    async with PracticeServer() as practice:
        given = {
            "SLACK_API_URL": practice.api_url,
            "DATABASE_URL": sqlite_url,
            "CANDOUR_HOST": "127.0.0.1",
            "CANDOUR_PORT": "0",
        }
        async with started("serve", folder=away, environ=TOKENS | given) as process:
            said = await line_with(process, "Candour is at work")
            address = said.split("; ")[1].split()[0]
            async with aiohttp.ClientSession() as session, session.get(address) as answer:
                assert answer.status == 200
            ended = await stopped_by(process, how)

    assert ended.code == 0
    assert "Traceback" not in ended.err


async def test_the_demo_is_ready_when_it_says_so(away: Path) -> None:
    async with started("demo", "--port", "0", "--fast", folder=away) as process:
        said = await line_with(process, "The practice workspace is at ")
        address = said.split(" is at ")[1].split()[0]
        opened = await opened_incident(address)
        ended = await stopped_by(process, signal.SIGTERM)

    assert "INC-1" in opened
    assert (ended.code, ended.err) == (0, "")
    assert os.listdir(away) == []  # noqa: PTH208 - a glance, in a test


async def test_a_port_that_is_taken_is_a_sentence(away: Path) -> None:
    async with PracticeServer() as practice:
        port = practice.url.rpartition(":")[2]
        ended = await run("demo", "--port", port, folder=away)

    assert ended.code == 2
    assert ended.err == "Something else listens on that port: choose another one.\n"


async def test_customers_of_an_incident_that_is_not_there_are_not_imported(
    away: Path, sqlite_url: str
) -> None:
    (away / "tickets.csv").write_text("Ticket\nT-1\n", encoding="utf-8")

    ended = await run(
        *("import", "customers", "INC-7", "tickets.csv"),
        folder=away,
        environ={"DATABASE_URL": sqlite_url},
    )

    assert ended.code == 2
    assert ended.err == "There is no incident INC-7. /incident list shows the open ones.\n"


async def test_without_tables_no_file_is_read(away: Path) -> None:
    (away / "tickets.csv").write_text("Ticket\nT-1\n", encoding="utf-8")

    ended = await run("import", "customers", "INC-7", "tickets.csv", folder=away)

    assert ended.code == 2
    assert ended.err == "The database is not at this version's schema. Type: candour migrate\n"


async def opened_incident(address: str) -> str:
    """Type `/incident open …` on the page; return what Dan sees then."""
    command = {
        "as": "U01DAN",
        "do": "slash",
        "channel": "C01INCIDENTS",
        "text": "/incident open Customers cannot pay by card",
    }
    async with aiohttp.ClientSession(address) as session:
        async with session.post("/practice/act", json=command) as answer:
            assert (await answer.json())["ok"]
        async with session.get("/practice/state", params={"as": "U01DAN"}) as answer:
            return await answer.text()


async def test_nothing_is_forgotten_without_a_name_that_is_known(
    away: Path, sqlite_url: str
) -> None:
    given = {"DATABASE_URL": sqlite_url}
    unknown = await run("forget", "Ms Quill", "--workspace", "T1", folder=away, environ=given)
    young = await run("purge", "--older-than", "4d", folder=away, environ=given)
    none = await run(
        "purge", "--older-than", "400d", "--workspace", "T1", folder=away, environ=given
    )

    assert (unknown.code, young.code, none.code) == (2, 2, 0)
    assert unknown.err.startswith("Nothing is kept of a customer of this name")
    assert young.err == "“4d” is not an age. Write it in days, at least 30d: 400d.\n"
    assert none.out.splitlines() == [
        "No incident that has been over for 400 days holds personal data.",
        "Nothing was removed. To do it, add --yes.",
    ]
