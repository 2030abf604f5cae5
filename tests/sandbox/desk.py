"""An app with a form, as small as it can be."""

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox.acts import Actor
from bot.sandbox.server import PracticeServer
from tests.sandbox.conftest import Connect

Json = dict[str, Any]


def words(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def text_input(block_id: str, **more: object) -> Json:
    element = {"type": "plain_text_input", "action_id": "text", **more}
    return {"type": "input", "block_id": block_id, "label": words(block_id), "element": element}


def modal(*blocks: Json, **more: object) -> Json:
    given = {"title": words("Open"), "submit": words("Open"), "callback_id": "open"}
    return {"type": "modal", **given, "blocks": list(blocks), **more}


NOTE: Json = {"type": "section", "text": words("Ready?")}


class Desk:
    """An app whose command opens a modal, and which remembers what it was sent."""

    def __init__(self, app: AsyncApp, view: Json) -> None:
        self.app = app
        self.view = view
        self.opened: Json = {}
        self.submitted: list[Json] = []
        self.answer: Json = {}
        self.triggers: list[str] = []
        app.command("/incident")(self.open)
        app.view("open")(self.submit)

    async def open(self, ack: AsyncAck, command: Json, client: AsyncWebClient) -> None:
        await ack()
        self.triggers.append(command["trigger_id"])
        answer = await client.views_open(trigger_id=command["trigger_id"], view=self.view)
        self.opened = answer["view"]

    async def submit(self, ack: AsyncAck, body: Json) -> None:
        self.submitted.append(body)
        await ack(**self.answer)


async def opened(desk: Desk, connect: Connect, slack: PracticeServer, dan: Actor) -> None:
    await connect(desk.app)
    await dan.slash("#incidents", "/incident open")
    await slack.workspace.until(lambda: dan.modal is not None and bool(desk.opened))
