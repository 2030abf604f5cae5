"""Whether channels agree: one judgement, while words are written and once they went out."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.domain.fact import Fact, Key, State
from bot.domain.update import Kind, Update
from messages.tone.agreement import Behind, behind
from tests.words.moment import CONTEXT, broken

NOON = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
FIRST = Update(
    workspace="T01",
    incident=7,
    number=1,
    kind=Kind.FIRST_WORD,
    text="You cannot pay by card.",
    sent_by="U01DAN",
    sent_at=NOON,
    channels=("status page", "SMS"),
    facts=1,
    promised_by=None,
)
SECOND = replace(FIRST, number=2, kind=Kind.PROGRESS, channels=("status page",), facts=2)


def fact(version: int, words: str, *, key: Key = Key.SCOPE, is_public: bool = True) -> Fact:
    return Fact(
        workspace="T01",
        incident=7,
        version=version,
        key=key,
        value={"words": words},
        state=State.CONFIRMED,
        is_public=is_public,
        said_by="U01DAN",
        said_at=NOON,
        fresh_until=None,
    )


def test_a_channel_is_behind_once_customers_were_told_more_elsewhere() -> None:
    last = {"status page": SECOND, "SMS": FIRST}
    facts = [fact(1, "some"), fact(2, "all customers")]

    assert behind(last, facts) == (Behind("SMS", ("how many people",)),)


def test_channels_agree_when_only_the_team_learned_more() -> None:
    last = {"status page": SECOND, "SMS": FIRST}
    facts = [fact(1, "some"), fact(2, "a supplier", key=Key.CAUSE, is_public=False)]

    assert behind(last, facts) == ()


def test_the_same_words_confirmed_again_are_no_news() -> None:
    last = {"status page": SECOND, "SMS": FIRST}

    assert behind(last, [fact(1, "some"), fact(2, "some")]) == ()


def test_what_nobody_was_told_yet_leaves_no_channel_behind() -> None:
    last = {"status page": FIRST, "SMS": FIRST}

    assert behind(last, [fact(1, "some"), fact(2, "all customers")]) == ()
    assert behind({}, []) == ()


@pytest.mark.parametrize(
    ("older", "newer", "subjects"),
    [
        ("It began at 13:05 GMT.", "It began at 13:40 GMT.", ("since when",)),
        ("It began at 13:05 GMT.", "It began at 13:05 GMT.", ()),
        ("It began at 13:05 GMT.", "We are sorry.", ()),
        ("It affects some.", "It affects all customers.", ("how many people",)),
        (
            "Next update: by 13:00 GMT.",
            "Next update: by 13:30 GMT.",
            ("when they hear from us next",),
        ),
    ],
)
def test_words_that_name_something_else_disagree_whoever_typed_them(
    older: str, newer: str, subjects: tuple[str, ...]
) -> None:
    last = {"status page": replace(SECOND, text=newer), "SMS": replace(FIRST, text=older)}

    assert behind(last, []) == ((Behind("SMS", subjects),) if subjects else ())


def test_what_both_say_alike_is_no_difference_although_it_was_noted_anew() -> None:
    last = {
        "status page": replace(SECOND, text="It affects all customers."),
        "SMS": replace(FIRST, text="It affects all customers."),
    }

    assert behind(last, [fact(1, "some"), fact(2, "all customers")]) == ()


def test_words_being_written_are_judged_as_those_that_went_out() -> None:
    said = {"status page": FIRST, "SMS": FIRST}
    facts = [fact(1, "some"), fact(2, "all customers")]
    writing = replace(CONTEXT, said=said, channels=("SMS",), version=2, versions=facts)

    assert "T17" in broken("It affects all customers.", writing)
    assert "T17" not in broken("We are sorry.", replace(writing, version=1))
    both = replace(writing, channels=("SMS", "status page"))
    assert "T17" not in broken("It affects all customers.", both)
