"""Messages that Slack refuses are refused here, by Slack's own name for it."""

from typing import Any

import pytest

from bot.sandbox.checks import error_name, problems_of_message

Json = dict[str, Any]

DIVIDER = {"type": "divider"}
NO_TEXT = "no_text: the top-level text must say the message"
DATE = "invalid date: <!date^epoch^{token}|fallback>"


def message(**fields: object) -> Json:
    return {"channel": "C01", "text": "Payments are back", **fields}


def remembered(payload: object, kind: object = "candour") -> Json:
    return message(metadata={"event_type": kind, "event_payload": payload})


MESSAGES: list[tuple[object, str, str, str]] = [
    (None, "invalid_arguments", "must provide an object", ""),
    ({}, "no_text", NO_TEXT, "/text"),
    (message(text=""), "no_text", NO_TEXT, "/text"),
    (message(text="  "), "no_text", NO_TEXT, "/text"),
    ({"blocks": [DIVIDER]}, "no_text", NO_TEXT, "/text"),
    (message(text=5), "invalid_arguments", "must provide a string", "/text"),
    (message(text="x" * 40_001), "msg_too_long", "must be less than 40001 characters", "/text"),
    (
        message(text="x" * 4001, ts="1.2"),
        "msg_too_long",
        "must be less than 4001 characters",
        "/text",
    ),
    (message(blcoks=[]), "invalid_arguments", "invalid additional property: blcoks", ""),
    (
        message(response_type="public"),
        "invalid_arguments",
        "must be a valid enum value",
        "/response_type",
    ),
    (message(blocks="[]"), "invalid_blocks_format", "must provide an array", "/blocks"),
    (message(blocks=[DIVIDER] * 51), "invalid_blocks", "no more than 50 items allowed", "/blocks"),
    (
        message(blocks=[{"type": "header", "text": {"type": "plain_text", "text": ""}}]),
        "invalid_blocks",
        "must be more than 0 characters",
        "/blocks/0/text/text",
    ),
    (
        message(attachments=[{"blocks": [{"type": "section"}]}]),
        "invalid_attachments",
        "must define either `text` or `fields`",
        "/attachments/0/blocks/0/type",
    ),
    (
        message(attachments=[{"pretext": "x"}]),
        "invalid_attachments",
        "invalid additional property: pretext",
        "/attachments/0",
    ),
    (message(metadata="{}"), "invalid_metadata_format", "must provide an object", "/metadata"),
    (
        message(metadata={"event_type": "candour"}),
        "invalid_metadata_format",
        "missing required field: event_payload",
        "/metadata",
    ),
    (
        remembered([]),
        "invalid_metadata_format",
        "must provide an object",
        "/metadata/event_payload",
    ),
    (
        remembered({}, ""),
        "invalid_metadata_format",
        "must be more than 0 characters",
        "/metadata/event_type",
    ),
    (
        remembered({}, "a card"),
        "invalid_metadata_format",
        "invalid event type",
        "/metadata/event_type",
    ),
    (
        remembered({"id": "x" * 16_000}),
        "metadata_too_large",
        "metadata_too_large",
        "/metadata/event_payload",
    ),
]

UNREADABLE_DATES = [
    "<!date>",
    "<!date^soon^{time}|13:05 UTC>",
    "<!date^1770000000|13:05 UTC>",
    "<!date^1770000000^{time}>",
    "<!date^1770000000^{time}|>",
    "<!date^1770000000^time|13:05 UTC>",
    "<!date^1770000000^{clock}|13:05 UTC>",
    "<!date^1770000000.5^{time}|13:05 UTC>",
    "<!date^1770000000^{time}^ftp://example.org|13:05 UTC>",
    "<!date^1770000000^{time}|13:05 UTC> and <!date^1770000000^{time}|13:05 UTC",
]


@pytest.mark.parametrize(("payload", "name", "words", "where"), MESSAGES)
def test_this_message_is_refused(payload: object, name: str, words: str, where: str) -> None:
    problems = problems_of_message(payload)

    assert problems[0] == f"[ERROR] {words} [json-pointer:{where}]"
    assert error_name(problems) == name


@pytest.mark.parametrize("words", UNREADABLE_DATES)
def test_a_date_nobody_can_read_is_refused_wherever_it_stands(words: str) -> None:
    section = {"type": "section", "text": {"type": "mrkdwn", "text": f"Back at {words}"}}

    assert problems_of_message(message(text=f"Back at {words}", blocks=[section])) == [
        f"[ERROR] {DATE} [json-pointer:/text]",
        f"[ERROR] {DATE} [json-pointer:/blocks/0/text/text]",
    ]


@pytest.mark.parametrize(
    "words",
    [
        "<!date^1770000000^{date_short_pretty} {time}|2 Feb 2026, 02:40 UTC>",
        "<!date^1770000000^{ago}^https://example.org/a|an hour ago>",
        "<!dateline> is no date",
    ],
)
def test_a_date_that_slack_can_show_is_accepted(words: str) -> None:
    assert problems_of_message(message(text=words)) == []


def test_an_answer_that_only_deletes_needs_no_text() -> None:
    assert problems_of_message({"delete_original": True}) == []
