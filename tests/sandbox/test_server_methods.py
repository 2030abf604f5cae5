"""The Web API: what it stores, what it shows, what it refuses, and under which name."""

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox.acts import Actor
from bot.sandbox.channels import Channel
from bot.sandbox.ids import APP_TOKEN, BOT_USER
from bot.sandbox.installation import EVERY_SCOPE, Installation
from bot.sandbox.server import PracticeServer

HERE = "C01INCIDENTS"
ELSEWHERE = "C03GENERAL"
GONE, NOBODY = {"thread_ts": "1.000000"}, {"user": "U0NOBODY"}
SAID = [{"type": "section", "text": {"type": "mrkdwn", "text": "Payments are *down*."}}]


async def refusal(client: AsyncWebClient, method: str, **arguments: object) -> str:
    with pytest.raises(SlackApiError) as refused:
        await client.api_call(method, json=arguments)
    return str(refused.value.response["error"])


async def test_the_bot_learns_who_it_is(client: AsyncWebClient) -> None:
    answer = await client.auth_test()

    assert (answer["user_id"], answer["team_id"]) == (BOT_USER, "T01PRACTICE")
    assert "chat:write" in answer.headers["x-oauth-scopes"].split(",")


async def test_a_message_is_posted_updated_and_deleted(client: AsyncWebClient, dan: Actor) -> None:
    posted = await client.chat_postMessage(channel=HERE, text="Payments are down.", blocks=SAID)
    await client.chat_update(channel=HERE, ts=posted["ts"], text="Payments are back.")

    [seen] = dan.messages(HERE)
    assert (seen.text, seen.blocks, "edited" in seen.json) == ("Payments are back.", [], True)

    await client.chat_delete(channel=HERE, ts=posted["ts"])
    assert dan.messages(HERE) == []


async def test_a_message_without_text_is_refused(client: AsyncWebClient) -> None:
    assert await refusal(client, "chat.postMessage", channel=HERE, blocks=SAID) == "no_text"
    posted = await client.chat_postMessage(channel=HERE, text="Hello")
    ts = posted["ts"]
    assert await refusal(client, "chat.update", channel=HERE, ts=ts, blocks=SAID) == "no_text"


async def test_blocks_slack_would_refuse_are_refused(client: AsyncWebClient) -> None:
    blocks = [{"type": "header", "text": {"type": "plain_text", "text": "x" * 151}}]

    with pytest.raises(SlackApiError) as refused:
        await client.chat_postMessage(channel=HERE, text="Hello", blocks=blocks)

    assert refused.value.response["error"] == "invalid_blocks"
    [problem] = refused.value.response["response_metadata"]["messages"]
    assert "/blocks/0/text/text" in problem


@pytest.mark.parametrize(
    ("method", "arguments", "error"),
    [
        ("chat.postMessage", {"channel": "C0NOWHERE", "text": "Hi"}, "channel_not_found"),
        ("chat.postMessage", {"channel": ELSEWHERE, "text": "Hi"}, "not_in_channel"),
        ("chat.postMessage", {"channel": "C0ARCHIVED", "text": "Hi"}, "is_archived"),
        ("chat.postMessage", {"channel": "C0SECRET", "text": "Hi"}, "channel_not_found"),
        ("chat.postMessage", {"channel": "U0NOBODY", "text": "Hi"}, "user_not_found"),
        ("chat.postMessage", {"channel": HERE, "text": "x" * 40_001}, "msg_too_long"),
        ("chat.postMessage", {"channel": HERE, "text": "Hi", **GONE}, "thread_not_found"),
        ("chat.postEphemeral", {"channel": HERE, "text": "Hi", **NOBODY}, "user_not_in_channel"),
        ("chat.update", {"channel": HERE, "text": "Hi", "ts": "1.000000"}, "message_not_found"),
        ("conversations.history", {"channel": ELSEWHERE}, "not_in_channel"),
        ("conversations.replies", {"channel": HERE, "ts": "1.000000"}, "thread_not_found"),
        ("conversations.open", {"users": "U0NOBODY"}, "user_not_found"),
        ("pins.add", {"channel": HERE, "timestamp": "1.000000"}, "message_not_found"),
        ("users.info", {"user": "U0NOBODY"}, "user_not_found"),
        ("usergroups.users.list", {"usergroup": "S0X"}, "no_such_subteam"),
        ("views.open", {"trigger_id": "1.2", "view": {"type": "modal"}}, "invalid_arguments"),
        ("chat.scheduleMessage", {"channel": HERE, "text": "Hi"}, "unknown_method"),
    ],
)  # fmt: skip
async def test_a_refusal_has_slacks_own_name(
    slack: PracticeServer,
    client: AsyncWebClient,
    method: str,
    arguments: dict[str, str],
    error: str,
) -> None:
    members = {BOT_USER, "U01DAN"}
    slack.workspace.add_channel(Channel("C0ARCHIVED", "archived", members, archived=True))
    slack.workspace.add_channel(Channel("C0SECRET", "secret", {"U01DAN"}, kind="private"))

    assert await refusal(client, method, **arguments) == error


async def test_only_the_bots_own_messages_can_be_changed(
    client: AsyncWebClient, dan: Actor
) -> None:
    theirs = await dan.say(HERE, "Is checkout slow?")

    asked = {"channel": HERE, "ts": theirs.ts, "text": "No."}
    assert await refusal(client, "chat.update", **asked) == "cant_update_message"
    assert await refusal(client, "chat.delete", **asked) == "cant_delete_message"


