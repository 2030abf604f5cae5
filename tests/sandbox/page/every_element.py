"""A form with one of every input, and what the app is told when it is submitted."""

from typing import Any, Final

from slack_sdk.web.async_client import AsyncWebClient

Json = dict[str, Any]

CHOICES: Final = [
    {"text": {"type": "plain_text", "text": words}, "value": words.lower()}
    for words in ("Email", "Phone", "Letter")
]
ELEMENTS: Final[dict[str, Json]] = {
    "Short text": {"type": "plain_text_input", "max_length": 20},
    "Number": {"type": "number_input", "is_decimal_allowed": False},
    "Address": {"type": "email_text_input"},
    "Link": {"type": "url_text_input"},
    "Day": {"type": "datepicker", "initial_date": "2026-03-02"},
    "Time": {"type": "timepicker"},
    "Moment": {"type": "datetimepicker"},
    "One way": {"type": "static_select", "options": CHOICES, "initial_option": CHOICES[0]},
    "Many ways": {"type": "multi_static_select", "options": CHOICES},
    "Radio": {"type": "radio_buttons", "options": CHOICES},
    "Boxes": {"type": "checkboxes", "options": CHOICES, "initial_options": CHOICES[:1]},
    "Person": {"type": "users_select"},
    "People": {"type": "multi_users_select"},
    "Channel": {"type": "channels_select"},
}


def every_element() -> Json:
    blocks = [
        {
            "type": "input",
            "block_id": label,
            "label": {"type": "plain_text", "text": label},
            "element": {**element, "action_id": "chosen"},
        }
        for label, element in ELEMENTS.items()
    ]
    words = {"type": "plain_text", "text": "Everything"}
    submit = {"type": "plain_text", "text": "Send"}
    return {
        "type": "modal",
        "callback_id": "everything",
        "title": words,
        "submit": submit,
        "blocks": blocks,
    }


async def on_everything(ack: Any, body: Json, client: AsyncWebClient) -> None:  # noqa: ANN401 - Bolt's
    """Say back what was chosen, a line for each input."""
    await ack()
    values = body["view"]["state"]["values"]
    lines = [f"{label}: {chosen(actions['chosen'])}" for label, actions in values.items()]
    await client.chat_postMessage(channel="C01INCIDENTS", text="\n".join(lines))


def chosen(value: Json) -> str:
    (held,) = [part for key, part in value.items() if key != "type"]
    parts = held if isinstance(held, list) else [held]
    return ", ".join(str(part["value"] if isinstance(part, dict) else part) for part in parts)
