"""Buttons, menus and shortcuts on messages: only what is on one's own screen can be pressed."""

from typing import Any

import pytest
from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncRespond
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox.acts import Actor
from bot.sandbox.screen import NotPossible
from bot.sandbox.server import PracticeServer
from tests.sandbox.conftest import Connect, Serve

Json = dict[str, Any]
HERE = "C01INCIDENTS"


def words(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def buttons(**labels: str) -> list[Json]:
    elements = [
        {"type": "button", "action_id": name, "text": words(label), "value": f"{name}-7"}
        for name, label in labels.items()
    ]
    return [{"type": "actions", "block_id": "row", "elements": elements}]


class Heard:
    """What an app with a card is told; it acknowledges everything."""

    def __init__(self, app: AsyncApp) -> None:
        self.bodies: list[Json] = []
        for name in ("approve", "severity", "more"):
            app.action(name)(self.take)
        app.shortcut("keep")(self.take)
        app.shortcut("start")(self.take)

    async def take(self, ack: AsyncAck, body: Json) -> None:
        self.bodies.append(body)
        await ack()


@pytest.fixture(params=["socket mode", "signed http"])
def reach(request: pytest.FixtureRequest, connect: Connect, serve: Serve) -> Connect | Serve:
    """The two ways Slack reaches an app."""
    return connect if request.param == "socket mode" else serve


async def test_a_button_says_who_pressed_what_where(
    app: AsyncApp, client: AsyncWebClient, reach: Connect | Serve, dan: Actor
) -> None:
    heard = Heard(app)
    await reach(app)
    await client.chat_postMessage(channel=HERE, text="card", blocks=buttons(approve="Approve"))

    assert await dan.click(dan.messages(HERE)[0], "approve") is None

    [body] = heard.bodies
    assert body["user"]["id"] == "U01DAN"
    assert body["channel"]["id"] == HERE
    assert body["message"]["text"] == "card"
    assert body["container"]["message_ts"] == body["message"]["ts"]
    [action] = body["actions"]
    assert (action["action_id"], action["value"], action["block_id"]) == (
        "approve",
        "approve-7",
        "row",
    )


async def test_a_select_and_a_menu_say_what_was_chosen(
    app: AsyncApp, client: AsyncWebClient, connect: Connect, dan: Actor
) -> None:
    heard = Heard(app)
    await connect(app)
    options = [{"text": words("SEV 1"), "value": "1"}, {"text": words("SEV 2"), "value": "2"}]
    elements = [
        {"type": "static_select", "action_id": "severity", "options": options},
        {"type": "overflow", "action_id": "more", "options": options},
    ]
    blocks = [{"type": "actions", "block_id": "row", "elements": elements}]
    await client.chat_postMessage(channel=HERE, text="card", blocks=blocks)
    [card] = dan.messages(HERE)

    await dan.choose(card, "severity", "SEV 2")
    await dan.choose(card, "more", "1")

    severity, more = heard.bodies
    assert severity["actions"][0]["selected_option"] == options[1]
    assert severity["state"]["values"]["row"]["severity"]["selected_option"] == options[1]
    assert more["actions"][0]["selected_option"] == options[0]
    with pytest.raises(NotPossible, match="SEV 9"):
        await dan.choose(card, "severity", "SEV 9")


async def test_what_is_not_on_the_screen_cannot_be_pressed(
    client: AsyncWebClient, dan: Actor, mara: Actor
) -> None:
    card = await client.chat_postMessage(channel=HERE, text="card", blocks=buttons(approve="Yes"))
    seen = dan.messages(HERE)[0]

    with pytest.raises(NotPossible, match="there is: approve"):
        await dan.click(seen, "refuse")
    with pytest.raises(NotPossible):
        await dan.click(seen, "approve", block_id="another row")

    await client.chat_update(
        channel=HERE, ts=card["ts"], text="done", blocks=buttons(reopen="Reopen")
    )
    with pytest.raises(NotPossible, match="there is: reopen"):
        await dan.click(seen, "approve")

    await client.chat_delete(channel=HERE, ts=card["ts"])
    with pytest.raises(NotPossible, match="not on the screen"):
        await dan.click(seen, "reopen")
    with pytest.raises(NotPossible, match="not on the screen"):
        await mara.submit()


async def test_the_ephemeral_of_another_cannot_be_pressed(
    app: AsyncApp, client: AsyncWebClient, connect: Connect, dan: Actor, mara: Actor
) -> None:
    heard = Heard(app)
    await connect(app)
    blocks = buttons(approve="Approve")
    await client.chat_postEphemeral(channel=HERE, user="U01DAN", text="You?", blocks=blocks)
    [seen] = dan.messages(HERE)

    with pytest.raises(NotPossible, match="not on the screen"):
        await mara.click(seen, "approve")
    await dan.click(seen, "approve")

    [body] = heard.bodies
    assert body["container"]["is_ephemeral"]
    assert "message" not in body


async def test_a_response_url_replaces_and_deletes_the_ephemeral_it_came_from(
    slack: PracticeServer, app: AsyncApp, client: AsyncWebClient, connect: Connect, dan: Actor
) -> None:
    @app.action("approve")
    async def replace(ack: AsyncAck, respond: AsyncRespond) -> None:
        await ack()
        await respond(text="Sure?", blocks=buttons(more="Yes"), replace_original=True)

    @app.action("more")
    async def delete(ack: AsyncAck, respond: AsyncRespond) -> None:
        await ack()
        await respond(delete_original=True)

    await connect(app)
    blocks = buttons(approve="Approve")
    await client.chat_postEphemeral(channel=HERE, user="U01DAN", text="You?", blocks=blocks)

    await dan.click(dan.messages(HERE)[0], "approve")
    await slack.workspace.until(lambda: dan.messages(HERE)[0].text == "Sure?")
    await dan.click(dan.messages(HERE)[0], "more")
    await slack.workspace.until(lambda: dan.messages(HERE) == [])


async def test_a_press_nobody_answers_is_a_notice(client: AsyncWebClient, dan: Actor) -> None:
    await client.chat_postMessage(channel=HERE, text="card", blocks=buttons(approve="Approve"))

    assert await dan.click(dan.messages(HERE)[0], "approve") == "dispatch_failed"
    assert dan.notices == ["Candour did not respond: dispatch_failed. Try again?"]


async def test_a_message_shortcut_carries_the_message(
    app: AsyncApp, connect: Connect, dan: Actor
) -> None:
    heard = Heard(app)
    await connect(app)
    said = await dan.say(HERE, "Cards are refused & <nobody> knows")

    await dan.shortcut("keep", said)
    await dan.shortcut("start")

    on_message, anywhere = heard.bodies
    assert on_message["type"] == "message_action"
    assert on_message["message"]["text"] == "Cards are refused &amp; &lt;nobody&gt; knows"
    assert (on_message["channel"]["id"], on_message["message_ts"]) == (HERE, said.ts)
    assert (anywhere["type"], anywhere["callback_id"]) == ("shortcut", "start")
    with pytest.raises(NotPossible, match="There is no message shortcut"):
        await dan.shortcut("start", said)


async def test_people_write_only_where_they_are(
    slack: PracticeServer, dan: Actor, mara: Actor
) -> None:
    slack.workspace.channel("#support").members.remove("U01DAN")

    with pytest.raises(NotPossible, match="Dan Reyes is not in #support"):
        await dan.say("#support", "Hello?")
    with pytest.raises(NotPossible, match="There is no channel #nowhere"):
        await mara.say("#nowhere", "Hello?")
