"""Which element may stand in which block, on which surface."""

from collections.abc import Iterator, Mapping
from typing import Final, Literal, TypeAlias

from bot.sandbox.checks.inputs import ACTION_ID, INPUTS
from bot.sandbox.checks.options import CONFIRM
from bot.sandbox.checks.rules import (
    Check,
    Found,
    anything,
    by_type,
    link,
    problem,
    record,
    string,
    web_address,
    word,
)
from bot.sandbox.checks.selects import SELECTS
from bot.sandbox.checks.text import plain

Surface: TypeAlias = Literal["message", "modal", "home"]
SURFACES: Final[tuple[Surface, ...]] = ("message", "modal", "home")


def one_picture(value: object, pointer: str, found: Found) -> None:
    if isinstance(value, dict) and ("image_url" in value) == ("slack_file" in value):
        found.append(problem("must define either `image_url` or `slack_file`", pointer))


PICTURE: Final[Mapping[str, Check]] = {
    "image_url": web_address,
    "slack_file": record({}, {"id": string(50, like="F[A-Z0-9]+"), "url": web_address}),
}
IMAGE: Final = record({"type": anything, "alt_text": string(2000)}, PICTURE, (one_picture,))
BUTTON: Final = record(
    {"type": anything, "text": plain(75)},
    {
        "action_id": ACTION_ID,
        "value": string(2000),
        "url": link,
        "style": word("primary", "danger"),
        "confirm": CONFIRM,
        "accessibility_label": string(75),
    },
)
ELEMENTS: Final[Mapping[str, Check]] = {**INPUTS, **SELECTS, "button": BUTTON, "image": IMAGE}

_CHOSEN_ONCE: Final = [
    "datepicker",
    "timepicker",
    "static_select",
    "external_select",
    "users_select",
    "channels_select",
    "conversations_select",
    "radio_buttons",
    "checkboxes",
]
_CHOSEN_OFTEN: Final = [kind for kind in SELECTS if kind.startswith("multi_")]
_TYPED: Final = ["plain_text_input", "email_text_input", "url_text_input", "number_input"]

# docs.slack.dev, reference of block elements: "Works with block types".
PLACES: Final[Mapping[str, list[str]]] = {
    "section": ["button", "image", "overflow", *_CHOSEN_ONCE, *_CHOSEN_OFTEN],
    "actions": ["button", "overflow", "datetimepicker", *_CHOSEN_ONCE],
    "input": ["datetimepicker", *_CHOSEN_ONCE, *_CHOSEN_OFTEN, *_TYPED],
}
# The same pages, "Available in surfaces", where that is not everywhere.
ONLY_ON: Final[Mapping[str, tuple[Surface, ...]]] = {
    "email_text_input": ("modal",),
    "url_text_input": ("modal",),
    "number_input": ("modal",),
    "datetimepicker": ("message", "modal"),
}


def allowed(place: str, surface: Surface) -> Check:
    return by_type(
        {kind: ELEMENTS[kind] for kind in PLACES[place] if surface in ONLY_ON.get(kind, SURFACES)}
    )


def elements_of(block: Mapping[str, object]) -> Iterator[tuple[str, Mapping[str, object]]]:
    """Yield the interactive elements of a block, each with its place below the block."""
    for name in ("accessory", "element"):
        if isinstance(element := block.get(name), dict):
            yield name, element
    for name in ("elements", "actions"):
        if isinstance(elements := block.get(name), list):
            for place, element in enumerate(elements):
                if isinstance(element, dict):
                    yield f"{name}/{place}", element
