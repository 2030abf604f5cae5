"""The settings: read from what is given, and every fault told at once, by name, without secrets."""

from datetime import date, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.domain.cadence import DEFAULT_CADENCES, Cadence
from bot.domain.care import Care
from bot.domain.channel import Channel
from bot.domain.fact import FRESH_FOR, Key
from bot.domain.organisation import Organisation
from bot.domain.severity import Severity
from bot.domain.working_hours import WorkingHours
from bot.settings import (
    BadSettings,
    find_config,
    load,
    missing_for_slack,
    settings_from,
)

EVERYTHING = """
[organisation]
company = "Northwind Bank"
time_zone = "Africa/Nairobi"
locale = "sw-KE"
currency = "KES"
incident_channel = "C01SUP"

[people]
leads = ["S01LEADS"]
managers = ["U02MARA", "S02MANAGERS"]

[clocks.sev1]
first_word = "90s"
interval = "20m"

[clocks.sev4]
interval = "2d"
"""


def faults(environ: dict[str, str], **tables: object) -> list[str]:
    with pytest.raises(BadSettings) as told:
        settings_from(environ, tables)
    return told.value.problems


def test_nothing_given_is_fine() -> None:
    settings = load({}, None)

    assert settings.organisation == Organisation()
    assert settings.database_url == "sqlite+aiosqlite:///candour.db"
    assert settings.port == 8080


def test_the_file_makes_an_organisation(tmp_path: Path) -> None:
    path = tmp_path / "candour.toml"
    path.write_text(EVERYTHING, encoding="utf-8")

    settings = load({}, path)

    assert settings.config_path == path
    assert settings.organisation == Organisation(
        company="Northwind Bank",
        time_zone=ZoneInfo("Africa/Nairobi"),
        locale="sw_KE",
        currency="KES",
        incident_place="C01SUP",
        leads=("S01LEADS",),
        managers=("U02MARA", "S02MANAGERS"),
        cadences={
            **DEFAULT_CADENCES,
            Severity.SEV1: Cadence(
                timedelta(seconds=90), timedelta(minutes=20), timedelta(hours=2)
            ),
            Severity.SEV4: Cadence(timedelta(days=1), timedelta(days=2), on_next_working_day=True),
        },
    )


def test_variables_are_read_from_what_is_given() -> None:
    settings = load({"CANDOUR_PORT": "0", "CANDOUR_LOG": "json", "PATH": "/bin"}, None)

    assert (settings.port, settings.log) == (0, "json")


def test_an_empty_variable_is_one_that_is_not_set() -> None:
    assert load({"SLACK_APP_TOKEN": "", "CANDOUR_PORT": ""}, None) == load({}, None)


def test_every_fault_is_told_at_once() -> None:
    told = faults(
        {"CANDOUR_PROT": "1", "CANDOUR_PORT": "70000", "DATABASE_URL": "mysql://h/d"},
        organisation={"time_zone": "Europe/Londn"},
        people={"leads": ["@leads"]},
    )

    assert [sentence.split()[0] for sentence in told] == [
        "CANDOUR_PROT",
        "DATABASE_URL",
        "CANDOUR_PORT",
        "organisation.time_zone",
        "people.leads[0]",
    ]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("CANDOUR_PROT", "CANDOUR_PORT"),
        ("CANDOUR_LOGS", "CANDOUR_LOG"),
        ("CANDOUR_CONFG", "CANDOUR_CONFIG"),
        ("CANDOUR_DATABASE", "CANDOUR_"),
    ],
)
def test_a_misspelled_variable_is_told_the_nearest(typed: str, meant: str) -> None:
    [told] = faults({typed: "1"})

    assert told.startswith(f"{typed} is not a setting; did you mean {meant}")


@pytest.mark.parametrize(
    ("tables", "meant"),
    [
        ({"organisation": {"compny": "X"}}, "organisation.company"),
        ({"organisation": {"managers": []}}, "people.managers"),
        ({"company": "X"}, "organisation.company"),
        ({"organization": {}}, "organisation"),
        ({"clocks": {"sev1": {"intervall": "1h"}}}, "clocks.sev1.interval"),
        ({"clocks": {"sev5": {}}}, "clocks.sev"),
    ],
)
def test_a_misspelled_key_is_told_the_nearest(tables: dict[str, object], meant: str) -> None:
    [told] = faults({}, **tables)

    assert f"is not a setting; did you mean {meant}" in told


