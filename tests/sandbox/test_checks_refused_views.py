"""Modals and App Home tabs that Slack refuses are refused here."""

from typing import Any, Literal

import pytest

from bot.sandbox.checks import error_name, problems_of_blocks, problems_of_view

Json = dict[str, Any]
Surface = Literal["modal", "home"]


def plain(said: str = "Post update") -> Json:
    return {"type": "plain_text", "text": said}


DIVIDER = {"type": "divider"}
CARD = {"type": "card", "title": plain()}
CONTAINER = {"type": "container", "title": plain(), "child_blocks": [DIVIDER]}
ALERT = {"type": "alert", "text": plain()}


def asked(element: Json, **fields: object) -> Json:
    return {"type": "input", "label": plain("What changed"), "element": element, **fields}


def modal(**fields: object) -> Json:
    return {"type": "modal", "title": plain("Post an update"), "blocks": [DIVIDER], **fields}


def home(**fields: object) -> Json:
    return {"type": "home", "blocks": [DIVIDER], **fields}


BLOCKS: list[tuple[Surface, object, str, str]] = [
    ("modal", [], "must provide at least 1 items", ""),
    ("modal", [DIVIDER] * 101, "no more than 100 items allowed", ""),
    ("modal", [CONTAINER], "unsupported type: container", "/0/type"),
    ("modal", [{"type": "markdown", "text": "x"}], "unsupported type: markdown", "/0/type"),
    ("modal", [{"type": "carousel", "elements": [CARD]}], "unsupported type: carousel", "/0/type"),
    ("modal", [{**ALERT, "level": "loud"}], "must be a valid enum value", "/0/level"),
    ("modal", [{**ALERT, "text": plain("x" * 201)}], "must be less than 201", "/0/text/text"),
    ("modal", [asked({"type": "button"})], "unsupported type: button", "/0/element/type"),
    ("modal", [asked({})], "missing required field: type", "/0/element"),
    ("modal", [{"type": "input", "element": {"type": "datepicker"}}], "missing required", "/0"),
    (
        "modal",
        [asked({"type": "datepicker"}, label={"type": "mrkdwn", "text": "x"})],
        "must be a valid enum value",
        "/0/label/type",
    ),
    (
        "modal",
        [asked({"type": "datepicker"}, label=plain("x" * 2001))],
        "must be less than 2001 characters",
        "/0/label/text",
    ),
    (
        "modal",
        [asked({"type": "datepicker"}, hint=plain("x" * 2001))],
        "must be less than 2001 characters",
        "/0/hint/text",
    ),
    ("modal", [asked({"type": "datepicker"}, optional=1)], "must be a boolean", "/0/optional"),
    (
        "modal",
        [asked({"type": "users_select", "focus_on_load": True})] * 2,
        "only one element may have focus_on_load",
        "/1/element/focus_on_load",
    ),
    ("home", [ALERT], "unsupported type: alert", "/0/type"),
    ("home", [CONTAINER], "unsupported type: container", "/0/type"),
    ("home", [asked({"type": "number_input"})], "unsupported type: number", "/0/element/type"),
    ("home", [asked({"type": "datetimepicker"})], "unsupported type: date", "/0/element/type"),
    ("home", [DIVIDER] * 101, "no more than 100 items allowed", ""),
]

VIEWS: list[tuple[object, str, str]] = [
    (None, "must provide an object", "/view"),
    ({}, "missing required field: type", "/view"),
    ({"type": "workflow_step"}, "unsupported type: workflow_step", "/view/type"),
    ({"type": "modal", "blocks": [DIVIDER]}, "missing required field: title", "/view"),
    ({"type": "modal", "title": plain()}, "missing required field: blocks", "/view"),
    (modal(title="Update"), "must provide an object", "/view/title"),
    (modal(title=plain("x" * 25)), "must be less than 25 characters", "/view/title/text"),
    (modal(title=plain("")), "must be more than 0 characters", "/view/title/text"),
    (modal(submit=plain("x" * 25)), "must be less than 25 characters", "/view/submit/text"),
    (modal(close=plain("x" * 25)), "must be less than 25 characters", "/view/close/text"),
    (
        modal(submit={"type": "mrkdwn", "text": "Go"}),
        "must be a valid enum value",
        "/view/submit/type",
    ),
    (modal(blocks=[asked({"type": "datepicker"})]), "missing required field: submit", "/view"),
    (modal(private_metadata="x" * 3001), "must be less than 3001", "/view/private_metadata"),
    (modal(private_metadata={"id": 1}), "must provide a string", "/view/private_metadata"),
    (modal(callback_id="x" * 256), "must be less than 256", "/view/callback_id"),
    (modal(external_id="x" * 256), "must be less than 256", "/view/external_id"),
    (modal(notify_on_close="yes"), "must be a boolean", "/view/notify_on_close"),
    (modal(submit_disabled=True), "invalid additional property: submit_disabled", "/view"),
    (modal(hash="1.a"), "invalid additional property: hash", "/view"),
    (modal(id="V1", state={}), "invalid additional property: id", "/view"),
    (home(title=plain()), "invalid additional property: title", "/view"),
    (home(submit=plain()), "invalid additional property: submit", "/view"),
    (home(blocks=[]), "must provide at least 1 items", "/view/blocks"),
    (home(blocks=[{"type": "section"}]), "must define either", "/view/blocks/0/type"),
]


@pytest.mark.parametrize(("surface", "blocks", "words", "where"), BLOCKS)
def test_these_blocks_are_refused(surface: Surface, blocks: object, words: str, where: str) -> None:
    first, *_ = problems_of_blocks(blocks, surface)

    assert first.startswith(f"[ERROR] {words}")
    assert first.endswith(f"[json-pointer:/view/blocks{where}]")


@pytest.mark.parametrize(("view", "words", "where"), VIEWS)
def test_this_view_is_refused(view: object, words: str, where: str) -> None:
    problems = problems_of_view(view)

    assert problems[0].startswith(f"[ERROR] {words}")
    assert problems[0].endswith(f"[json-pointer:{where}]")
    assert error_name(problems) == "invalid_arguments"


def test_a_view_above_250_kb_is_too_large() -> None:
    fields = [{"type": "mrkdwn", "text": "x" * 2000}] * 10
    view = modal(blocks=[{"type": "section", "fields": fields}] * 13)

    assert error_name(problems_of_view(view)) == "view_too_large"
