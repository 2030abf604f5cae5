"""Blocks that Slack refuses are refused here, and the pointer says where."""

from typing import Any

import pytest

from bot.sandbox.checks import problems_of_blocks

Json = dict[str, Any]


def plain(said: str = "Post update") -> Json:
    return {"type": "plain_text", "text": said}


def marked(said: str = "*Payments* are back") -> Json:
    return {"type": "mrkdwn", "text": said}


def section(**fields: object) -> Json:
    return {"type": "section", "text": marked(), **fields}


def button(**fields: object) -> Json:
    return {"type": "button", "text": plain(), "action_id": "post", **fields}


def actions(*elements: Json) -> Json:
    return {"type": "actions", "elements": list(elements)}


def asked(element: Json, **fields: object) -> Json:
    return {"type": "input", "label": plain("What changed"), "element": element, **fields}


def picture(**fields: object) -> Json:
    return {"type": "image", "alt_text": "A graph", **fields}


def table(*rows: int, said: str = "x") -> Json:
    cells = [[{"type": "raw_text", "text": said}] * cells for cells in rows]
    return {"type": "table", "rows": cells}


CARD = {"type": "card", "title": plain()}
CONTAINER = {"type": "container", "title": plain(), "child_blocks": [section()]}
ALERT = {"type": "alert", "text": plain()}
RICH = {"type": "rich_text", "elements": []}

