"""The page's own JSON: what one person may see, and what they can do."""

from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox.acts import Actor
from bot.sandbox.server import PracticeServer
from tests.sandbox.conftest import Connect
from tests.sandbox.desk import Desk, Json, modal, text_input, words

HERE = "C01INCIDENTS"


class Page:
    def __init__(self, session: aiohttp.ClientSession, me: str) -> None:
        self.session = session
        self.me = me

    async def state(self) -> Any:  # noqa: ANN401 - JSON
        async with self.session.get("/practice/state", params={"as": self.me}) as answer:
            return await answer.json()

    async def act(self, do: str, **details: object) -> Any:  # noqa: ANN401 - JSON
        return await self.post("/practice/act", {"as": self.me, "do": do, **details})

    async def post(self, path: str, body: Json) -> Any:  # noqa: ANN401 - JSON
        async with self.session.post(path, json=body) as answer:
            return await answer.json()

    async def channel(self, channel: str = HERE) -> Any:  # noqa: ANN401 - JSON
        channels = (await self.state())["channels"]
        return next(one for one in channels if one["id"] == channel)


@pytest.fixture
async def session(slack: PracticeServer) -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession(slack.url) as opened:
        yield opened


@pytest.fixture
def page(session: aiohttp.ClientSession) -> Page:
    return Page(session, "U01DAN")


async def test_the_page_and_its_files_are_served(session: aiohttp.ClientSession) -> None:
    async with session.get("/") as index:
        assert index.content_type == "text/html"
    async with session.get("/page/page.js") as script:
        assert script.content_type in ("text/javascript", "application/javascript")
        assert script.headers["Cache-Control"] == "no-cache"
    async with session.get("/page/../server.py") as outside:
        assert outside.status == 404


async def test_a_person_sees_their_own_workspace(
    page: Page, client: AsyncWebClient, session: aiohttp.ClientSession
) -> None:
    card = await client.chat_postMessage(channel=HERE, text="card")
    await client.chat_postMessage(channel=HERE, text="note", thread_ts=card["ts"])
    await client.pins_add(channel=HERE, timestamp=card["ts"])
    await client.chat_postEphemeral(channel=HERE, user="U01DAN", text="Just you.")
    await client.chat_postMessage(channel="U03MARA", text="For Mara")

    state, channel = await page.state(), await page.channel()

    assert state["team"] == {"name": "Northwind (practice)"}
    assert state["app"]["connected"] is False
    assert [one["command"] for one in state["commands"]] == ["/incident"]
    assert [one["callback_id"] for one in state["shortcuts"]] == ["keep", "start"]
    shown = [(one["text"], one.get("ephemeral"), one.get("pinned")) for one in channel["messages"]]
    assert shown == [("card", None, True), ("note", None, None), ("Just you.", True, None)]
    assert (channel["unread"], channel["pins"]) == (1, [card["ts"]])
    assert "For Mara" not in str(state)
    assert "For Mara" in str(await Page(session, "U03MARA").state())


async def test_reading_and_dismissing(page: Page, client: AsyncWebClient) -> None:
    await client.chat_postMessage(channel=HERE, text="card")
    whisper = await client.chat_postEphemeral(channel=HERE, user="U01DAN", text="Just you.")

    assert await page.act("read", channel=HERE) == {"ok": True}
    assert await page.act("dismiss", id=whisper["message_ts"]) == {"ok": True}

    channel = await page.channel()
    assert (channel["unread"], len(channel["messages"])) == (0, 1)


async def test_a_form_is_filled_in_on_the_page(
    page: Page, app: AsyncApp, connect: Connect, slack: PracticeServer, dan: Actor
) -> None:
    desk = Desk(app, modal(text_input("what"), text_input("why")))
    await connect(app)

    await page.act("slash", channel=HERE, text="/incident open")
    await slack.workspace.until(lambda: dan.modal is not None)
    shown = (await page.state())["modal"]
    assert (shown["depth"], shown["errors"]) == (1, {})

    answer = await page.act("submit", view_id=shown["id"], state={"what": {"text": "No logins"}})
    assert answer == {"ok": True}
    shown = (await page.state())["modal"]
    assert shown["errors"] == {"why": "Please complete this required field."}
    assert shown["state"] == {"what": {"text": "No logins"}, "why": {"text": None}}

    typed = {"what": {"text": "No logins"}, "why": {"text": "A release"}, "gone": {"x": "y"}}
    await page.act("submit", view_id=shown["id"], state=typed)
    assert (await page.state())["modal"] is None
    values = desk.submitted[0]["view"]["state"]["values"]
    assert values["why"]["text"]["value"] == "A release"


