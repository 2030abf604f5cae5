"""Logs: one line an event, and neither a secret nor what people typed on any of them."""

import io
import json
import logging
from collections.abc import Iterator
from typing import Literal

import pytest
import structlog

from bot import logs


@pytest.fixture(autouse=True)
def _leave_logging_as_it_was() -> Iterator[None]:
    root = logging.getLogger()
    before = root.handlers[:], root.level
    yield
    structlog.reset_defaults()
    root.handlers[:] = before[0]
    root.setLevel(before[1])


def set_up(style: Literal["text", "json"]) -> io.StringIO:
    out = io.StringIO()
    logs.set_up(style, out)
    return out


def fail_on(words: str) -> None:
    try:
        open("/nowhere/at/all")  # noqa: PTH123, SIM115 - it fails
    except OSError as error:
        raise ValueError(words) from error


def log_a_failure(words: str) -> None:
    try:
        fail_on(words)
    except ValueError:
        structlog.get_logger("bot.jobs").exception("could not answer", reference="ab12")


def test_an_event_is_a_line_of_json() -> None:
    out = set_up("json")

    structlog.get_logger("bot.jobs").info("job done", kind="nudge", late_ms=3)

    told = json.loads(out.getvalue())
    assert told.pop("timestamp").endswith("Z")
    assert told == {
        "event": "job done",
        "kind": "nudge",
        "late_ms": 3,
        "level": "info",
        "logger": "bot.jobs",
    }


@pytest.mark.parametrize("style", ["text", "json"])
def test_a_failure_is_one_line_that_says_where(style: Literal["text", "json"]) -> None:
    out = set_up(style)

    log_a_failure("Mrs Example's card\nwas charged twice")

    [line] = out.getvalue().splitlines()
    assert "Example" not in line
    assert "ValueError from FileNotFoundError" in line
    assert "ab12" in line
    assert "test_logs:" in line


@pytest.mark.parametrize(
    "words",
    [
        "xoxb-12-hush",
        "xapp-1-hush",
        "Bearer xoxe.xoxp-1-hush",
        "postgresql+asyncpg://candour:hush@db/candour",
        "Failed to connect (error: 503, url='wss://slack.example/link/?ticket=hush&app_id=A1')",
    ],
)
def test_secrets_are_taken_out(words: str) -> None:
    out = set_up("text")

    structlog.get_logger("bot.app").warning(f"odd: {words}", said=words)
    logging.getLogger("slack_sdk").warning("odd: %s", words)

    assert len(out.getvalue().splitlines()) == 2
    assert "hush" not in out.getvalue()


@pytest.mark.parametrize("name", sorted(logs.PEOPLES_WORDS))
def test_what_people_typed_is_left_out(name: str) -> None:
    out = set_up("json")

    structlog.get_logger("bot.app").info("asked", **{name: "Mrs Example"})

    assert json.loads(out.getvalue())[name] == "[left out]"


def test_libraries_speak_only_to_warn() -> None:
    out = set_up("text")

    logging.getLogger("aiohttp.access").info("GET /")
    logging.getLogger("slack_sdk").warning("two\nlines")

    assert len(out.getvalue().splitlines()) == 1
