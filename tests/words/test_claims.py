"""What words say of the cause and the time, beside the one that is known."""

import pytest

from messages.tone.claims import names_other

CAUSE = "a change we made to the sign-in rules"
WINDOW = "between 12:20 GMT and 12:30 GMT"


@pytest.mark.parametrize(
    "said",
    [
        f"The cause: {CAUSE}.",
        f"The cause: {CAUSE.upper()}.",
        f"It was caused by {CAUSE}, and we are sorry.",
        f"It was caused by {CAUSE}, and we have taken it back.",
        f"What happened: {CAUSE}. We do not know yet how many people this affects.",
        f"What we know: it began at 12:00 GMT; the cause is that {CAUSE}; cards work.",
        "We are sorry. Cash machines work.",
    ],
)
def test_the_known_cause_alone_is_no_other(said: str) -> None:
    assert not names_other(said, cause=CAUSE, window=None)


@pytest.mark.parametrize(
    "said",
    [
        "The cause: a power cut.",
        f"The cause: {CAUSE}. It was also caused by a power cut.",
        f"The cause: {CAUSE} and a power cut.",
        f"The cause: {CAUSE}, as well as a power cut.",
        f"The cause: a power cut and {CAUSE}.",
        f"It was caused by {CAUSE} and due to a power cut.",
        f"It was caused by {CAUSE}, triggered by a power cut.",
        f"It was due to a power cut, which was caused by {CAUSE}.",
        f"The cause: {CAUSE}; the root cause is a power cut.",
    ],
)
def test_a_second_cause_is_found_in_the_same_sentence_too(said: str) -> None:
    assert names_other(said, cause=CAUSE, window=None)


@pytest.mark.parametrize(
    ("said", "is_other"),
    [
        (f"We expect it to work again {WINDOW}.", False),
        (f"We expect it to be back {WINDOW}, and we are sorry.", False),
        ("We expect it to work again between 13:00 GMT and 14:00 GMT.", True),
        (f"We expect it to work again {WINDOW}, but cards will be back at 18:00 GMT.", True),
        (f"We expect it to work again {WINDOW}, cards should be back by noon.", True),
    ],
)
def test_a_second_time_is_found_beside_the_known_one(said: str, *, is_other: bool) -> None:
    assert names_other(said, cause=None, window=WINDOW) is is_other


def test_a_cause_of_several_sentences_is_known_as_a_whole() -> None:
    cause = "a change we made. It did not fit the older app"

    assert not names_other(f"The cause: {cause}.", cause=cause, window=None)


def test_a_sign_that_stands_for_the_known_one_cannot_be_typed() -> None:
    assert names_other("The cause: \x00 a power cut.", cause=CAUSE, window=None)
