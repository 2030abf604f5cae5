"""The last words on each channel, and which channel is behind."""

from dataclasses import replace
from datetime import UTC, datetime

from bot.domain.fact import Fact, Key, State
from bot.domain.said import Behind, behind
from bot.domain.update import Kind, Update

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

    assert behind(last, facts) == (Behind("SMS", (Key.SCOPE,)),)


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