async def test_buttons_selects_and_searches_on_the_page(
    page: Page, app: AsyncApp, client: AsyncWebClient, connect: Connect
) -> None:
    heard: list[Json] = []

    @app.action("approve")
    async def approve(ack: AsyncAck, action: Json) -> None:
        heard.append(action)
        await ack()

    @app.action("customer")
    async def choose(ack: AsyncAck, action: Json) -> None:
        heard.append(action)
        await ack()

    @app.options("customer")
    async def find(ack: AsyncAck, payload: Json) -> None:
        await ack(options=[{"text": words(payload["value"]), "value": "c-1"}])

    await connect(app)
    select = {"type": "external_select", "action_id": "customer", "min_query_length": 0}
    button = {"type": "button", "action_id": "approve", "text": words("Approve")}
    blocks = [{"type": "actions", "block_id": "row", "elements": [button, select]}]
    card = await client.chat_postMessage(channel=HERE, text="card", blocks=blocks)
    at = {"channel": HERE, "ts": card["ts"], "block_id": "row"}

    assert await page.act("press", **at, action_id="approve", value=None) == {"ok": True}
    found = await page.act("options", **at, action_id="customer", query="Ada")
    assert found == {"ok": True, "options": [{"text": words("Ada"), "value": "c-1"}]}
    assert await page.act("press", **at, action_id="customer", value="c-1") == {"ok": True}
    gone = await page.act("press", **at, action_id="refuse", value=None)

    assert [action["type"] for action in heard] == ["button", "external_select"]
    assert heard[1]["selected_option"]["text"]["text"] == "Ada"
    assert gone["ok"] is False
    assert "“refuse”" in gone["error"]


async def test_saying_something_in_a_thread(page: Page, dan: Actor) -> None:
    said = await page.act("say", channel=HERE, text="Is <checkout> slow?")
    await page.act("say", channel=HERE, text="Yes", thread_ts=said["ts"])

    texts = [seen.text for seen in dan.thread(HERE, said["ts"])]
    assert texts == ["Is &lt;checkout&gt; slow?", "Yes"]


async def test_a_live_line_tells_each_version(
    page: Page, session: aiohttp.ClientSession, dan: Actor
) -> None:
    async with session.ws_connect("/practice/live?as=U01DAN") as live:
        first = (await live.receive_json(timeout=5))["version"]
        await dan.say(HERE, "Hello")
        second = (await live.receive_json(timeout=5))["version"]

        assert second > first
        assert (await page.state())["version"] == second


async def test_the_clock_and_the_faults_have_doors(slack: PracticeServer, page: Page) -> None:
    before = slack.clock.epoch()

    turned = await page.post("/practice/clock", {"turn_by": 600})
    assert turned["clock"]["now"] == pytest.approx(before + 600)
    await page.post("/practice/clock", {"rate": 60})
    assert (await page.state())["clock"]["rate"] == 60

    fault = {"method": "chat.postMessage", "kind": "ratelimited", "times": 2, "after": 1}
    assert await page.post("/practice/faults", fault) == {"ok": True}
    assert slack.faults.take("chat.postMessage") is None
    assert slack.faults.take("chat.postMessage") is not None


@pytest.mark.parametrize(
    ("path", "body", "words_of_it"),
    [
        ("/practice/act", {"as": "U01DAN", "do": "dance"}, "“dance”"),
        ("/practice/act", {"as": "U0NOBODY", "do": "read"}, "nobody with the id U0NOBODY"),
        ("/practice/act", {"as": "U00CANDOUR", "do": "read"}, "nobody with the id"),
        ("/practice/act", {"as": "U01DAN", "do": "read"}, "needs 'channel'"),
        ("/practice/clock", {"turn_by": -1}, "only turns forward"),
        ("/practice/faults", {"method": "auth.test", "kind": "gremlins"}, "gremlins"),
    ],
)
async def test_nonsense_is_refused_in_a_sentence(
    page: Page, path: str, body: Json, words_of_it: str
) -> None:
    answer = await page.post(path, body)

    assert answer["ok"] is False
    assert words_of_it in answer["error"]


async def test_other_sites_cannot_act_through_a_form(session: aiohttp.ClientSession) -> None:
    async with session.post("/practice/act", data='{"as": "U01DAN", "do": "say"}') as answer:
        assert answer.status == 400
