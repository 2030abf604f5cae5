"""Times of a record: in UTC and named so, and chat's own mark-up turned into them."""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from html import unescape
from typing import Final

from bot.domain.record import Record

MARKED: Final = re.compile(
    r"<!date\^(?P<at>\d+)\^[^>]*>|<(?:@|!subteam\^|#)(?P<who>[A-Z0-9]+)(?:\|[^>]*)?>"
)
SOMEBODY: Final = "a colleague"


def utc(at: datetime) -> str:
    """Return 2026-03-04 12:00 UTC."""
    return f"{at.astimezone(UTC):%Y-%m-%d %H:%M} UTC"


def moment(at: datetime, record: Record) -> str:
    """Return the time; with its day unless that is the day on which the incident began."""
    is_first_day = at.astimezone(UTC).date() == record.incident.opened_at.astimezone(UTC).date()
    return f"{at.astimezone(UTC):%H:%M} UTC" if is_first_day else utc(at)


def stamp(at: datetime) -> str:
    """Return the time for machines: 2026-03-04T12:00:00Z."""
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def unmarked_line(
    line: str, roles: Mapping[str, str], shown: Callable[[datetime], str] = utc
) -> str:
    """Return a line of the thread for paper: times in UTC, people by their roles."""

    def said(found: re.Match[str]) -> str:
        at = found["at"]
        if at is not None:
            return shown(datetime.fromtimestamp(int(at), UTC))
        return roles.get(found["who"], SOMEBODY)

    plain = unescape(MARKED.sub(said, line.replace("*", "").replace("`", "")))
    return plain[:1].upper() + plain[1:]
