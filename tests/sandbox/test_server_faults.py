"""Faults on request: what goes wrong, when, and what has happened all the same."""

import asyncio
import time

import aiohttp
import pytest
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.sandbox.acts import Actor
from bot.sandbox.faults import FaultKind
from bot.sandbox.server import PracticeServer
from tests.sandbox.conftest import Connect

HERE = "C01INCIDENTS"


async def test_a_busy_slack_says_how_long_to_wait(
    slack: PracticeServer, client: AsyncWebClient, dan: Actor
) -> None:
    slack.faults.add("chat.postMessage", "ratelimited", retry_after_s=7)

    with pytest.raises(SlackApiError) as refused:
        await client.chat_postMessage(channel=HERE, text="card")

    assert refused.value.response.status_code == 429
    assert refused.value.response.headers["Retry-After"] == "7"
    assert dan.messages(HERE) == []


async def test_a_broken_slack_answers_503(slack: PracticeServer, client: AsyncWebClient) -> None:
    slack.faults.add("chat.postMessage", "server_error")

    with pytest.raises(SlackApiError) as refused:
        await client.chat_postMessage(channel=HERE, text="card")

    assert refused.value.response.status_code == 503


@pytest.mark.parametrize(("kind", "stored"), [("lost_answer", 1), ("reset", 0)])
async def test_a_broken_connection_leaves_open_whether_it_happened(
    slack: PracticeServer, client: AsyncWebClient, dan: Actor, kind: FaultKind, stored: int
) -> None:
    slack.faults.add("chat.postMessage", kind)

    with pytest.raises(aiohttp.ClientConnectionError):
        await client.chat_postMessage(channel=HERE, text="card")

    assert len(dan.messages(HERE)) == stored


async def test_after_a_lost_answer_the_message_is_found_by_its_metadata(
    slack: PracticeServer, client: AsyncWebClient
) -> None:
    metadata = {"event_type": "candour", "event_payload": {"delivery": "d-17"}}
    slack.faults.add("chat.postMessage", "lost_answer")
    with pytest.raises(aiohttp.ClientConnectionError):
        await client.chat_postMessage(channel=HERE, text="card", metadata=metadata)

    history = await client.conversations_history(channel=HERE, include_all_metadata=True)

    assert [message["metadata"] for message in history["messages"]] == [metadata]


async def test_a_slow_answer_comes_after_the_message_was_stored(
    slack: PracticeServer, client: AsyncWebClient, dan: Actor
) -> None:
    slack.faults.add("chat.postMessage", "slow", seconds=0.1)
    posting = asyncio.create_task(client.chat_postMessage(channel=HERE, text="card"))

    await slack.workspace.until(lambda: len(dan.messages(HERE)) == 1)
    assert not posting.done()
    await posting


async def test_a_fault_waits_for_its_turn_and_ends(
    slack: PracticeServer, client: AsyncWebClient
) -> None:
    slack.faults.add("chat.postMessage", "error", times=2, after=1, error="fatal_error")

    outcomes: list[str] = []
    for number in range(4):
        try:
            await client.chat_postMessage(channel=HERE, text=f"{number}")
            outcomes.append("ok")
        except SlackApiError as refused:
            outcomes.append(str(refused.response["error"]))

    assert outcomes == ["ok", "fatal_error", "fatal_error", "ok"]


async def test_every_call_is_on_record(slack: PracticeServer, client: AsyncWebClient) -> None:
    slack.faults.add("users.info", "error", error="user_not_found")
    await client.chat_postMessage(channel=HERE, text="card")
    with pytest.raises(SlackApiError):
        await client.users_info(user="U01DAN")

    assert slack.calls.counts == {"chat.postMessage": 1, "users.info": 1}
    [posted] = slack.calls.of("chat.postMessage")
    assert (posted.arguments, posted.error) == ({"channel": HERE, "text": "card"}, None)
    assert slack.calls.of("users.info")[0].error == "error"


async def test_latency_is_added_to_every_call(
    slack: PracticeServer, client: AsyncWebClient
) -> None:
    slack.faults.latency_s = 0.05
    started = time.monotonic()

    await client.auth_test()

    assert time.monotonic() - started >= 0.05


async def test_an_unknown_fault_is_refused(slack: PracticeServer) -> None:
    with pytest.raises(ValueError, match="there is: ratelimited"):
        slack.faults.add("chat.postMessage", "gremlins")  # type: ignore[arg-type]


async def test_a_response_url_can_break_too(
    slack: PracticeServer, app: AsyncApp, connect: Connect, dan: Actor
) -> None:
    urls: list[str] = []

    @app.command("/incident")
    async def keep(ack: AsyncAck, command: dict[str, str]) -> None:
        urls.append(command["response_url"])
        await ack()

    await connect(app)
    await dan.slash(HERE, "/incident open")
    slack.faults.add("response_url", "lost_answer")

    with pytest.raises(aiohttp.ClientConnectionError):
        await AsyncWebhookClient(urls[0], retry_handlers=[]).send(text="Hello")

    assert [seen.text for seen in dan.messages(HERE)] == ["Hello"]
    assert slack.calls.counts["response_url"] == 1
