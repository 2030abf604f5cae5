"""What stands in a view: selects, dates, external options; and App Home."""

import asyncio

import pytest
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox.acts import Actor
from bot.sandbox.screen import NotPossible
from bot.sandbox.server import PracticeServer
from tests.sandbox.conftest import Connect
from tests.sandbox.desk import Desk, Json, modal, opened, text_input, words


async def test_selects_dates_and_checkboxes_come_in_slacks_shapes(
    slack: PracticeServer, app: AsyncApp, connect: Connect, dan: Actor
) -> None:
    options = [{"text": words("SEV 1"), "value": "1"}, {"text": words("SEV 2"), "value": "2"}]
    elements: dict[str, Json] = {
        "severity": {"type": "static_select", "options": options, "initial_option": options[1]},
        "parts": {"type": "checkboxes", "options": options},
        "since": {"type": "datepicker"},
        "who": {"type": "users_select"},
        "leads": {"type": "multi_users_select"},
    }
    blocks = [text_input(name, **element, action_id=name) for name, element in elements.items()]
    desk = Desk(app, modal(*blocks))
    await opened(desk, connect, slack, dan)
    dan.fill("parts", ["1", "SEV 2"])
    dan.fill("since", "2026-03-01")
    dan.fill("who", "U02AMIRA")
    dan.fill("leads", ["U02AMIRA"])
    with pytest.raises(NotPossible, match="SEV 1, SEV 2"):
        dan.fill("severity", "SEV 9")

    await dan.submit()

    values = desk.submitted[0]["view"]["state"]["values"]
    assert values["severity"]["severity"]["selected_option"] == options[1]
    assert values["parts"]["parts"]["selected_options"] == options
    assert values["since"]["since"]["selected_date"] == "2026-03-01"
    assert values["who"]["who"]["selected_user"] == "U02AMIRA"
    assert values["leads"]["leads"]["selected_users"] == ["U02AMIRA"]


async def test_an_external_select_asks_the_app(
    slack: PracticeServer, app: AsyncApp, connect: Connect, dan: Actor
) -> None:
    asked: list[Json] = []

    @app.options("customer")
    async def customers(ack: AsyncAck, payload: Json) -> None:
        asked.append(payload)
        await ack(options=[{"text": words("Ada Lovelace"), "value": "c-1"}])

    element = {"type": "external_select", "action_id": "customer", "min_query_length": 1}
    block = {"type": "input", "block_id": "who", "label": words("Who"), "element": element}
    desk = Desk(app, modal(block))
    await opened(desk, connect, slack, dan)
    with pytest.raises(NotPossible):
        dan.fill("who", "c-1")

    found = await dan.search("modal", "customer", "ada")
    await dan.choose("modal", "customer", "Ada Lovelace")
    await dan.submit()

    assert [option["value"] for option in found["options"]] == ["c-1"]
    assert (asked[0]["value"], asked[0]["block_id"]) == ("ada", "who")
    chosen = desk.submitted[0]["view"]["state"]["values"]["who"]["customer"]["selected_option"]
    assert chosen["value"] == "c-1"


async def test_app_home_is_asked_for_and_published(
    slack: PracticeServer, app: AsyncApp, connect: Connect, dan: Actor, mara: Actor
) -> None:
    pressed = asyncio.Event()
    button = {"type": "button", "action_id": "list", "text": words("Show all")}

    @app.event("app_home_opened")
    async def show(event: Json, client: AsyncWebClient) -> None:
        home = {"type": "home", "blocks": [{"type": "actions", "elements": [button]}]}
        await client.views_publish(user_id=event["user"], view=home)

    @app.action("list")
    async def show_all(ack: AsyncAck, body: Json) -> None:
        await ack()
        assert body["view"]["type"] == "home"
        pressed.set()

    await connect(app)

    await dan.open_home()
    await slack.workspace.until(lambda: dan.home is not None)
    await dan.click("home", "list")

    await asyncio.wait_for(pressed.wait(), timeout=5)
    assert mara.home is None
