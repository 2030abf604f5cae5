"""A small Bolt app, as somebody might write it: the guest the page is tried with."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, Final

from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from tests.sandbox.page.every_element import every_element, on_everything

Json = dict[str, Any]

CUSTOMERS: Final = ("Ana Bell", "Anton Cray", "Bo Diaz")


def plain(words: str) -> Json:
    return {"type": "plain_text", "text": words}


def mrkdwn(words: str) -> Json:
    return {"type": "mrkdwn", "text": words}


def option(words: str) -> Json:
    return {"text": plain(words), "value": words.lower()}


def button(words: str, action_id: str, **more: Any) -> Json:  # noqa: ANN401 - any JSON
    return {"type": "button", "text": plain(words), "action_id": action_id, **more}


def text_input(block_id: str, label: str, **more: Any) -> Json:  # noqa: ANN401 - any JSON
    element = {"type": "plain_text_input", "action_id": "typed", **more}
    return {"type": "input", "block_id": block_id, "label": plain(label), "element": element}


SURE: Final = {
    "title": plain("Resolve it?"),
    "text": mrkdwn("This tells *everyone*."),
    "confirm": plain("Resolve"),
    "deny": plain("Not yet"),
}


def card(status: str) -> list[Json]:
    severities = [option("Sev 1"), option("Sev 2")]
    return [
        {"type": "header", "text": plain(f"INC-7 · {status}")},
        {
            "type": "section",
            "block_id": "severity",
            "text": mrkdwn("*Severity*"),
            "accessory": {
                "type": "static_select",
                "action_id": "severity",
                "placeholder": plain("Choose severity"),
                "options": severities,
            },
        },
        {
            "type": "actions",
            "block_id": "acts",
            "elements": [
                button("Post update", "form", style="primary"),
                button("Hold", "hold"),
                button("Resolve", "resolve", style="danger", confirm=SURE),
                {"type": "overflow", "action_id": "more", "options": [option("Hand over")]},
            ],
        },
    ]


def form(note: str) -> Json:
    severity = {
        "type": "radio_buttons",
        "action_id": "picked",
        "options": [option("Sev 1"), option("Sev 2")],
    }
    customer = {"type": "external_select", "action_id": "customer", "min_query_length": 1}
    return {
        "type": "modal",
        "callback_id": "update",
        "title": plain("Post an update"),
        "submit": plain("Post"),
        "blocks": [
            {"type": "section", "block_id": "note", "text": mrkdwn(note)},
            {**text_input("words", "What changed?", multiline=True), "hint": plain("Be plain.")},
            {"type": "input", "block_id": "sev", "label": plain("Severity"), "element": severity},
            {
                "type": "input",
                "block_id": "customer",
                "optional": True,
                "label": plain("Customer"),
                "element": customer,
            },
            {
                "type": "actions",
                "block_id": "buttons",
                "elements": [button("Look again", "look"), button("Preview", "preview")],
            },
        ],
    }


def preview(words: str | None) -> Json:
    said = {"type": "section", "text": mrkdwn(words or "_Nothing yet_")}
    return {"type": "modal", "title": plain("Preview"), "blocks": [said]}


def home(person: str) -> Json:
    blocks = [
        {"type": "header", "text": plain("What needs you")},
        {"type": "section", "text": mrkdwn(f"Nothing waits for <@{person}>.")},
        {"type": "actions", "block_id": "acts", "elements": [button("Rehearse", "rehearse")]},
    ]
    return {"type": "home", "blocks": blocks}


def guest_app(client: AsyncWebClient) -> AsyncApp:
    app = AsyncApp(client=client, signing_secret="practice-signing-secret")
    app.command("/incident")(on_command)
    app.action("form")(on_form)
    app.action("look")(on_look)
    app.action("preview")(on_preview)
    app.action("rehearse")(on_hold)
    for action_id in ("hold", "resolve", "severity", "more"):
        app.action(action_id)(on_hold)
    app.options("customer")(on_customer)
    app.view("update")(on_submitted)
    app.view("everything")(on_everything)
    app.event("app_home_opened")(on_home)
    app.shortcut("keep")(on_shortcut)
    return app


async def on_command(ack: Any, command: Json, client: AsyncWebClient) -> None:  # noqa: ANN401
    verb, _, words = command["text"].partition(" ")
    if verb == "open":
        await ack()
        said = await client.chat_postMessage(
            channel=command["channel_id"], text=f"INC-7: {words}", blocks=card(words)
        )
        await client.pins_add(channel=said["channel"], timestamp=said["ts"])
    elif verb == "everything":
        await ack()
        await client.views_open(trigger_id=command["trigger_id"], view=every_element())
    else:
        await ack(f"You said *{command['text'] or 'nothing'}*.")


async def on_form(ack: Any, body: Json, client: AsyncWebClient) -> None:  # noqa: ANN401
    await ack()
    await client.views_open(trigger_id=body["trigger_id"], view=form("First look"))


async def on_look(ack: Any, body: Json, client: AsyncWebClient) -> None:  # noqa: ANN401
    await ack()
    await client.views_update(view_id=body["view"]["id"], view=form("Second look"))


async def on_preview(ack: Any, body: Json, client: AsyncWebClient) -> None:  # noqa: ANN401
    await ack()
    words = body["view"]["state"]["values"]["words"]["typed"]["value"]
    await client.views_push(trigger_id=body["trigger_id"], view=preview(words))


async def on_hold(ack: Any, body: Json, client: AsyncWebClient) -> None:  # noqa: ANN401
    """Answer in a thread (messages) or by a direct message (Home)."""
    await ack()
    action = body["actions"][0]
    chosen = action.get("selected_option", {}).get("value", "")
    words = f"Did {action['action_id']} {chosen}".strip()
    if "message" not in body:
        await client.chat_postMessage(channel=body["user"]["id"], text=words)
        return
    where, ts = body["channel"]["id"], body["message"]["ts"]
    await client.chat_postMessage(channel=where, thread_ts=ts, text=words)
    if action["action_id"] == "resolve":
        await client.chat_update(channel=where, ts=ts, text="INC-7", blocks=card("Resolved"))


async def on_customer(ack: Any, payload: Json) -> None:  # noqa: ANN401
    found = [name for name in CUSTOMERS if payload["value"].lower() in name.lower()]
    await ack(options=[option(name) for name in found])


async def on_submitted(ack: Any, body: Json, client: AsyncWebClient) -> None:  # noqa: ANN401
    values = body["view"]["state"]["values"]
    words, customer = values["words"]["typed"]["value"], values["customer"]["customer"]
    if "sorry for any" in words.lower():
        await ack(response_action="errors", errors={"words": "Say what happened instead."})
        return
    await ack()
    name = (customer["selected_option"] or {}).get("value", "nobody")
    said = f"Update by <@{body['user']['id']}> for {name}: {words}"
    await client.chat_postMessage(channel="C01INCIDENTS", text=said)


async def on_home(event: Json, client: AsyncWebClient) -> None:
    await client.views_publish(user_id=event["user"], view=home(event["user"]))


async def on_shortcut(ack: Any, body: Json, client: AsyncWebClient) -> None:  # noqa: ANN401
    await ack()
    await client.chat_postEphemeral(
        channel=body["channel"]["id"],
        user=body["user"]["id"],
        text=f"Kept: {body['message']['text']}",
    )


@asynccontextmanager
async def connected(app: AsyncApp) -> AsyncIterator[None]:
    """Keep the app connected over Socket Mode."""
    handler: Any = AsyncSocketModeHandler(app, "xapp-practice")  # not typed
    await handler.connect_async()
    yield
    await handler.close_async()
