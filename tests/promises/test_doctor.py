"""`candour doctor` against the practice workspace: what is well, what is not, what to do."""

from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest

from bot import doctor
from bot.doctor import Finding, Grade
from bot.domain.channel import Channel
from bot.domain.organisation import Organisation, Voice
from bot.domain.tiers import CreditRules, Team
from bot.jobs import slack_scopes
from bot.sandbox.installation import Installation
from bot.sandbox.people import UserGroup
from bot.sandbox.seed import add_group
from bot.sandbox.server import PracticeServer

VOICE = Voice(**{one.name: "set" for one in fields(Voice)})
NORTHWIND = Organisation(
    incident_place="C01INCIDENTS",
    managers=("S02MANAGERS", "U05HOPE"),
    voice=VOICE,
    drafts={"K01.tmpl": "A1 | {impact_sentence}"},
)
STRANGER = "U99NOBODY"
EXACT = Installation(scopes=slack_scopes.needed())


def at(practice: PracticeServer, database_url: str) -> doctor.Installation:
    return doctor.Installation(
        bot_token="xoxb-practice",
        app_token="xapp-practice",
        api_url=practice.api_url,
        database_url=database_url,
        organisation=NORTHWIND,
        config_path=Path("candour.toml"),
    )


def about(findings: list[Finding], subject: str) -> tuple[Grade, str]:
    [found] = [finding for finding in findings if finding.about == subject]
    return found.grade, found.said


async def test_all_is_well(sqlite_url: str) -> None:
    async with PracticeServer(installation=EXACT) as practice:
        findings = await doctor.examine(at(practice, sqlite_url))

    assert {finding.grade for finding in findings} == {Grade.OK}
    assert [finding.about for finding in findings] == [
        "settings", "words", "database", "jobs", "app token", "bot token", "scopes", "channel",
        "people",
    ]  # fmt: skip


async def test_what_drafts_will_have_to_ask_for_is_named(sqlite_url: str) -> None:
    async with PracticeServer(installation=EXACT) as practice:
        silent = replace(NORTHWIND, voice=replace(VOICE, never_ask="", brand=""))
        findings = await doctor.examine(replace(at(practice, sqlite_url), organisation=silent))

    grade, said = about(findings, "words")
    assert grade is Grade.WARNING
    assert said.startswith("Not set under [words]: brand, never_ask. ")
    assert said.endswith("Drafts of your own: K01.tmpl.")


async def test_a_database_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    path = tmp_path / "candour.db"
    async with PracticeServer(installation=EXACT) as practice:
        findings = await doctor.examine(at(practice, f"sqlite:///{path}"))

    assert about(findings, "database") == (
        Grade.PROBLEM,
        "It does not exist yet. Type: candour migrate",
    )
    assert not path.exists()


async def test_a_database_server_that_is_away(sqlite_url: str) -> None:
    async with PracticeServer(installation=EXACT) as practice:
        away = replace(
            at(practice, sqlite_url), database_url="postgresql://c:hush@127.0.0.1:9/candour"
        )
        findings = await doctor.examine(away)

    grade, said = about(findings, "database")
    assert grade is Grade.PROBLEM
    assert "hush" not in said


async def test_tokens_that_slack_does_not_know(sqlite_url: str) -> None:
    async with PracticeServer(installation=EXACT) as practice:
        findings = await doctor.examine(
            replace(at(practice, sqlite_url), bot_token="xoxb-hush", app_token="xapp-hush")
        )

    assert about(findings, "bot token")[0] is Grade.PROBLEM
    assert about(findings, "app token")[0] is Grade.PROBLEM
    assert "hush" not in str(findings)


async def test_slack_out_of_reach(sqlite_url: str) -> None:
    async with PracticeServer(installation=EXACT) as practice:
        gone = at(practice, sqlite_url)
    findings = await doctor.examine(gone)

    grade, said = about(findings, "bot token")
    assert grade is Grade.PROBLEM
    assert said.startswith("Slack cannot be reached (Client")


@pytest.mark.parametrize(
    ("scopes", "grade", "named"),
    [
        (slack_scopes.needed() - {"pins:write"}, Grade.PROBLEM, "Missing: pins:write."),
        (slack_scopes.needed() | {"files:read"}, Grade.WARNING, "not needed: files:read."),
    ],
)
async def test_scopes_are_compared(
    scopes: frozenset[str], grade: Grade, named: str, sqlite_url: str
) -> None:
    async with PracticeServer(installation=Installation(scopes=scopes)) as practice:
        findings = await doctor.examine(at(practice, sqlite_url))

    found = about(findings, "scopes")
    assert found[0] is grade
    assert named in found[1]