# What is sent, and the first problem: its words and where.
ON_A_MESSAGE: list[tuple[object, str, str]] = [
    ({"type": "divider"}, "must provide an array", "/blocks"),
    ([None], "must provide an object", "/blocks/0"),
    ([{}], "missing required field: type", "/blocks/0"),
    ([{"type": "sections"}], "unsupported type: sections", "/blocks/0/type"),
    ([{"type": ["section"]}], "unsupported type: ['section']", "/blocks/0/type"),
    ([{"type": "divider"}] * 51, "no more than 50 items allowed", "/blocks"),
    ([{"type": "divider", "color": "red"}], "invalid additional property: color", "/blocks/0"),
    ([{"type": "divider", "block_id": ""}], "must be more than 0 characters", "/blocks/0/block_id"),
    (
        [{"type": "divider", "block_id": "b" * 256}],
        "must be less than 256 characters",
        "/blocks/0/block_id",
    ),
    (
        [{"type": "divider", "block_id": "b"}, section(block_id="b")],
        "`block_id` must be unique: b",
        "/blocks/1/block_id",
    ),
    ([{"type": "section"}], "must define either `text` or `fields`", "/blocks/0/type"),
    ([section(text=None)], "must provide an object", "/blocks/0/text"),
    ([section(text="words")], "must provide an object", "/blocks/0/text"),
    ([section(text={"text": "x"})], "missing required field: type", "/blocks/0/text"),
    ([section(text={"type": "mrkdwn"})], "missing required field: text", "/blocks/0/text"),
    ([section(text=marked(""))], "must be more than 0 characters", "/blocks/0/text/text"),
    ([section(text=marked(" \n"))], "must be more than 0 characters", "/blocks/0/text/text"),
    (
        [section(text=marked("x" * 3001))],
        "must be less than 3001 characters",
        "/blocks/0/text/text",
    ),
    (
        [section(text={**marked(), "emoji": True})],
        "invalid additional property: emoji",
        "/blocks/0/text",
    ),
    ([section(text={**plain(), "emoji": "yes"})], "must be a boolean", "/blocks/0/text/emoji"),
    (
        [section(text={**plain(), "verbatim": True})],
        "invalid additional property: verbatim",
        "/blocks/0/text",
    ),
    (
        [section(text={"type": "markdown", "text": "x"})],
        "must be a valid enum value",
        "/blocks/0/text/type",
    ),
    ([section(text={"type": "mrkdwn", "text": 7})], "must provide a string", "/blocks/0/text/text"),
    ([section(fields=[])], "must provide at least 1 items", "/blocks/0/fields"),
    ([section(fields=[marked()] * 11)], "no more than 10 items allowed", "/blocks/0/fields"),
    (
        [section(fields=[marked(), marked("x" * 2001)])],
        "must be less than 2001 characters",
        "/blocks/0/fields/1/text",
    ),
    (
        [section(accessory={"type": "plain_text_input"})],
        "unsupported type: plain_text_input",
        "/blocks/0/accessory/type",
    ),
    ([section(expand="yes")], "must be a boolean", "/blocks/0/expand"),
    (
        [{"type": "header", "text": marked()}],
        "must be a valid enum value",
        "/blocks/0/text/type",
    ),
    (
        [{"type": "header", "text": plain("x" * 151)}],
        "must be less than 151 characters",
        "/blocks/0/text/text",
    ),
    ([{"type": "context"}], "missing required field: elements", "/blocks/0"),
    (
        [{"type": "context", "elements": [marked()] * 11}],
        "no more than 10 items allowed",
        "/blocks/0/elements",
    ),
    (
        [{"type": "context", "elements": [button()]}],
        "unsupported type: button",
        "/blocks/0/elements/0/type",
    ),
    ([actions()], "must provide at least 1 items", "/blocks/0/elements"),
    (
        [actions(*[button(action_id=f"a{n}") for n in range(26)])],
        "no more than 25 items allowed",
        "/blocks/0/elements",
    ),
    (
        [actions(button(), button())],
        "`action_id` must be unique: post",
        "/blocks/0/elements/1/action_id",
    ),
    (
        [actions(picture(image_url="https://example.org/a.png"))],
        "unsupported type: image",
        "/blocks/0/elements/0/type",
    ),
    ([picture()], "must define either `image_url` or `slack_file`", "/blocks/0"),
    ([picture(image_url="graph.png")], "invalid url", "/blocks/0/image_url"),
    (
        [picture(image_url="https://example.org/" + "a" * 3000)],
        "must be less than 3001 characters",
        "/blocks/0/image_url",
    ),
    ([{"type": "image", "slack_file": {}}], "missing required field: alt_text", "/blocks/0"),
    ([{"type": "markdown", "text": "x" * 12_001}], "must be less than", "/blocks/0/text"),
    (
        [{"type": "markdown", "text": "x" * 6001}] * 2,
        "markdown must be less than 12001 characters",
        "/blocks",
    ),
    ([table(2, 1)], "all rows must have the same number of cells", "/blocks/0/rows"),
    ([table(1), table(1)], "only_one_table_allowed", "/blocks/1"),
    ([table(*[1] * 101)], "no more than 100 items allowed", "/blocks/0/rows"),
    ([table(21)], "no more than 20 items allowed", "/blocks/0/rows/0"),
    ([table(5, said="x" * 2001)], "must be less than 10001 characters", "/blocks/0"),
    ([RICH], "must provide at least 1 items", "/blocks/0/elements"),
    (
        [{"type": "rich_text", "elements": [{"type": "text", "text": "x"}]}],
        "unsupported type: text",
        "/blocks/0/elements/0/type",
    ),
    ([ALERT], "unsupported type: alert", "/blocks/0/type"),
    ([{**CONTAINER, "child_blocks": []}], "must provide at least 1", "/blocks/0/child_blocks"),
    (
        [{**CONTAINER, "child_blocks": [CONTAINER]}],
        "unsupported type: container",
        "/blocks/0/child_blocks/0/type",
    ),
    (
        [section(block_id="b"), {**CONTAINER, "child_blocks": [section(block_id="b")]}],
        "`block_id` must be unique: b",
        "/blocks/1/child_blocks/0/block_id",
    ),
    ([{"type": "carousel", "elements": [CARD] * 11}], "no more than 10", "/blocks/0/elements"),
    ([{"type": "card"}], "must define one of", "/blocks/0"),
    ([{"type": "video"}], "unsupported type: video", "/blocks/0/type"),
    ([asked({"type": "email_text_input"})], "unsupported type: email", "/blocks/0/element/type"),
]


@pytest.mark.parametrize(("blocks", "words", "where"), ON_A_MESSAGE)
def test_a_message_with_these_blocks_is_refused(blocks: object, words: str, where: str) -> None:
    first, *_ = problems_of_blocks(blocks, "message")

    assert first.startswith(f"[ERROR] {words}")
    assert first.endswith(f"[json-pointer:{where}]")


def test_every_fault_is_named_not_only_the_first() -> None:
    blocks = [{"type": "header", "text": plain("")}, {"type": "section"}, {"type": "tabel"}]

    assert problems_of_blocks(blocks, "message") == [
        "[ERROR] must be more than 0 characters [json-pointer:/blocks/0/text/text]",
        "[ERROR] must define either `text` or `fields` [json-pointer:/blocks/1/type]",
        "[ERROR] unsupported type: tabel [json-pointer:/blocks/2/type]",
    ]