@pytest.mark.parametrize(
    ("token", "method", "error"),
    [
        (None, "auth.test", "not_authed"),
        ("xoxb-another", "auth.test", "invalid_auth"),
        (APP_TOKEN, "chat.postMessage", "not_allowed_token_type"),
        ("xoxb-practice", "apps.connections.open", "not_allowed_token_type"),
    ],
)
async def test_a_token_of_the_wrong_kind_is_refused(
    slack: PracticeServer, token: str | None, method: str, error: str
) -> None:
    stranger = AsyncWebClient(token, base_url=slack.api_url, retry_handlers=[])

    assert await refusal(stranger, method) == error


@pytest.mark.parametrize(
    "installation", [Installation(scopes=EVERY_SCOPE - {"pins:write", "channels:history"})]
)
async def test_a_scope_nobody_granted_is_named(client: AsyncWebClient) -> None:
    with pytest.raises(SlackApiError) as refused:
        await client.pins_add(channel=HERE, timestamp="1.000000")

    assert refused.value.response["needed"] == "pins:write"
    assert await refusal(client, "conversations.history", channel=HERE) == "missing_scope"


@pytest.mark.parametrize("installation", [Installation(scopes=EVERY_SCOPE | {"chat:write.public"})])
async def test_one_scope_lets_the_bot_post_in_any_public_channel(
    client: AsyncWebClient, dan: Actor
) -> None:
    await client.chat_postMessage(channel=ELSEWHERE, text="Payments are down.")

    assert [seen.text for seen in dan.messages(ELSEWHERE)] == ["Payments are down."]


async def test_ephemerals_are_seen_by_their_reader_only(
    client: AsyncWebClient, dan: Actor, mara: Actor
) -> None:
    await client.chat_postEphemeral(channel=HERE, user="U01DAN", text="Just you.")

    assert [seen.text for seen in dan.messages(HERE)] == ["Just you."]
    assert mara.messages(HERE) == []
    assert (await client.conversations_history(channel=HERE))["messages"] == []

    dan.dismiss(dan.messages(HERE)[0].ts)
    assert dan.messages(HERE) == []


async def test_a_pin_stays_until_it_is_taken_away(client: AsyncWebClient, dan: Actor) -> None:
    posted = await client.chat_postMessage(channel=HERE, text="card")
    await client.pins_add(channel=HERE, timestamp=posted["ts"])

    assert dan.messages(HERE)[0].json["pinned"]
    asked = {"channel": HERE, "timestamp": posted["ts"]}
    assert await refusal(client, "pins.add", **asked) == "already_pinned"
    pinned = await client.pins_list(channel=HERE)
    assert [item["message"]["text"] for item in pinned["items"]] == ["card"]

    await client.pins_remove(channel=HERE, timestamp=posted["ts"])
    assert await refusal(client, "pins.remove", **asked) == "no_pin"


async def test_a_direct_message_by_channel_or_by_person(client: AsyncWebClient, dan: Actor) -> None:
    opened = await client.conversations_open(users="U01DAN")
    await client.chat_postMessage(channel=opened["channel"]["id"], text="by channel")
    await client.chat_postMessage(channel="U01DAN", text="by person")

    assert [seen.text for seen in dan.messages(dan.direct)] == ["by channel", "by person"]


@pytest.mark.parametrize(
    ("somebody", "why"),
    [
        ("U99NOBODY", "user_not_found"),
        ("U04FINN", "user_disabled"),
        (BOT_USER, "cannot_dm_bot"),
    ],
)
async def test_who_cannot_be_written_to(
    client: AsyncWebClient, slack: PracticeServer, somebody: str, why: str
) -> None:
    slack.workspace.state.people["U04FINN"].deleted = True

    assert await refusal(client, "conversations.open", users=somebody) == why


async def test_a_deleted_parent_leaves_a_tombstone(client: AsyncWebClient, dan: Actor) -> None:
    parent = await client.chat_postMessage(channel=HERE, text="card")
    await dan.say(HERE, "A reply", thread=parent["ts"])

    await client.chat_delete(channel=HERE, ts=parent["ts"])

    assert [seen.text for seen in dan.thread(HERE, parent["ts"])] == [
        "This message was deleted.",
        "A reply",
    ]


async def test_a_permalink_leads_to_the_message(
    slack: PracticeServer, client: AsyncWebClient
) -> None:
    posted = await client.chat_postMessage(channel=HERE, text="card")

    answer = await client.chat_getPermalink(channel=HERE, message_ts=posted["ts"])

    assert answer["permalink"] == f"{slack.url}/archives/{HERE}/p{posted['ts'].replace('.', '')}"


async def test_arguments_may_come_as_a_form(client: AsyncWebClient, dan: Actor) -> None:
    blocks = '[{"type": "divider"}]'
    await client.api_call(
        "chat.postMessage", data={"channel": HERE, "text": "A form", "blocks": blocks}
    )

    assert dan.messages(HERE)[0].blocks[0]["type"] == "divider"
    bad = {"channel": HERE, "text": "A form", "blocks": "[{"}
    with pytest.raises(SlackApiError, match="invalid_blocks_format"):
        await client.api_call("chat.postMessage", data=bad)