@pytest.mark.parametrize(
    ("table", "key", "value", "said"),
    [
        ("organisation", "time_zone", "CET+1", "time zone"),
        ("organisation", "time_zone", "../etc/passwd", "time zone"),
        ("organisation", "locale", "xx_YY", "locale"),
        ("organisation", "currency", "gbp", "did you mean GBP?"),
        ("organisation", "company", "  ", "at least 1 character"),
        ("organisation", "company", 7, "valid string"),
        ("organisation", "incident_channel", "#incidents", "channel's id"),
        ("people", "managers", "S01", "valid list"),
    ],
)
def test_a_value_that_cannot_be_is_refused(table: str, key: str, value: object, said: str) -> None:
    [told] = faults({}, **{table: {key: value}})

    assert told.startswith(f"{table}.{key} must ")
    assert said in told


@pytest.mark.parametrize("written", ["15", 15, "0m", "59s", "8d", "-5m", "1w", "1h30m", "٣m", ""])
def test_a_duration_is_a_number_and_a_unit_within_reason(written: object) -> None:
    [told] = faults({}, clocks={"sev2": {"interval": written}})

    assert told.startswith("clocks.sev2.interval must be")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("90s", timedelta(seconds=90)),
        ("15m", timedelta(minutes=15)),
        ("4h", timedelta(hours=4)),
        ("1d", timedelta(days=1)),
    ],
)
def test_durations(written: str, meant: timedelta) -> None:
    settings = settings_from({}, {"clocks": {"sev3": {"interval": written}}})

    assert settings.organisation.cadences[Severity.SEV3].interval == meant


@pytest.mark.parametrize("names", [[], ["email", "email"], [f"page {n}" for n in range(11)]])
def test_channels_can_be_ticked_in_one_question(names: list[str]) -> None:
    [told] = faults({}, channels=[{"name": name} for name in names])

    assert told == "channels must be from 1 to 10, each with its own name."


def test_channels_say_what_they_need() -> None:
    written = [{"name": "status page"}, {"name": "banner", "depends_on": ["app", "sign_in"]}]

    channels = settings_from({}, {"channels": written}).organisation.channels

    assert [one.name for one in channels] == ["status page", "banner"]
    assert channels[1].depends_on == {"app", "sign_in"}


@pytest.mark.parametrize("url", ["https://slack.com/api", "slack.com/api/", "ftp://h/api/"])
def test_the_web_api_ends_in_api(url: str) -> None:
    [told] = faults({"SLACK_API_URL": url})

    assert told.startswith("SLACK_API_URL must be a web address that ends in /api/")


@pytest.mark.parametrize(
    "url", ["candour.db", "mysql://h/d", "sqlite://", "sqlite:///:memory:", "postgres://h:x/d"]
)
def test_the_database_is_one_we_can_use(url: str) -> None:
    [told] = faults({"DATABASE_URL": url})

    assert told.startswith("DATABASE_URL must ")


SECRETS = {
    "SLACK_BOT_TOKEN": "xapp-hush",
    "SLACK_APP_TOKEN": "xoxb-hush",
    "DATABASE_URL": "mysql://candour:hush@db/candour",
}


def test_no_fault_repeats_a_secret() -> None:
    told = faults(SECRETS)

    assert len(told) == 3
    assert "hush" not in " ".join(told)


def test_settings_do_not_show_secrets() -> None:
    settings = load(
        {
            "SLACK_BOT_TOKEN": "xoxb-hush",
            "SLACK_APP_TOKEN": "xapp-hush",
            "SLACK_SIGNING_SECRET": "hush",
            "DATABASE_URL": "postgresql://candour:hush@db/candour",
        },
        None,
    )

    assert "hush" not in f"{settings!r} {settings}"


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(BadSettings, match=r"^CANDOUR_CONFIG: .*away\.toml cannot be read"):
        load({}, tmp_path / "away.toml")


