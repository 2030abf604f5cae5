"""Times, spans, names, and text that is safe to show."""

from datetime import UTC, datetime, timedelta
from html import unescape
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from messages.card import FENCE, LONGEST_SECTION, copyable, escaped, pieces, quoted, shortened
from messages.words import chat_time, customer_time, long_span, person, sentence, span

NOW = datetime(2026, 3, 4, 14, 30, tzinfo=UTC)
LONDON = ZoneInfo("Europe/London")


@pytest.mark.parametrize(
    ("at", "zone", "said"),
    [
        (NOW, "Europe/London", "14:30 GMT"),
        (NOW + timedelta(hours=12), "Europe/London", "02:30 GMT on 5 March"),
        (NOW + timedelta(days=120), "Europe/London", "15:30 BST on 2 July"),
        (NOW + timedelta(hours=9), "Asia/Tokyo", "08:30 JST on 5 March"),
        (NOW + timedelta(minutes=5), "America/Sao_Paulo", "11:35 UTC-03"),
    ],
)
def test_customers_read_one_named_zone(at: datetime, zone: str, said: str) -> None:
    assert customer_time(at, ZoneInfo(zone), now=NOW) == said


def test_the_team_reads_its_own_clocks() -> None:
    shown = "<!date^1772634600^{date_short_pretty} {time}|14:30 GMT>"
    assert chat_time(NOW, LONDON) == shown


@pytest.mark.parametrize(
    ("minutes", "short", "long"),
    [
        (-5, "less than 1 min", "less than 1 minute"),
        (0.5, "less than 1 min", "less than 1 minute"),
        (1, "1 min", "1 minute"),
        (60, "1 h", "1 hour"),
        (130, "2 h 10 min", "2 hours 10 minutes"),
        (1441, "1 d 1 min", "1 day 1 minute"),
        (1561, "1 d 2 h", "1 day 2 hours"),
    ],
)
def test_spans(minutes: float, short: str, long: str) -> None:
    assert span(timedelta(minutes=minutes)) == short
    assert long_span(timedelta(minutes=minutes)) == long


def test_people_and_groups_are_called_differently() -> None:
    assert person("U01DAN") == "<@U01DAN>"
    assert person("S01LEADS") == "<!subteam^S01LEADS>"


@pytest.mark.parametrize(
    ("typed", "whole"),
    [(" cards  fail ", "Cards fail."), ("Why?", "Why?"), ("x…", "X…"), (" ", "")],
)
def test_a_sentence_begins_and_ends(typed: str, whole: str) -> None:
    assert sentence(typed) == whole


@settings(deadline=None)
@given(st.text())
def test_escaped_words_ping_nobody_and_lose_nothing(typed: str) -> None:
    shown = escaped(typed)

    assert not {"<", ">"} & set(shown)
    assert shown.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&") == typed


@settings(deadline=None)
@given(st.text(alphabet="ab &<>\n`", max_size=300), st.integers(min_value=20, max_value=80))
def test_long_words_are_cut_between_their_characters(typed: str, limit: int) -> None:
    words = escaped(typed)
    parts = list(pieces(words, limit))

    assert all(len(part) <= limit for part in parts)
    assert all(unescape(part) == part or "&" in part for part in parts)
    kept = "".join(parts).replace("`", "").split()
    assert "".join(kept) == "".join(words.replace("`", "").split())
    assert len(shortened(words, limit)) <= limit


@pytest.mark.parametrize("ahead", range(20, 60))
def test_a_time_is_never_cut_in_two(ahead: int) -> None:
    """Slack takes no message with half of one; it has blanks inside."""
    time = chat_time(NOW, LONDON)
    words = f"Cards {'f' * ahead} {time} and on and on, for longer than fits"

    parts = list(pieces(words, 100))

    assert sum(time in part for part in parts) == 1
    assert "".join(parts).count("<") == 1
    assert all(len(part) <= 100 for part in parts)


def test_a_copyable_block_goes_on_in_the_next_section() -> None:
    parts = list(pieces(copyable("Cards fail. " * 600)))

    assert len(parts) > 1
    assert all(part.startswith("```") and part.endswith("```") for part in parts)
    assert all(len(part) <= LONGEST_SECTION for part in parts)


@pytest.mark.parametrize("line", ["Cards fail. " * 600, "f" * 7_000, "Yes. " * 3 + "f" * 6_000])
@pytest.mark.parametrize("ahead", [0, 2_000, 2_990])
def test_a_quotation_goes_on_as_one_in_the_next_section(line: str, ahead: int) -> None:
    parts = list(pieces(f"{'a' * ahead}\n{quoted(line)}\nNext: call them."))

    lines = [one for part in parts for one in part.splitlines()]
    assert all(set(one) <= {"a"} or one.startswith("> ") for one in lines[:-1])
    assert lines[-1] == "Next: call them."
    kept = "".join(one.removeprefix("> ") for one in lines[:-1] if set(one) - {"a"})
    assert "".join(kept.split()) == "".join(line.split())
    assert all(len(part) <= LONGEST_SECTION for part in parts)


def test_a_fence_in_a_quotation_is_not_one() -> None:
    parts = list(pieces(quoted("```Cards fail. " * 600)))

    assert not any(FENCE in part for part in parts)
