"""Elements that Slack refuses are refused here, and the pointer says where."""

from typing import Any

import pytest

from bot.sandbox.checks import problems_of_blocks, problems_of_options

Json = dict[str, Any]


def plain(said: str = "Payments") -> Json:
    return {"type": "plain_text", "text": said}


def option(value: str = "pay", **fields: object) -> Json:
    return {"text": plain(), "value": value, **fields}


def options(count: int) -> list[Json]:
    return [option(f"v{n}") for n in range(count)]


def button(**fields: object) -> Json:
    return {"type": "button", "text": plain(), **fields}


def confirm(**fields: object) -> Json:
    words = {"title": plain(), "text": plain(), "confirm": plain(), "deny": plain()}
    return {**words, **fields}


def static(**fields: object) -> Json:
    return {"type": "static_select", "action_id": "what", **fields}


def typed(**fields: object) -> Json:
    return {"type": "plain_text_input", "action_id": "words", **fields}


def numbered(**fields: object) -> Json:
    return {"type": "number_input", "is_decimal_allowed": False, **fields}


def boxes(kind: str = "checkboxes", **fields: object) -> Json:
    return {"type": kind, "options": options(2), **fields}


IN_AN_INPUT: list[tuple[Json, str, str]] = [
    (static(), "must define either `options` or `option_groups`", ""),
    (static(options=options(1), option_groups=[]), "must provide at least 1", "/option_groups"),
    (
        static(options=options(1), option_groups=[{"label": plain(), "options": options(1)}]),
        "must define either `options` or `option_groups`",
        "",
    ),
    (static(options=[]), "must provide at least 1 items", "/options"),
    (static(options=options(101)), "no more than 100 items allowed", "/options"),
    (static(options=[{"text": plain()}]), "missing required field: value", "/options/0"),
    (static(options=[option("v" * 151)]), "must be less than 151", "/options/0/value"),
    (static(options=[option(""), option()]), "must be more than 0", "/options/0/value"),
    (
        static(options=[option(text={"type": "mrkdwn", "text": "x"})]),
        "must be a valid enum value",
        "/options/0/text/type",
    ),
    (
        static(options=[option(text=plain("x" * 76))]),
        "must be less than 76",
        "/options/0/text/text",
    ),
    (
        static(options=[option(description=plain(""))]),
        "must be more",
        "/options/0/description/text",
    ),
    (static(options=[option(url="https://example.org")]), "invalid additional", "/options/0"),
    (static(options=[option(), option()]), "duplicate option value: pay", "/options/1/value"),
    (static(options=options(2), initial_option=option()), "must be one of", "/initial_option"),
    (
        static(option_groups=[{"label": plain("x" * 76), "options": options(1)}]),
        "must be less than 76 characters",
        "/option_groups/0/label/text",
    ),
    (
        static(option_groups=[{"label": plain(), "options": options(1)}] * 2),
        "duplicate option value: v0",
        "/option_groups/1/options/0/value",
    ),
    (static(options=options(1), placeholder=plain("x" * 151)), "must be less", "/placeholder/text"),
    (static(options=options(1), action_id="a" * 256), "must be less than 256", "/action_id"),
    (static(options=options(1), action_id=""), "must be more than 0", "/action_id"),
    (static(options=options(1), min_query_length=1), "invalid additional property", ""),
    (static(options=options(1), confirm={}), "missing required field: title", "/confirm"),
    ({"type": "external_select", "min_query_length": -1}, "must be", "/min_query_length"),
    ({"type": "external_select", "options": options(1)}, "invalid additional property", ""),
    ({"type": "users_select", "initial_user": "Dan Reyes"}, "invalid id", "/initial_user"),
    ({"type": "channels_select", "initial_channel": "D01"}, "invalid id", "/initial_channel"),
    (
        {"type": "conversations_select", "filter": {"include": []}},
        "must provide at least 1 items",
        "/filter/include",
    ),
    (
        {"type": "multi_users_select", "max_selected_items": 0},
        "must be greater than 0",
        "/max_selected_items",
    ),
    (
        {"type": "multi_users_select", "max_selected_items": 1, "initial_users": ["U1", "U2"]},
        "no more than 1 items allowed",
        "/initial_users",
    ),
    (
        {**boxes("multi_static_select"), "initial_options": [option("v0"), option("v9")]},
        "must be one of the options",
        "/initial_options/1",
    ),
    (boxes(options=options(11)), "no more than 10 items allowed", "/options"),
    (boxes(options=[]), "must provide at least 1 items", "/options"),
    (boxes(initial_options=[]), "must provide at least 1 items", "/initial_options"),
    (boxes("radio_buttons", initial_option=option("v9")), "must be one", "/initial_option"),
    (boxes(placeholder=plain()), "invalid additional property: placeholder", ""),
    (typed(initial_value="x" * 3001), "must be less than 3001", "/initial_value"),
    (typed(initial_value="four", max_length=3), "must be less than 4", "/initial_value"),
    (typed(max_length=0), "must be greater than 0", "/max_length"),
    (typed(max_length=3001), "must be less than 3001", "/max_length"),
    (typed(min_length=9, max_length=8), "`min_length` must not exceed `max_length`", ""),
    (typed(min_length=True), "must provide an integer", "/min_length"),
    (typed(multiline="yes"), "must be a boolean", "/multiline"),
    (typed(confirm=confirm()), "invalid additional property: confirm", ""),
    (
        typed(dispatch_action_config={"trigger_actions_on": ["on_blur"]}),
        "must be a valid enum value",
        "/dispatch_action_config/trigger_actions_on/0",
    ),
    ({"type": "number_input"}, "missing required field: is_decimal_allowed", ""),
    (numbered(initial_value=5), "must provide a number as a string", "/initial_value"),
    (numbered(initial_value="five"), "must provide a number as a string", "/initial_value"),
    (numbered(initial_value="1.5"), "must provide an integer", "/initial_value"),
    (numbered(min_value="3", max_value="2"), "`min_value` must not exceed `max_value`", ""),
    (numbered(min_value="3", initial_value="2"), "`min_value` must not exceed `initial_value`", ""),
    ({"type": "datepicker", "initial_date": "2026-02-30"}, "invalid date", "/initial_date"),
    ({"type": "datepicker", "initial_date": "20260203"}, "invalid date", "/initial_date"),
    ({"type": "timepicker", "initial_time": "24:00"}, "invalid time", "/initial_time"),
    ({"type": "datetimepicker", "initial_date_time": 1}, "must be greater", "/initial_date_time"),
    ({"type": "datetimepicker", "placeholder": plain()}, "invalid additional property", ""),
    ({"type": "file_input"}, "unsupported type: file_input", "/type"),
    ({"type": "overflow", "options": options(2)}, "unsupported type: overflow", "/type"),
]

