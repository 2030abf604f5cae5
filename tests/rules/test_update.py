"""Words for customers: which can be sent, and which restart the clock."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.refusals import WordsAreMissing, WordsAreTooLong
from bot.domain.update import LONGEST_UPDATE, NATURES, Approval, Audience, Kind, sayable


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


@pytest.mark.parametrize("kind", Kind)
def test_only_words_to_everybody_restart_the_clock(kind: Kind) -> None:
    is_to_everybody = kind.audience is Audience.EVERYBODY
    assert kind.is_public == (is_to_everybody and kind is not Kind.PUBLIC_ANSWER)


def test_a_cause_and_a_time_ask_for_the_incident_lead() -> None:
    assert Kind.PROGRESS.approval() is Approval.COMMS_OWNER
    assert Kind.PROGRESS.approval(names_cause=True) is Approval.INCIDENT_LEAD
    assert Kind.PROGRESS.approval(names_time=True) is Approval.INCIDENT_LEAD
    assert Kind.APOLOGY.approval(names_time=True) is Approval.NONE
    assert Kind.APOLOGY.approval(names_cause=True) is Approval.INCIDENT_LEAD


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_has_its_nature(kind: Kind) -> None:
    assert kind in NATURES
    assert (kind.limit is None) == (kind.audience is Audience.SPOKEN)
