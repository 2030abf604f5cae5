"""Words for customers: which can be sent, and which restart the clock."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.refusals import WordsAreMissing, WordsAreTooLong
from bot.domain.update import LONGEST_UPDATE, Kind, sayable


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("Payments are back.", "Payments are back."),
        (" \n Payments\n\nare back. \t", "Payments\n\nare back."),
        ("x" * LONGEST_UPDATE, "x" * LONGEST_UPDATE),
        (" " + "x" * LONGEST_UPDATE + " ", "x" * LONGEST_UPDATE),
    ],
    ids=["as is", "blanks around", "longest", "longest with blanks"],
)
def test_words_go_out_as_typed_but_for_the_blanks_around_them(typed: str, words: str) -> None:
    assert sayable(typed) == words


@pytest.mark.parametrize("typed", ["", " ", "\n\t\r\n", "\N{NO-BREAK SPACE}"])
def test_an_update_without_words_is_refused(typed: str) -> None:
    with pytest.raises(WordsAreMissing) as refused:
        sayable(typed)
    assert refused.value.what == "text"


def test_an_update_too_long_for_a_form_is_given_back_whole() -> None:
    typed = "x" * (LONGEST_UPDATE + 1) + "\n"
    with pytest.raises(WordsAreTooLong) as refused:
        sayable(typed)
    assert (refused.value.what, refused.value.limit) == ("text", 3000)
    assert refused.value.text == typed


@given(st.text(st.characters(exclude_categories=("Cc", "Cs"))).map(lambda typed: f"x{typed}"))
def test_what_can_be_said_once_can_be_said_again(typed: str) -> None:
    words = sayable(typed)
    assert words == words.strip()
    assert sayable(words) == words
    assert words in typed


def test_only_a_letter_to_one_person_leaves_everybody_waiting() -> None:
    assert [kind for kind in Kind if not kind.is_public] == [Kind.APOLOGY]