IN_ACTIONS: list[tuple[Json, str, str]] = [
    (button(text={"type": "mrkdwn", "text": "x"}), "must be a valid enum value", "/text/type"),
    (button(text=plain("x" * 76)), "must be less than 76 characters", "/text/text"),
    (button(text=plain("")), "must be more than 0 characters", "/text/text"),
    (button(value="v" * 2001), "must be less than 2001 characters", "/value"),
    (button(value=7), "must provide a string", "/value"),
    (button(url="example"), "invalid url", "/url"),
    (button(url="https://example.org/" + "a" * 3000), "must be less than 3001", "/url"),
    (button(style="default"), "must be a valid enum value", "/style"),
    (button(accessibility_label="x" * 76), "must be less than 76", "/accessibility_label"),
    (button(colour="red"), "invalid additional property: colour", ""),
    (button(confirm=confirm(title=plain("x" * 101))), "must be less", "/confirm/title/text"),
    (button(confirm=confirm(text=plain("x" * 301))), "must be less", "/confirm/text/text"),
    (button(confirm=confirm(confirm=plain("x" * 31))), "must be less", "/confirm/confirm/text"),
    (button(confirm=confirm(deny=plain("x" * 31))), "must be less", "/confirm/deny/text"),
    (button(confirm=confirm(style="red")), "must be a valid enum", "/confirm/style"),
    (button(confirm=confirm(title={"type": "mrkdwn", "text": "x"})), "must", "/confirm/title/type"),
    ({"type": "overflow", "options": options(6)}, "no more than 5 items allowed", "/options"),
    ({"type": "overflow", "options": [option(url="x")]}, "invalid url", "/options/0/url"),
    ({"type": "multi_users_select"}, "unsupported type: multi_users_select", "/type"),
    ({"type": "workflow_button"}, "unsupported type: workflow_button", "/type"),
]


@pytest.mark.parametrize(("element", "words", "where"), IN_AN_INPUT)
def test_an_input_is_refused(element: Json, words: str, where: str) -> None:
    block = {"type": "input", "label": plain(), "element": element}

    first, *_ = problems_of_blocks([block], "modal")

    assert first.startswith(f"[ERROR] {words}")
    assert first.endswith(f"[json-pointer:/view/blocks/0/element{where}]")


@pytest.mark.parametrize(("element", "words", "where"), IN_ACTIONS)
def test_an_action_is_refused(element: Json, words: str, where: str) -> None:
    first, *_ = problems_of_blocks([{"type": "actions", "elements": [element]}], "message")

    assert first.startswith(f"[ERROR] {words}")
    assert first.endswith(f"[json-pointer:/blocks/0/elements/0{where}]")


@pytest.mark.parametrize(
    ("answer", "problems"),
    [
        ({"options": options(100)}, 0),
        ({"options": []}, 0),
        ({"option_groups": [{"label": plain(), "options": options(3)}]}, 0),
        ({"options": options(101)}, 1),
        ({"options": [option(), option()]}, 1),
        ({}, 1),
        (None, 1),
    ],
)
def test_what_a_search_may_answer(answer: object, problems: int) -> None:
    assert len(problems_of_options(answer)) == problems
