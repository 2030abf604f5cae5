"""Slash commands: how the app hears them, and what becomes of its answer."""

import asyncio
from typing import Any

import pytest
from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncRespond
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.sandbox.acts import Actor
from bot.sandbox.installation import Command, Installation
from bot.sandbox.screen import NotPossible
from bot.sandbox.server import PracticeServer
from bot.sandbox.tickets import Limits
from tests.sandbox.conftest import Connect, Serve


def echo(app: AsyncApp) -> None:
    async def answer(ack: AsyncAck, command: dict[str, Any]) -> None:
        await ack(f"{command['user_name']} in {command['channel_name']}: {command['text']}")

    app.command("/incident")(answer)


async def test_a_command_is_answered_over_socket_mode(
    app: AsyncApp, connect: Connect, dan: Actor
) -> None:
    echo(app)
    await connect(app)

    assert await dan.slash("#incidents", "/incident open no logins") is None

    [answer] = dan.messages("#incidents")
    assert answer.text == "dan in incidents: open no logins"
    assert answer.is_ephemeral


async def test_a_command_is_answered_over_signed_http(
    app: AsyncApp, serve: Serve, dan: Actor
) -> None:
    echo(app)
    await serve(app)

    assert await dan.slash("#incidents", "/incident list") is None

    assert [seen.text for seen in dan.messages("#incidents")] == ["dan in incidents: list"]


async def test_only_the_one_who_typed_sees_the_answer(
    app: AsyncApp, connect: Connect, dan: Actor, mara: Actor
) -> None:
    echo(app)
    await connect(app)

    await dan.slash("#incidents", "/incident")

    assert mara.messages("#incidents") == []


async def test_an_answer_can_be_for_everybody(
    app: AsyncApp, connect: Connect, dan: Actor, mara: Actor
) -> None:
    @app.command("/incident")
    async def answer(ack: AsyncAck) -> None:
        await ack(response_type="in_channel", text="Payments are down.")

    await connect(app)

    await dan.slash("#incidents", "/incident open")

    assert [seen.text for seen in mara.messages("#incidents")] == ["Payments are down."]


@pytest.mark.parametrize("limits", [Limits(acknowledge_s=0.2)])
async def test_a_late_acknowledgement_is_a_failure_the_person_sees(
    slack: PracticeServer, app: AsyncApp, connect: Connect, dan: Actor
) -> None:
    given_up = asyncio.Event()

    @app.command("/incident")
    async def too_late(ack: AsyncAck) -> None:
        await given_up.wait()
        await ack("too late")

    await connect(app)

    assert await dan.slash("#incidents", "/incident open") == "operation_timeout"

    given_up.set()
    [notice] = dan.messages("#incidents")
    assert notice.text == "/incident failed with the error “operation_timeout”"
    assert notice.is_ephemeral
    assert slack.workspace.complaints == []


@pytest.mark.parametrize("limits", [Limits(acknowledge_s=0.2)])
async def test_http_has_the_same_three_seconds(app: AsyncApp, serve: Serve, dan: Actor) -> None:
    given_up = asyncio.Event()

    @app.command("/incident")
    async def too_late(ack: AsyncAck) -> None:
        await given_up.wait()
        await ack("too late")

    await serve(app)

    assert await dan.slash("#incidents", "/incident open") == "operation_timeout"
    given_up.set()


async def test_an_app_that_is_away_is_a_failure_the_person_sees(dan: Actor) -> None:
    assert await dan.slash("#incidents", "/incident open") == "dispatch_failed"
    assert [seen.text for seen in dan.messages("#incidents")] == [
        "/incident failed with the error “dispatch_failed”"
    ]


async def test_a_request_url_nobody_listens_on_is_a_failure(
    slack: PracticeServer, dan: Actor
) -> None:
    slack.deliver_over_http("http://127.0.0.1:9/slack/events")

    assert await dan.slash("#incidents", "/incident open") == "dispatch_failed"


async def test_a_wrongly_signed_request_would_be_refused_by_the_app(
    slack: PracticeServer, client: AsyncWebClient, serve: Serve, dan: Actor
) -> None:
    suspicious = AsyncApp(client=client, signing_secret="another secret")
    echo(suspicious)
    await serve(suspicious)

    assert await dan.slash("#incidents", "/incident open") == "dispatch_failed"


async def test_commands_do_not_work_inside_threads(dan: Actor) -> None:
    parent = await dan.say("#incidents", "Is checkout slow?")

    with pytest.raises(NotPossible, match="not supported in threads"):
        await dan.slash("#incidents", "/incident open", thread=parent.ts)


async def test_an_unknown_command_reaches_nobody(dan: Actor) -> None:
    with pytest.raises(NotPossible, match="/remind is not a valid command"):
        await dan.slash("#incidents", "/remind me")


async def test_an_answer_slack_would_refuse_is_a_complaint(
    slack: PracticeServer, app: AsyncApp, connect: Connect, dan: Actor
) -> None:
    @app.command("/incident")
    async def blocks_only(ack: AsyncAck) -> None:
        await ack(blocks=[{"type": "divider"}])

    await connect(app)

    assert await dan.slash("#incidents", "/incident") == "bad_answer"
    assert "no_text" in slack.workspace.complaints[0]


async def test_a_response_url_answers_later_and_five_times(
    app: AsyncApp, connect: Connect, dan: Actor
) -> None:
    urls: list[str] = []

    @app.command("/incident")
    async def later(ack: AsyncAck, command: dict[str, Any], respond: AsyncRespond) -> None:
        urls.append(command["response_url"])
        await ack()
        await respond("Still looking.")

    await connect(app)
    await dan.slash("#incidents", "/incident open")

    webhook = AsyncWebhookClient(urls[0])
    statuses = [(await webhook.send(text=f"Answer {number}")).status_code for number in range(5)]

    assert 404 in statuses
    assert len(dan.messages("#incidents")) == 5


@pytest.mark.parametrize("limits", [Limits(response_url_s=0)])
async def test_a_response_url_expires(app: AsyncApp, connect: Connect, dan: Actor) -> None:
    urls: list[str] = []

    @app.command("/incident")
    async def later(ack: AsyncAck, command: dict[str, Any]) -> None:
        urls.append(command["response_url"])
        await ack()

    await connect(app)
    await dan.slash("#incidents", "/incident open")

    answer = await AsyncWebhookClient(urls[0]).send(text="Hello?")
    assert (answer.status_code, answer.body) == (404, '{"ok": false, "error": "expired_url"}')
    assert dan.messages("#incidents") == []


TYPED = "handover @amira and @Finn Osei, tell @leads in #support: a < b & @amiralis"
ESCAPED = (
    "handover <@U02AMIRA|amira> and <@U04FINN|finn>, tell <!subteam^S01LEADS|@leads> "
    "in <#C02SUPPORT|support>: a &lt; b &amp; @amiralis"
)


@pytest.mark.parametrize(
    ("installation", "heard"),
    [
        (Installation(commands=(Command("/incident"),)), TYPED),
        (Installation(commands=(Command("/incident", should_escape=True),)), ESCAPED),
    ],
    ids=["as typed", "escaped"],
)
async def test_people_and_places_in_a_command_come_with_their_ids_where_it_escapes(
    app: AsyncApp, connect: Connect, dan: Actor, heard: str
) -> None:
    texts: list[str] = []

    @app.command("/incident")
    async def answer(ack: AsyncAck, command: dict[str, Any]) -> None:
        texts.append(command["text"])
        await ack()

    await connect(app)

    await dan.slash("#incidents", f"/incident {TYPED}")

    assert texts == [heard]
