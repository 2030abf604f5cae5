"""The documentation says what is there: every setting, command and dependency, no dead link."""

import re
import tomllib
from pathlib import Path

import pytest

from bot.__main__ import commands
from bot.domain.cadence import DEFAULT_CADENCES
from bot.settings import TOML_KEYS, VARIABLES, settings_from
from handlers.commands import help_lines

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
DEPENDENCIES = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))]
LONGEST_README = 200


def first_cells(page: str) -> set[str]:
    """Return what stands between backticks in the first column of the tables."""
    rows = re.findall(r"^\|(.*?)(?<!\\)\|", page, flags=re.MULTILINE)
    return {name for row in rows for name in re.findall(r"`([^`]+)`", row)}


@pytest.mark.parametrize("setting", [*VARIABLES, *TOML_KEYS])
def test_every_setting_stands_in_the_readme(setting: str) -> None:
    assert setting in first_cells(README)


def test_the_readme_names_no_setting_that_does_not_exist() -> None:
    named = {
        name for name in first_cells(README) if name.isupper() or "." in name or name in TOML_KEYS
    }

    assert named == {*VARIABLES, *TOML_KEYS}


def test_the_readme_gives_the_clocks_that_are_in_use() -> None:
    minutes = {"m": 1, "h": 60, "d": 24 * 60}
    for severity, cadence in DEFAULT_CADENCES.items():
        row = re.search(rf"^\| `clocks\.{severity.name.lower()}\..*$", README, re.MULTILINE)
        assert row is not None
        written = re.findall(r"`(\d+)([mhd])`", row[0])[:2]
        given = [int(number) * minutes[unit] for number, unit in written]
        assert given == [
            wait.total_seconds() / 60 for wait in (cadence.first_word, cadence.interval)
        ]


def test_the_readmes_example_is_valid() -> None:
    [example] = re.findall(r"```toml\n(.*?)```", README, flags=re.DOTALL)

    assert settings_from({}, tomllib.loads(example)).organisation.company == "Northwind Bank"


def test_the_readme_lists_the_words_of_incident_as_help_does() -> None:
    rows = re.findall(r"^\| `(/incident .*?)` \| (.*) \|$", README, flags=re.MULTILINE)

    assert [(typed.replace(r"\|", "|"), does) for typed, does in rows] == help_lines()


def test_the_readme_lists_the_commands_of_the_shell() -> None:
    known = {
        one.name or one.callback.__name__  # type: ignore[union-attr]
        for one in commands.registered_commands
    }

    assert set(re.findall(r"^\| `candour (\w+)`", README, flags=re.MULTILINE)) == known


def test_the_readme_says_that_no_live_slack_was_tried() -> None:
    assert "no live Slack workspace was available" in README


def test_the_readme_is_short() -> None:
    assert len(README.splitlines()) <= LONGEST_README


def test_every_dependency_has_its_reason() -> None:
    groups = [PROJECT["dependencies"], *PROJECT["optional-dependencies"].values()]
    declared = [one for group in groups for one in group]
    names = {re.split(r"[\[><=]", one)[0] for one in declared}
    explained = set(re.findall(r"^\| ([A-Za-z][\w-]+) \|", DEPENDENCIES, flags=re.MULTILINE))

    assert explained - {"package"} == names


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    linked = re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text(encoding="utf-8"))

    assert [one for one in linked if not (page.parent / one).exists()] == []


def test_the_licences_name_all_that_ships() -> None:
    shipped = dict(re.findall(r"(?m)^([\w.-]+)==(\S+)", (ROOT / "requirements.lock").read_text()))
    rows = re.findall(
        r"(?m)^\| ([\w.-]+) +\| (\S+) +\| (.+?) *\|$", (ROOT / "docs" / "licences.md").read_text()
    )
    listed = {canonical(name): version for name, version, _ in rows if name != "Name"}
    assert listed == {canonical(name): version for name, version in shipped.items()}
    assert [name for name, _, licence in rows if licence == "UNKNOWN"] == []


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
