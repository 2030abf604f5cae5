"""Names are taken out of whatever holds them, and nothing else is touched."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.forgetting import REMOVED, AgeIsWrong, Names, age, cleared

WORDS = st.text("abcxyz äß-.,\n", max_size=30)
NAMES = st.sampled_from(
    ["Ms Ada Quill", "QX-77", "Adah", "ada.quill@example.org", "+44 20 79", "Ümit Öz"]
)


@given(WORDS, NAMES, WORDS)
def test_a_name_between_words_goes_and_the_words_stay(before: str, name: str, after: str) -> None:
    text = f"{before} {name} {after}"

    left = Names.of([name]).without(text)

    assert left == f"{before} {REMOVED} {after}"


@given(st.lists(NAMES, max_size=3), st.text(max_size=80))
def test_twice_is_as_good_as_once(names: list[str], text: str) -> None:
    taken = Names.of([*names, "removed"])
    once = taken.without(text)

    assert taken.without(once) == once


@given(st.text(max_size=80))
def test_without_names_nothing_changes(text: str) -> None:
    assert Names.of(["", " . "]).without(text) == text


@pytest.mark.parametrize(
    ("name", "text", "left"),
    [
        ("Ada Quill", "ADA  QUILL called", "[removed] called"),
        ("Ada Quill", "Ada Quillfeather called", "Ada Quillfeather called"),
        (
            "Will",
            "Will called; I will call Will's bank",
            "[removed] called; I will call [removed]'s bank",
        ),
        ("qx-77", "QX-77 and QX-778", "[removed] and QX-778"),
        ("+44 20", "call +44 20, not 44 20", "call [removed], not 44 20"),
        ("Jo", "Jo called", "Jo called"),
    ],
)
def test_what_counts_as_the_name(name: str, text: str, left: str) -> None:
    assert Names.of([name]).without(text) == left


def test_names_go_from_every_depth_of_a_value() -> None:
    value = {"a": ["Ada Quill", {"b": "ada quill!"}], "n": 3, "t": True, "none": None}
    assert Names.of(["Ada Quill"]).without(value) == {
        "a": [REMOVED, {"b": f"{REMOVED}!"}],
        "n": 3,
        "t": True,
        "none": None,
    }


def test_what_was_empty_stays_so_that_it_can_be_counted() -> None:
    assert cleared({"a": "x", "b": "", "n": 3, "l": ["y"]}) == {
        "a": REMOVED,
        "b": "",
        "n": 3,
        "l": [REMOVED],
    }


def test_an_age_is_a_number_of_days() -> None:
    assert age(" 400d ") == timedelta(days=400)
    for wrong in ("400", "29d", "1y", "", "-40d"):
        with pytest.raises(AgeIsWrong):
            age(wrong)