async def test_a_channel_without_the_bot(sqlite_url: str) -> None:
    elsewhere = replace(NORTHWIND, incident_place="C03GENERAL")
    async with PracticeServer(installation=EXACT) as practice:
        findings = await doctor.examine(replace(at(practice, sqlite_url), organisation=elsewhere))

    grade, said = about(findings, "channel")
    assert grade is Grade.PROBLEM
    assert said.endswith("Type in C03GENERAL: /invite @Candour")


@pytest.mark.parametrize(
    ("managers", "said"),
    [
        ((), "No managers: nobody can approve a credit."),
        (("S09EMPTY",), "No managers: nobody can approve a credit."),
        (("S02MANAGERS",), "One manager, whose own requests nobody can approve."),
    ],
)
async def test_too_few_managers(managers: tuple[str, ...], said: str, sqlite_url: str) -> None:
    async with PracticeServer(installation=EXACT) as practice:
        add_group(practice.workspace.state, UserGroup("S09EMPTY", "empty", "Nobody", []))
        people = replace(NORTHWIND, managers=managers)
        findings = await doctor.examine(replace(at(practice, sqlite_url), organisation=people))

    assert about(findings, "people") == (Grade.WARNING, said)


async def test_a_group_that_does_not_exist(sqlite_url: str) -> None:
    people = replace(NORTHWIND, leads=("S99NOBODY",))
    async with PracticeServer(installation=EXACT) as practice:
        findings = await doctor.examine(replace(at(practice, sqlite_url), organisation=people))

    assert any(
        finding.grade is Grade.PROBLEM and "S99NOBODY" in finding.said for finding in findings
    )


async def test_a_person_who_does_not_exist(sqlite_url: str) -> None:
    people = replace(NORTHWIND, security=("U99NOBODY",))
    async with PracticeServer(installation=EXACT) as practice:
        findings = await doctor.examine(replace(at(practice, sqlite_url), organisation=people))

    told = [finding.said for finding in findings if finding.grade is Grade.PROBLEM]
    assert told == ["Slack says user_not_found. Look at U99NOBODY under [people]."]


@pytest.mark.parametrize(
    "people",
    [
        {name: (STRANGER,)}
        for name in (
            "leads",
            "head_of_support",
            "safety",
            "comms",
            "payments",
            "engineering",
            "finance",
            "directors",
            "legal",
        )
    ]
    + [
        {"channels": (Channel("SMS", owner=STRANGER),)},
        {"channels": (Channel("SMS", approval=(STRANGER,)),)},
        {"credit_rules": CreditRules(teams=(Team("north", (STRANGER,), None),))},
    ],
    ids=str,
)
async def test_whoever_the_settings_name_is_looked_for(
    people: dict[str, Any], sqlite_url: str
) -> None:
    async with PracticeServer(installation=EXACT) as practice:
        named = replace(NORTHWIND, **people)
        findings = await doctor.examine(replace(at(practice, sqlite_url), organisation=named))

    told = [finding.said for finding in findings if finding.grade is Grade.PROBLEM]
    assert told == [f"Slack says user_not_found. Look at {STRANGER} under [people]."]


async def test_a_person_who_has_left(sqlite_url: str) -> None:
    people = replace(NORTHWIND, head_of_support=("U05HOPE",))
    async with PracticeServer(installation=EXACT) as practice:
        practice.workspace.state.people["U05HOPE"].deleted = True
        findings = await doctor.examine(replace(at(practice, sqlite_url), organisation=people))

    assert (Grade.PROBLEM, "Slack says user_is_deactivated. Look at U05HOPE under [people].") in [
        (finding.grade, finding.said) for finding in findings
    ]


async def test_defaults_in_use_are_told(sqlite_url: str) -> None:
    async with PracticeServer(installation=EXACT) as practice:
        findings = await doctor.examine(replace(at(practice, sqlite_url), config_path=None))

    grade, said = about(findings, "settings")
    assert grade is Grade.WARNING
    assert said.startswith("No candour.toml")
