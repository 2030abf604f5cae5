"""The Web API: reading back what was said, who is there, and which channels there are."""

from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox.ids import BOT_USER

HERE = "C01INCIDENTS"
ELSEWHERE = "C03GENERAL"


async def test_history_is_paged_newest_first(client: AsyncWebClient) -> None:
    for number in range(7):
        await client.chat_postMessage(channel=HERE, text=f"{number}")

    pages = [
        [message["text"] for message in page["messages"]]
        async for page in await client.conversations_history(channel=HERE, limit=3)
    ]

    assert pages == [["6", "5", "4"], ["3", "2", "1"], ["0"]]


async def test_replies_are_paged_oldest_first_below_their_parent(client: AsyncWebClient) -> None:
    parent = await client.chat_postMessage(channel=HERE, text="card")
    for number in range(5):
        await client.chat_postMessage(channel=HERE, text=f"{number}", thread_ts=parent["ts"])

    asked = {"channel": HERE, "ts": parent["ts"], "limit": 3}
    pages = [
        [message["text"] for message in page["messages"]]
        async for page in await client.conversations_replies(**asked)
    ]

    assert pages == [["card", "0", "1", "2"], ["card", "3", "4"]]
    history = await client.conversations_history(channel=HERE)
    [card] = history["messages"]
    assert (card["reply_count"], card["reply_users"]) == (5, [BOT_USER])


async def test_history_between_two_moments(client: AsyncWebClient) -> None:
    stamps = []
    for number in range(4):
        posted = await client.chat_postMessage(channel=HERE, text=f"{number}")
        stamps.append(posted["ts"])

    bounds = {"channel": HERE, "oldest": stamps[1], "latest": stamps[2]}
    without = await client.conversations_history(**bounds)
    included = await client.conversations_history(**bounds, inclusive=True)

    assert without["messages"] == []
    assert [message["text"] for message in included["messages"]] == ["2", "1"]


async def test_a_lost_post_is_found_again_by_its_metadata(client: AsyncWebClient) -> None:
    metadata = {"event_type": "candour", "event_payload": {"delivery": "d-17"}}
    parent = await client.chat_postMessage(channel=HERE, text="card", metadata=metadata)
    root = parent["ts"]
    await client.chat_postMessage(channel=HERE, text="note", metadata=metadata, thread_ts=root)
    await client.chat_update(channel=HERE, ts=root, text="card, changed")

    plain = await client.conversations_history(channel=HERE)
    full = await client.conversations_history(channel=HERE, include_all_metadata=True)
    thread = await client.conversations_replies(channel=HERE, ts=root, include_all_metadata=True)

    assert "metadata" not in plain["messages"][0]
    assert full["messages"][0]["metadata"] == metadata
    assert [message["metadata"] for message in thread["messages"]] == [metadata, metadata]


async def test_people_groups_and_channels_can_be_read(client: AsyncWebClient) -> None:
    person = await client.users_info(user="U02AMIRA")
    leads = await client.usergroups_users_list(usergroup="S01LEADS")
    groups = await client.usergroups_list(include_users=True)
    channels = await client.conversations_list(types="public_channel")
    joined = await client.users_conversations(types="public_channel")
    members = await client.conversations_members(channel=HERE, limit=1000)
    channel = await client.conversations_info(channel=ELSEWHERE)

    assert (person["user"]["real_name"], person["user"]["tz"]) == ("Amira Haddad", "Europe/London")
    assert leads["users"] == ["U02AMIRA"]
    assert [group["handle"] for group in groups["usergroups"]] == ["leads", "managers"]
    assert [one["name"] for one in channels["channels"]] == ["incidents", "support", "general"]
    assert [one["name"] for one in joined["channels"]] == ["incidents", "support"]
    assert BOT_USER in members["members"]
    assert channel["channel"]["is_member"] is False
