"""An app can do what its manifest asks for, and no more."""

from typing import Any

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox.acts import Actor
from bot.sandbox.installation import Installation
from bot.sandbox.people import Person
from bot.sandbox.screen import NotPossible
from bot.sandbox.server import PracticeServer

HERE = "C01INCIDENTS"
MANIFEST: dict[str, Any] = {
    "display_information": {"name": "Watch"},
    "features": {
        "slash_commands": [{"command": "/watch", "description": "Look", "usage_hint": "[where]"}],
        "shortcuts": [{"callback_id": "keep", "name": "Keep", "type": "message"}],
        "app_home": {"home_tab_enabled": False, "messages_tab_enabled": True},
    },
    "oauth_config": {"scopes": {"bot": ["chat:write", "commands"]}},
    "settings": {"event_subscriptions": {"bot_events": ["app_mention"]}},
}
HOME = {"type": "home", "blocks": [{"type": "divider"}]}


@pytest.fixture
def installation() -> Installation:
    return Installation.from_manifest(MANIFEST)


def test_a_manifest_is_read() -> None:
    installed = Installation.from_manifest(MANIFEST)

    assert installed.name == "Watch"
    assert installed.scopes == {"chat:write", "commands"}
    assert installed.events == {"app_mention"}
    assert [one.usage_hint for one in installed.commands] == ["[where]"]
    assert [one.type for one in installed.shortcuts] == ["message"]


async def test_only_its_commands_are_commands(dan: Actor) -> None:
    with pytest.raises(NotPossible, match="/incident is not a valid command"):
        await dan.slash(HERE, "/incident open")


async def test_commands_stay_within_the_organisation(slack: PracticeServer) -> None:
    guest = Person("U09GUEST", "gus", "Gus Guest", team_id="T09ELSEWHERE")
    slack.workspace.add_person(guest)
    slack.workspace.channel(HERE).members.add(guest.id)

    with pytest.raises(NotPossible, match="/watch is not a valid command"):
        await slack.workspace.as_person(guest.id).slash(HERE, "/watch")


async def test_without_a_home_tab_nothing_is_published(client: AsyncWebClient, dan: Actor) -> None:
    with pytest.raises(SlackApiError, match="not_enabled"):
        await client.views_publish(user_id="U01DAN", view=HOME)
    with pytest.raises(NotPossible, match="has no Home tab"):
        await dan.open_home()


async def test_direct_messages_may_be_read_only(client: AsyncWebClient, dan: Actor) -> None:
    await client.chat_postMessage(channel="U01DAN", text="Hello")

    with pytest.raises(NotPossible, match="turned off"):
        await dan.say(dan.direct, "Hello?")


async def test_without_interactivity_nothing_can_be_pressed(
    client: AsyncWebClient, dan: Actor
) -> None:
    button = {"type": "button", "action_id": "go", "text": {"type": "plain_text", "text": "Go"}}
    blocks = [{"type": "actions", "elements": [button]}]
    await client.chat_postMessage(channel=HERE, text="card", blocks=blocks)

    with pytest.raises(NotPossible, match="takes no presses"):
        await dan.click(dan.messages(HERE)[0], "go")


async def test_an_ephemeral_in_a_thread_without_replies_is_a_complaint(
    slack: PracticeServer, client: AsyncWebClient, dan: Actor
) -> None:
    said = await dan.say(HERE, "Is checkout slow?")
    asked: dict[str, Any] = {
        "channel": HERE,
        "user": "U01DAN",
        "thread_ts": said.ts,
        "text": "Just you.",
    }

    await client.chat_postEphemeral(**asked)
    assert len(slack.workspace.complaints) == 1
    assert len(dan.thread(HERE, said.ts)) == 1

    await dan.say(HERE, "Yes", thread=said.ts)
    await client.chat_postEphemeral(**asked)
    assert [seen.text for seen in dan.thread(HERE, said.ts)][-1] == "Just you."
