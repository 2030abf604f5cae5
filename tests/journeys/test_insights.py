"""`candour insights`: outages of two months as they were lived, in figures for three readers."""

import csv
import io
import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.domain.money_refusals import WhichWorkspace
from bot.domain.organisation import Organisation
from bot.domain.period import NoTimeBetween, UnclearDay
from bot.exports import Place
from bot.figures import insights
from bot.sandbox.ids import TEAM
from bot.store import incidents
from bot.usecases import batches
from tests.driver import AGENT, INCIDENTS, MANAGER, NEWS, SUPPORT, Bot, settings_for
from tests.journeys.test_credit import request
from tests.journeys.test_follow_up import latest, outage, send_ready_words
from tests.promises.test_cli import run

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


@pytest.fixture
async def place(bot: Bot, database_url: str) -> Place:
    """Where the figures are read, once two months have been lived."""
    organisation = settings_for(bot.practice, database_url).organisation
    await live(bot, organisation)
    return Place(database_url, organisation, None, bot.clock.now())


async def live(bot: Bot, organisation: Organisation) -> None:
    """An outage that was told in time, with a credit; one of another team, never told; a drill."""
    await bot.slash("open Customers cannot pay by card")
    await bot.slash("promise tell everybody what failed by 15:00 GMT")
    await bot.wait(10 * MINUTE)
    await bot.slash(f"update INC-1 {NEWS}")
    await bot.deliver()
    await bot.press(bot.card(), "ask_credit")
    wish = {"asked_for": "£60 back", "amount": "£40", "reason": "A late fee of £40"}
    await bot.send(customer="Ms Quill", **wish)
    await bot.deliver()
    await bot.wait(20 * MINUTE)
    await bot.press(request(bot), "approve_credit", by=MANAGER)
    store, now = bot.candour.store, bot.clock.now()
    await batches.export(store, organisation, workspace=TEAM, by="finance", now=now)
    await bot.slash("resolve INC-1")
    await bot.slash("drill Nobody can pay")
    await bot.slash("cancel INC-2 It was a rehearsal")
    await bot.wait(31 * DAY)
    await bot.slash("open Customers cannot sign in")
    await bot.wait(45 * MINUTE)
    async with bot.candour.store.transaction() as tx:
        other = await incidents.lock(tx, TEAM, 3)
        await incidents.save(tx, replace(other, place=SUPPORT))


async def test_each_figure_has_its_cases_and_few_are_marked(place: Place) -> None:
    told = await insights(place, since="2026-03-01", until=None, written="text")

    assert "Incidents opened 2026-03-01 to 2026-04-04 (Europe/London)" in told
    assert "do not say what caused what" in told
    for group in ("Altogether: 2 incidents, few", "2026-03: 1 incident, few", "2026-04: 1"):
        assert group in told
    assert "First word                half within 10 min, all within 10 min (1 case, few)" in told
    assert "(1 case, few); 1 incident without one" in told
    assert "Updates on time           50 % (2 updates owed, few)" in told
    assert "Promises kept in time     0 % (1 promise that came due, few)" in told
    assert "Credits in GBP            1 granted, £40.00 in all (1 request, few)" in told
    assert "Credit decided            half within 20 min (1 case, few)" in told
    assert "Asked against given       customers asked for £60.00, got £40.00 (1 case, few)" in told
    assert "Satisfied after 7 days    not asked" in told
    assert f"Team of {SUPPORT}: 1 incident, few" in told
    assert AGENT not in told
    assert "Quill" not in told


async def test_a_table_says_the_same_row_by_row(place: Place) -> None:
    told = await insights(place, since="2026-03-01", until="2026-04-01", written="csv")

    rows = list(csv.DictReader(io.StringIO(told)))
    by = {(row["group"], row["name"], row["figure"]): row for row in rows}
    first = by["month", "2026-03", "first_word_median"]
    assert first["value"].startswith("60")
    assert (first["unit"], first["cases"], first["few"]) == ("s", "1", "yes")
    assert by["all", "", "credits_given_gbp"]["value"] == "40.00"
    assert by["all", "", "asked_for_gbp"]["value"] == "60.00"
    assert by["all", "", "satisfied_after_7_days"]["value"] == ""
    assert {row["group"] for row in rows} == {"all", "month", "team"}


async def test_what_customers_answer_after_a_week_is_counted(bot: Bot, database_url: str) -> None:
    await outage(bot)
    await bot.slash("customer INC-1")
    await bot.send(customer_name="Mr Okoro", reference="T-2")
    await bot.wait(7 * DAY)
    not_happy = {"said": "It fails on Mondays", "next_words": "call them"}
    for customer, answer, fields in (("CU-1", "happy", {}), ("CU-2", "not_happy", not_happy)):
        await bot.slash(f"case {customer}")
        await bot.press(bot.whispers(INCIDENTS, AGENT)[-1], "follow_up")
        await send_ready_words(bot)
        await bot.press(latest(bot, "You asked a customer"), answer)
        await bot.send(**fields)
    organisation = settings_for(bot.practice, database_url).organisation
    place = Place(database_url, organisation, None, bot.clock.now())

    told = await insights(place, since="2026-03-01", until=None, written="text")

    assert "Satisfied after 7 days    50 % (2 answers, few)" in told


async def test_another_program_reads_them_too(place: Place) -> None:
    told = json.loads(await insights(place, since="2026-04-01", until=None, written="json"))

    assert told["all"]["incidents"]["value"] == 1
    assert told["all"]["first_word_median"] == {
        "value": None,
        "unit": "s",
        "cases": 0,
        "few": False,
    }
    assert [*told["months"]] == ["2026-04"]
    assert [*told["teams"]] == [SUPPORT]


async def test_a_time_without_incidents_is_said_to_be_so(place: Place) -> None:
    told = await insights(place, since="2025-01-01", until="2025-02-01", written="text")

    assert told.endswith("No incident was opened in that time.\n")


async def test_what_is_no_time_is_refused(place: Place) -> None:
    with pytest.raises(UnclearDay):
        await insights(place, since="March", until=None, written="text")
    with pytest.raises(NoTimeBetween):
        await insights(place, since="2026-04-01", until="2026-03-01", written="text")


async def test_an_empty_database_has_nothing_to_print(bot: Bot, database_url: str) -> None:
    organisation = settings_for(bot.practice, database_url).organisation
    with pytest.raises(WhichWorkspace):
        await insights(
            Place(database_url, organisation, None, bot.clock.now()),
            since="2026-03-01",
            until=None,
            written="text",
        )


async def test_a_person_types_it(sqlite_url: str, tmp_path: Path) -> None:
    environ = {"DATABASE_URL": sqlite_url}
    wrong = await run("insights", "--from", "March", folder=tmp_path, environ=environ)
    assert (wrong.code, wrong.out) == (2, "")
    assert "“March” is not a day. Write it like 2026-10-01." in wrong.err

    words = ("insights", "--from", "2026-03-01", "--workspace", "T1")
    none = await run(*words, folder=tmp_path, environ=environ)
    assert none.code == 0
    assert "No incident was opened in that time." in none.out
