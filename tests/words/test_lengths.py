"""Lengths as the channels count them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.update import Counted
from messages.lengths import (
    GSM,
    GSM_ESCAPED,
    fits,
    foreign_to_texts,
    length,
    post_length,
    text_length,
)

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("", 0),
        ("a" * 160, 160),
        ("a" * 161, 161),
        ("a" * 306, 306),
        ("a" * 307, 307),
        ("€" * 80, 160),
        ("€" * 81, 162),
        ("é£¥@\n" * 32, 160),
        ("\u2019" * 70, 70),
        ("\u2019" * 71, 71),
        ("\U0001f527" * 35, 70),
        ("\U0001f527" * 36, 72),
        ("a" * 134 + "\u2019", 135),
    ],
)
def test_text_messages_are_counted_in_their_alphabet(text: str, units: int) -> None:
    assert text_length(text) == units


def test_the_alphabet_is_the_standards() -> None:
    assert len(GSM) == 127
    assert len(GSM_ESCAPED) == 10


def test_what_does_not_belong_in_a_text_message_is_named_once() -> None:
    assert foreign_to_texts("It\u2019s \u201cdown\u201d, it\u2019s") == "\u2019\u201c\u201d"


@pytest.mark.parametrize(
    ("text", "weighs"),
    [
        ("a" * 280, 280),
        ("https://example.org/a/very/long/address?with=things", 23),
        ("Next: https://e.org.", 6 + 23),
        ("example.com/status", 23),
        ("We fixed it.Now rest", 20),
        ("\u65e5\u672c", 4),
        ("caf\u00e9", 4),
        ("cafe\u0301", 4),
        ("\u201cquoted\u201d \u2026", 11),
        ("\U0001f527", 2),
        (FAMILY, 2),
        ("\U0001f1ec\U0001f1e7", 2),
        ("\U0001f44d\U0001f3fd", 2),
        ("", 0),
    ],
)
def test_posts_are_counted_as_the_network_counts(text: str, weighs: int) -> None:
    assert post_length(text) == weighs


def test_each_place_counts_in_its_own_way() -> None:
    text = "We know. It\u2019s \U0001f527"

    assert {counted: length(text, counted) for counted in Counted} == {
        Counted.WORDS: 4,
        Counted.CHARACTERS: 15,
        Counted.POST: 16,
        Counted.TEXT_MESSAGE: 16,
    }
    assert fits("a" * 160, 160, Counted.TEXT_MESSAGE)
    assert not fits("\u2019", 160, Counted.TEXT_MESSAGE)


@given(st.text(), st.text())
def test_nothing_gets_shorter_by_more_plain_letters(text: str, more: str) -> None:
    longer = text + "abc"

    assert text_length(longer) == text_length(text) + 3
    assert all(length(text, counted) >= 0 for counted in Counted)
