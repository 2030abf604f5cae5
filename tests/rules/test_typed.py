"""What people type is kept as they typed it, less what no database takes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.credit import LONGEST_CUSTOMER, LONGEST_REASON
from bot.domain.refusals import WordsAreMissing, WordsAreTooLong
from bot.domain.typed import words


@pytest.mark.parametrize("limit", [LONGEST_CUSTOMER, LONGEST_REASON])
def test_words_lose_their_outer_blanks_up_to_the_limit(limit: int) -> None:
    assert words("reason", f" \n{'x' * limit}\t ", limit=limit) == "x" * limit


@pytest.mark.parametrize("typed", ["", "  ", "\n\t", "\u200b\u200d", "\x00", "\u2066\u2069"])
def test_a_field_that_says_nothing_is_named(typed: str) -> None:
    with pytest.raises(WordsAreMissing) as refused:
        words("customer", typed, limit=LONGEST_CUSTOMER)
    assert refused.value.what == "customer"


def test_a_field_that_says_too_much_is_given_back() -> None:
    with pytest.raises(WordsAreTooLong) as refused:
        words("customer", "x" * 101, limit=LONGEST_CUSTOMER)
    assert (refused.value.what, refused.value.limit) == ("customer", 100)
    assert refused.value.text == "x" * 101


@given(st.text(min_size=1))
def test_what_is_kept_can_be_written_to_any_database(typed: str) -> None:
    try:
        kept = words("text", f"x{typed}", limit=1000)
    except WordsAreTooLong:
        return

    assert "\x00" not in kept
    assert kept.encode()


def test_lines_tabs_and_joined_emoji_stay() -> None:
    assert words("text", "a\n\tb 👩\u200d🔧", limit=100) == "a\n\tb 👩\u200d🔧"