@pytest.mark.parametrize("content", [b"[organisation\n", b"company = \xff"])
def test_a_file_that_is_not_toml(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "candour.toml"
    path.write_bytes(content)

    with pytest.raises(BadSettings, match="is not valid TOML"):
        load({}, path)


def test_the_file_is_where_the_variable_says() -> None:
    assert find_config({"CANDOUR_CONFIG": "/etc/candour.toml"}) == Path("/etc/candour.toml")


def test_what_slack_needs() -> None:
    def missing(*, mouth: bool, **tokens: str) -> list[str]:
        told = missing_for_slack(load(tokens, None), mouth=mouth)
        return [sentence.split()[0] for sentence in told]

    assert missing(mouth=True) == ["SLACK_BOT_TOKEN", "SLACK_APP_TOKEN"]
    assert missing(mouth=False) == ["SLACK_BOT_TOKEN"]
    assert missing(mouth=True, SLACK_BOT_TOKEN="xoxb-1", SLACK_SIGNING_SECRET="s") == []


def test_own_rules_on_words_stand_beside_the_file(tmp_path: Path) -> None:
    path = tmp_path / "candour.toml"
    path.write_text('[tone]\nrules = "tone.toml"\n', encoding="utf-8")
    rules = tmp_path / "tone.toml"
    rules.write_text('[[stricter]]\nid = "T24"\nseverity = "block"\n', encoding="utf-8")

    stricter = {rule.id: rule.is_block for rule in load({}, path).organisation.tone_rules}
    assert stricter["T24"]

    rules.write_text('[[stricter]]\nid = "T01"\nseverity = "warn"\n', encoding="utf-8")
    with pytest.raises(BadSettings) as told:
        load({}, path)
    assert told.value.problems == [f"{rules}:3: T01 blocks; a rule is never made looser."]


def test_who_says_what_and_how_long_it_may_be_told() -> None:
    organisation = settings_from(
        {},
        {
            "people": {"payments": ["U06PIA"], "engineering": ["S06ENG"]},
            "facts": {"fresh_for": {"scope": "30m"}},
        },
    ).organisation

    assert (organisation.payments, organisation.engineering) == (("U06PIA",), ("S06ENG",))
    assert organisation.fresh_for == {**FRESH_FOR, Key.SCOPE: timedelta(minutes=30)}


def test_a_channel_says_whose_it_is_and_what_it_takes() -> None:
    sms = {
        "name": "SMS",
        "depends_on": ["phone"],
        "owner": "U02AMIRA",
        "limit": 160,
        "approval": ["U03MARA"],
        "reach": "everybody with a number",
    }

    [channel] = settings_from({}, {"channels": [sms]}).organisation.channels

    assert channel == Channel(
        "SMS",
        frozenset({"phone"}),
        owner="U02AMIRA",
        limit=160,
        approval=("U03MARA",),
        reach="everybody with a number",
    )
    assert faults({}, channels=[{**sms, "limit": 0}])[0].startswith("channels[0].limit")
    assert faults({}, channels=[{**sms, "owner": "Amira"}])[0].startswith("channels[0].owner")


def test_working_hours_are_days_two_times_and_holidays() -> None:
    table = {
        "days": ["mon", "sat"],
        "from": "22:00",
        "to": "06:00",
        "holidays": ["2026-12-25", date(2027, 1, 1)],
    }

    organisation = settings_from({}, {"working_hours": table}).organisation

    assert organisation.working_hours == WorkingHours(
        days=frozenset({0, 5}),
        begins=time(22),
        ends=time(6),
        holidays=frozenset({date(2026, 12, 25), date(2027, 1, 1)}),
    )


@pytest.mark.parametrize(
    ("key", "value", "told"),
    [
        ("days", ["monday"], "working_hours.days[0] must be one of mon, tue"),
        ("days", [], "working_hours.days "),
        ("from", "9", 'working_hours.from must be a time of day like "09:00"'),
        ("holidays", ["Christmas"], 'working_hours.holidays[0] must be a date like "2026-12-25"'),
        ("hours", "9 to 5", "working_hours.hours is not a setting; did you mean working_hours."),
    ],
)
def test_working_hours_that_make_no_sense_are_named(key: str, value: object, told: str) -> None:
    [fault] = faults({}, working_hours={key: value})

    assert fault.startswith(told)


def test_a_key_that_could_be_guessed_is_refused_and_not_repeated() -> None:
    [fault] = faults({"CANDOUR_REFERENCE_KEY": "short secret"})

    assert fault.startswith("CANDOUR_REFERENCE_KEY must have 16 characters or more")
    assert "short secret" not in fault


def test_the_key_is_no_part_of_what_is_printed() -> None:
    settings = settings_from({"CANDOUR_REFERENCE_KEY": "a long enough secret"}, {})

    assert settings.organisation.bookkeeping.key == "a long enough secret"
    assert "long enough" not in f"{settings!r}{settings.organisation!r}"


def test_when_a_break_is_suggested() -> None:
    table = {"hard_contacts": 3, "within": "30m", "without_pause": "2h", "pause": "15m"}
    minutes = timedelta(minutes=1)

    assert settings_from({}, {"care": table}).organisation.care == Care(
        hard_contacts=3, within=30 * minutes, without_pause=120 * minutes, pause=15 * minutes
    )
    assert load({}, None).organisation.care == Care()


@pytest.mark.parametrize(
    ("key", "value", "told"),
    [
        ("hard_contacts", 1, "care.hard_contacts "),
        ("hard_contacts", 51, "care.hard_contacts "),
        ("within", "9h", "within must not be longer than a shift of 8h"),
        ("without_pause", "1d", "without_pause must not be longer than a shift of 8h"),
        ("pause", "90m", "pause must be shorter than without_pause"),
        ("brake", "10m", "care.brake is not a setting; did you mean care."),
    ],
)
def test_a_break_that_makes_no_sense_is_named(key: str, value: object, told: str) -> None:
    [fault] = faults({}, care={key: value})

    assert told in fault
