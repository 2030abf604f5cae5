"""The manifest asks for what this version uses, and for nothing else."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.jobs import slack_scopes
from bot.manifest import BadUrl, manifest
from bot.sandbox.installation import Installation
from bot.sandbox.server import PracticeServer

ROOT = Path(__file__).parents[2]
PRACTICE = ROOT / "bot" / "sandbox"
TABLE = ROOT / "bot" / "jobs" / "slack_scopes.py"
BY_ATTRIBUTE = {
    name: name.replace("_", ".")
    for name in dir(AsyncWebClient)
    if "_" in name.strip("_") and name != "api_call"
}
KNOWN = set(BY_ATTRIBUTE.values())


def methods_named(source: str) -> set[str]:
    """Find `client.views_open` and `"views.open"` alike."""
    nodes = list(ast.walk(ast.parse(source)))
    attributes = {BY_ATTRIBUTE.get(one.attr) for one in nodes if isinstance(one, ast.Attribute)}
    texts = {
        one.value for one in nodes if isinstance(one, ast.Constant) and isinstance(one.value, str)
    }
    return KNOWN & (attributes | texts)


def sources() -> Iterator[Path]:
    for folder in ("bot", "handlers", "messages"):
        for path in (ROOT / folder).rglob("*.py"):
            if not path.is_relative_to(PRACTICE) and path != TABLE:
                yield path


def test_the_table_of_scopes_lists_the_methods_that_the_code_calls() -> None:
    called: set[str] = set()
    for path in sources():
        called |= methods_named(path.read_text(encoding="utf-8"))

    assert set(slack_scopes.SCOPES) == called


@pytest.mark.parametrize("source", ['ask("views.open")', "client.views_open(view=view)"])
def test_both_ways_of_calling_are_found(source: str) -> None:
    assert methods_named(source) == {"views.open"}


def test_the_manifest_asks_for_the_scopes_of_the_table() -> None:
    asked = manifest()["oauth_config"]["scopes"]["bot"]

    assert asked == sorted(slack_scopes.needed())
    assert "commands" in asked


def test_over_socket_mode_slack_needs_no_address() -> None:
    made = manifest()

    assert made["settings"]["socket_mode_enabled"] is True
    assert "url" not in str(made)


@pytest.mark.parametrize(
    "url", ["https://c.example.com", "https://c.example.com/", "https://c.example.com/slack/events"]
)
def test_over_http_everything_comes_to_one_address(url: str) -> None:
    made = manifest(url=url)

    door = "https://c.example.com/slack/events"
    assert made["settings"]["socket_mode_enabled"] is False
    assert made["features"]["slash_commands"][0]["url"] == door
    assert made["settings"]["interactivity"]["request_url"] == door
    assert made["settings"]["interactivity"]["message_menu_options_url"] == door


@pytest.mark.parametrize("url", ["", "http://c.example.com", "c.example.com", "https://"])
def test_slack_calls_only_https(url: str) -> None:
    with pytest.raises(BadUrl):
        manifest(url=url)


async def test_the_practice_workspace_installs_it() -> None:
    installed = Installation.from_manifest(manifest())

    async with PracticeServer(installation=installed) as practice:
        assert practice.workspace.state.installation.scopes == slack_scopes.needed()
        assert [one.command for one in installed.commands] == ["/incident"]


def test_what_slack_limits_is_within_its_limits() -> None:
    made = manifest()
    command = made["features"]["slash_commands"][0]

    assert len(made["display_information"]["name"]) <= 35
    assert len(made["display_information"]["description"]) <= 140
    assert len(command["description"]) <= 2000
    assert len(command["usage_hint"]) <= 1000
