"""Socket Mode connections and events: lost ones, several, and deliveries that come twice."""

import asyncio
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import aiohttp
import pytest
from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncBoltRequest
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox.acts import Actor
from bot.sandbox.ids import APP_TOKEN
from bot.sandbox.server import PracticeServer
from bot.sandbox.tickets import Limits
from tests.sandbox.conftest import Connect, Serve

HERE = "C01INCIDENTS"


def counting(app: AsyncApp) -> list[str]:
    heard: list[str] = []

    async def count(ack: AsyncAck, command: dict[str, Any]) -> None:
        heard.append(command["text"])
        await ack()

    app.command("/incident")(count)
    return heard


async def test_two_connections_each_command_reaches_one(
    slack: PracticeServer, app: AsyncApp, connect: Connect, dan: Actor
) -> None:
    heard = counting(app)
    await connect(app)
    await connect(app)

    for number in range(6):
        await dan.slash(HERE, f"/incident {number}")

    assert heard == ["0", "1", "2", "3", "4", "5"]
    assert len(slack.connections) == 2


async def test_a_dropped_connection_is_missed_by_nobody_and_comes_back(
    slack: PracticeServer, app: AsyncApp, connect: Connect, dan: Actor
) -> None:
    heard = counting(app)
    await connect(app)
    await connect(app)

    slack.faults.add("socket", "dropped")
    failures = [await dan.slash(HERE, f"/incident {number}") for number in range(4)]

    assert failures == [None] * 4
    assert heard == ["0", "1", "2", "3"]
    await slack.workspace.until(lambda: len(slack.connections) == 2)


async def test_an_asked_for_reconnection_loses_nothing(
    slack: PracticeServer, app: AsyncApp, connect: Connect, dan: Actor
) -> None:
    heard = counting(app)
    await connect(app)

    await slack.connections.refresh()
    await slack.workspace.until(lambda: len(slack.connections) == 1)

    assert await dan.slash(HERE, "/incident after") is None
    assert heard == ["after"]


async def test_an_address_works_once_and_ten_connections_are_the_most(
    slack: PracticeServer,
) -> None:
    opener = AsyncWebClient(base_url=slack.api_url, retry_handlers=[])
    async with aiohttp.ClientSession() as session:
        sockets = []
        for _ in range(10):
            url = (await opener.apps_connections_open(app_token=APP_TOKEN))["url"]
            sockets.append(await session.ws_connect(url))
        hellos = [await socket.receive_json() for socket in sockets]
        assert [hello["num_connections"] for hello in hellos] == list(range(1, 11))
        with pytest.raises(aiohttp.WSServerHandshakeError):
            await session.ws_connect(url)

        url = (await opener.apps_connections_open(app_token=APP_TOKEN))["url"]
        eleventh = await session.ws_connect(url)

        assert (await eleventh.receive_json())["reason"] == "too_many_websockets"


async def test_an_event_comes_twice_with_the_same_id(
    slack: PracticeServer, app: AsyncApp, connect: Connect, dan: Actor
) -> None:
    seen: list[tuple[str, str]] = []

    @app.event("message")
    async def hear(body: dict[str, Any], request: AsyncBoltRequest) -> None:
        seen.append((body["event_id"], request.headers["x-slack-retry-num"][0]))

    await connect(app)
    slack.faults.add("events", "twice")

    await dan.say(HERE, "Payments are down")
    await slack.workspace.settled()

    assert [number for _, number in seen] == ["0", "1"]
    assert len({event_id for event_id, _ in seen}) == 1


async def test_over_http_a_repeated_event_has_retry_headers(
    slack: PracticeServer, app: AsyncApp, serve: Serve, dan: Actor
) -> None:
    retries: list[tuple[Sequence[str] | None, Sequence[str] | None]] = []

    @app.event("message")
    async def hear(request: AsyncBoltRequest) -> None:
        headers = request.headers
        retries.append((headers.get("x-slack-retry-num"), headers.get("x-slack-retry-reason")))

    await serve(app)
    slack.faults.add("events", "twice")

    await dan.say(HERE, "Payments are down")
    await slack.workspace.settled()

    assert retries == [(None, None), (["1"], ["http_timeout"])]


@pytest.mark.parametrize("limits", [Limits(acknowledge_s=0.1)])
async def test_an_event_nobody_takes_is_tried_again_at_once_then_after_minutes(
    slack: PracticeServer, connect: Connect, app: AsyncApp, dan: Actor
) -> None:
    tries: list[str] = []
    twice = asyncio.Event()

    @app.middleware
    async def never(request: AsyncBoltRequest) -> None:
        tries.append(request.headers["x-slack-retry-num"][0])
        if len(tries) == 2:
            twice.set()

    await connect(app)
    await dan.say(HERE, "Payments are down")
    await asyncio.wait_for(twice.wait(), timeout=5)

    for minutes, count in ((1, 3), (5, 4)):
        await slack.workspace.until(lambda: slack.clock.sleepers == 1)
        slack.clock.turn(timedelta(minutes=minutes))
        await slack.workspace.until(lambda: len(tries) == count)  # noqa: B023 - awaited at once

    await slack.workspace.settled()
    assert tries == ["0", "1", "2", "3"]


async def test_events_come_only_where_the_app_asked_for_them(
    slack: PracticeServer, app: AsyncApp, connect: Connect, dan: Actor
) -> None:
    heard: list[str] = []

    @app.event("message")
    async def hear(event: dict[str, Any]) -> None:
        heard.append(event["channel_type"])

    @app.event("app_mention")
    async def mentioned(event: dict[str, Any]) -> None:
        heard.append(event["type"])

    await connect(app)
    slack.workspace.channel(HERE).kind = "private"  # message.groups was not asked for

    await dan.say(HERE, "Payments are down")
    await dan.say(dan.direct, "Hello <@U00CANDOUR>")
    await slack.workspace.settled()

    assert sorted(heard) == ["app_mention", "im"]
