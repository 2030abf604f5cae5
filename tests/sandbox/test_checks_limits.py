"""The most that Slack takes is taken; one more is refused."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from bot.sandbox.checks import problems_of_blocks, problems_of_message, problems_of_view
from bot.sandbox.checks.views import LARGEST_VIEW

Json = dict[str, Any]


def plain(size: int = 1) -> Json:
    return {"type": "plain_text", "text": "x" * size}


def marked(size: int) -> Json:
    return {"type": "mrkdwn", "text": "x" * size}


def option(value: int, **fields: object) -> Json:
    return {"text": plain(), "value": f"{value}", **fields}


def card(**fields: object) -> Json:
    return {"type": "card", "title": plain(), **fields}


def container(**fields: object) -> Json:
    return {"type": "container", "title": plain(), "child_blocks": [{"type": "divider"}], **fields}


def accessory(kind: str, **fields: object) -> Json:
    return {"type": "section", "text": plain(), "accessory": {"type": kind, **fields}}


def picture(**fields: object) -> Json:
    return {"type": "image", "image_url": "https://example.org/a", "alt_text": "A graph", **fields}


def paragraph(**fields: object) -> Json:
    return {"type": "rich_text", "elements": [{"type": "rich_text_list", **fields}]}


def buttons(count: int) -> list[Json]:
    return [{"type": "button", "text": plain(), "action_id": f"{n}"} for n in range(count)]


def groups(count: int) -> list[Json]:
    return [{"label": plain(), "options": [option(n)]} for n in range(count)]


LIMITS: dict[str, tuple[int, Callable[[int], Json]]] = {
    "card title": (150, lambda n: card(title=plain(n))),
    "card subtitle": (150, lambda n: card(subtitle=marked(n))),
    "card body": (200, lambda n: card(body=marked(n))),
    "card buttons": (3, lambda n: card(actions=buttons(n))),
    "carousel": (10, lambda n: {"type": "carousel", "elements": [card()] * n}),
    "container title": (150, lambda n: container(title=plain(n))),
    "container subtitle": (150, lambda n: container(subtitle=plain(n))),
    "container blocks": (10, lambda n: container(child_blocks=[{"type": "divider"}] * n)),
    "context text": (3000, lambda n: {"type": "context", "elements": [marked(n)]}),
    "context plain text": (3000, lambda n: {"type": "context", "elements": [plain(n)]}),
    "context picture": (
        2000,
        lambda n: {"type": "context", "elements": [picture(alt_text="x" * n)]},
    ),
    "picture's words": (2000, lambda n: picture(alt_text="x" * n)),
    "picture's title": (2000, lambda n: picture(title=plain(n))),
    "section text": (3000, lambda n: {"type": "section", "text": marked(n)}),
    "section fields": (10, lambda n: {"type": "section", "fields": [plain()] * n}),
    "header": (150, lambda n: {"type": "header", "text": plain(n)}),
    "markdown": (12_000, lambda n: {"type": "markdown", "text": "x" * n}),
    "actions": (25, lambda n: {"type": "actions", "elements": buttons(n)}),
    "options": (100, lambda n: accessory("static_select", options=[*map(option, range(n))])),
    "option groups": (100, lambda n: accessory("static_select", option_groups=groups(n))),
    "option's words": (
        75,
        lambda n: accessory("static_select", options=[option(1, text=plain(n))]),
    ),
    "option's description": (
        75,
        lambda n: accessory("static_select", options=[option(1, description=plain(n))]),
    ),
    "radio button's words": (
        75,
        lambda n: accessory("radio_buttons", options=[option(1, text=marked(n))]),
    ),
    "checkbox's description": (
        75,
        lambda n: accessory("checkboxes", options=[option(1, description=marked(n))]),
    ),
    "radio buttons": (10, lambda n: accessory("radio_buttons", options=[*map(option, range(n))])),
    "overflow": (5, lambda n: accessory("overflow", options=[*map(option, range(n))])),
    "overflow's words": (75, lambda n: accessory("overflow", options=[option(1, text=plain(n))])),
    "overflow's description": (
        75,
        lambda n: accessory("overflow", options=[option(1, description=plain(n))]),
    ),
    "indent of a list": (
        8,
        lambda n: paragraph(
            style="bullet", indent=n, elements=[{"type": "rich_text_section", "elements": []}]
        ),
    ),
}


@pytest.mark.parametrize(("most", "block"), LIMITS.values(), ids=LIMITS)
def test_the_limit_of_a_block(most: int, block: Callable[[int], Json]) -> None:
    assert problems_of_blocks([block(most)], "message") == []
    assert problems_of_blocks([block(most + 1)], "message") != []


def test_the_limit_of_metadata() -> None:
    def message(size: int) -> Json:
        payload = {"id": "x" * (size - len('{"id": ""}'))}
        return {"text": "x", "metadata": {"event_type": "candour", "event_payload": payload}}

    assert problems_of_message(message(16_000)) == []
    assert problems_of_message(message(16_001)) != []


def test_the_limit_of_a_view() -> None:
    def view(size: int) -> Json:
        full = {"type": "section", "fields": [marked(2000)] * 10}
        last = {"type": "section", "text": plain()}
        whole = {"type": "home", "blocks": [*[full] * 12, last]}
        last["text"] = plain(1 + size - len(json.dumps(whole)))
        return whole

    for size in (LARGEST_VIEW - 1, LARGEST_VIEW, LARGEST_VIEW + 1):
        too_large = [line for line in problems_of_view(view(size)) if "view_too_large" in line]
        assert bool(too_large) is (size > LARGEST_VIEW)


def test_a_container_needs_a_title_of_either_kind() -> None:
    words = [{"type": "rich_text_section", "elements": [{"type": "text", "text": "Details"}]}]
    titled = {**container(), "rich_text_title": {"type": "rich_text", "elements": words}}
    del titled["title"]
    untitled = container()
    del untitled["title"]

    assert problems_of_blocks([titled], "message") == []
    assert problems_of_blocks([untitled], "message") == [
        "[ERROR] missing required field: title [json-pointer:/blocks/0]"
    ]


def test_a_card_in_a_carousel_keeps_its_ids_apart() -> None:
    twins = [card(block_id="same"), card(block_id="same")]

    assert problems_of_blocks([{"type": "carousel", "elements": twins}], "message") == [
        "[ERROR] `block_id` must be unique: same [json-pointer:/blocks/0/elements/1/block_id]"
    ]
