"""Text objects, and the dates inside them."""

import re
from typing import Final

from bot.sandbox.checks.rules import Check, Found, anything, boolean, problem, record

DATE: Final = re.compile(r"<!date\^-?\d{1,12}\^(?P<shown>[^|<>^]+)(\^https?://[^|<>\s]+)?\|[^<>]+>")
TOKENS: Final = frozenset(
    [
        "date_num",
        "date_slash",
        "date_long",
        "date_long_full",
        "date_long_pretty",
        "date",
        "date_pretty",
        "date_short",
        "date_short_pretty",
        "time",
        "time_secs",
        "ago",
        "day_divider_pretty",
    ]
)
_START: Final = re.compile(r"<!date\b")
_TOKEN: Final = re.compile(r"\{([^{}]*)\}")


def dates(value: str, pointer: str, found: Found) -> None:
    """Find dates that Slack would show as raw text instead of a local time."""
    for start in _START.finditer(value):
        date = DATE.match(value, start.start())
        tokens = _TOKEN.findall(date["shown"]) if date else []
        if not tokens or not TOKENS.issuperset(tokens):
            found.append(problem("invalid date: <!date^epoch^{token}|fallback>", pointer))


def _written(most: int, *, marked: bool) -> Check:
    def check(value: object, pointer: str, found: Found) -> None:
        if not isinstance(value, str):
            found.append(problem("must provide a string", pointer))
        elif not value or value.isspace():
            found.append(problem("must be more than 0 characters", pointer))
        elif len(value) > most:
            found.append(problem(f"must be less than {most + 1} characters", pointer))
        elif marked and "<!date" in value:
            dates(value, pointer, found)

    return check


def _is_plainly_right(value: dict[str, object], most: int) -> bool:
    """Tell at a glance what is true of nearly every text, so that benchmarks measure the bot."""
    said = value.get("text")
    return (
        len(value) == 2  # noqa: PLR2004 - `type` and `text`
        and isinstance(said, str)
        and 0 < len(said) <= most
        and not said.isspace()
        and "<!date" not in said
    )


def _text(most: int, kinds: frozenset[str]) -> Check:
    shapes = {
        "plain_text": record(
            {"type": anything, "text": _written(most, marked=False)}, {"emoji": boolean}
        ),
        "mrkdwn": record(
            {"type": anything, "text": _written(most, marked=True)}, {"verbatim": boolean}
        ),
    }

    def check(value: object, pointer: str, found: Found) -> None:
        if not isinstance(value, dict):
            found.append(problem("must provide an object", pointer))
        elif "type" not in value:
            found.append(problem("missing required field: type", pointer))
        elif not isinstance(kind := value["type"], str) or kind not in kinds:
            found.append(problem("must be a valid enum value", f"{pointer}/type"))
        elif not _is_plainly_right(value, most):
            shapes[kind](value, pointer, found)

    return check


def plain(most: int) -> Check:
    return _text(most, frozenset({"plain_text"}))


def text(most: int) -> Check:
    return _text(most, frozenset({"plain_text", "mrkdwn"}))
