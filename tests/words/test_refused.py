"""Every refusal has words of its own, a way forward, and gives back what was typed."""

from dataclasses import fields
from datetime import UTC, datetime
from html import unescape
from zoneinfo import ZoneInfo

import pytest

from bot.domain import money_refusals, refusals
from bot.domain.money import Money
from bot.domain.outsider import Outsider
from bot.domain.refusals import Refusal
from bot.domain.severity import Severity
from bot.domain.update import Approval
from messages import failed, refused
from messages.refused.money import AMOUNTS

NOW = datetime(2026, 3, 4, 14, 30, tzinfo=UTC)
ZONE = ZoneInfo("Europe/London")
LONG = "Payments <fail> & ```stop``` " * 150
SAMPLE = {
    "incident": "INC-7",
    "asked_for": "INC-99",
    "typed": "updaet payments <!channel>",
    "word": "updaet",
    "nearest": "update",
    "what": "what_fails",
    "limit": 200,
    "text": "Your data is <safe>",
    "kinds": ("K01", "K02"),
    "rules": ("T10", "T10", "T99"),
    "since": NOW,
    "until": NOW,
    "severity": Severity.SEV2,
    "why": "currency",
    "outsider": Outsider.GUEST,
    "person": "U02AMIRA",
    "roles": ("security", "payments"),
    "channels": ("email <!channel>", "SMS"),
    "currency": "GBP",
    "credit": "CR-3",
    "approval": Approval.INCIDENT_LEAD,
    "release": "W-2",
    "released": True,
    "approved": True,
    "by": "U02AMIRA",
    "to": "U02AMIRA",
    "at": NOW,
    "state": "lapsed",
    "answer": "accepted",
    "reference": "ACC-1",
    "amount": Money(90000, "GBP"),
    "left": Money(1000, "GBP"),
    "scope": "incident",
    "asked_by": "U01DAN",
    "days": 60,
    "function": "finance",
    "line": 3,
    "named": NOW,
    "latest": NOW,
    "is_past": False,
    "promise": "PR-3",
    "customer": "CU-5",
    "least": 1,
    "most": 1000,
    "moods": ("worried", "angry"),
    "found": ("Ticket <b>", "Name"),
    "wanted": ("reference", "id"),
    "column": "name",
    "first": "Name",
    "second": "Requester",
    "cells": 14,
    "columns": 12,
    "row": 17,
    "other": "CU-9",
    "outcome": "happy",
    "lacking": ("left_on", "failure"),
    "item": "PV-3",
    "is_cancelled": False,
    "obstacle": "OB-3",
    "owner": "U02AMIRA",
    "labels": ("CU-1", "CU-2"),
    "credits": ("CR-1", "CR-2"),
}
assert money_refusals.HasInterest in Refusal.__subclasses__()
KINDS = sorted(Refusal.__subclasses__(), key=lambda kind: kind.__name__)
GIVES_BACK = [
    (kind, name)
    for kind in KINDS
    for name in ("typed", "text")
    if name in {one.name for one in fields(kind)}
]


def example(kind: type[Refusal], **changes: object) -> Refusal:
    values = SAMPLE | changes
    return kind(**{one.name: values[one.name] for one in fields(kind)})


@pytest.mark.parametrize("kind", KINDS)
def test_every_refusal_has_words(kind: type[Refusal]) -> None:
    words = refused.words_for(example(kind), ZONE)

    assert words[0].isupper() or words[0] in "“<"
    assert "<!channel>" not in words
    assert "<safe>" not in words


def test_a_refusal_without_words_is_noticed() -> None:
    with pytest.raises(TypeError, match="no words for Refusal"):
        refused.words_for(Refusal(), ZONE)


@pytest.mark.parametrize(("kind", "name"), GIVES_BACK)
def test_what_was_typed_comes_back_whole(kind: type[Refusal], name: str) -> None:
    words = refused.words_for(example(kind, **{name: LONG}), ZONE)

    assert LONG in unescape(words).replace("\u200b", "")


@pytest.mark.parametrize("why", AMOUNTS)
def test_every_fault_of_an_amount_has_words(why: str) -> None:
    words = refused.words_for(refusals.BadAmount("40 USD", why, "GBP"), ZONE)

    assert words.startswith("“40 USD” ")
    assert words.endswith("Write the sum in GBP, for example 40.")


def test_blocked_words_are_told_why_and_given_back() -> None:
    words = refused.words_for(refusals.WordsAreBlocked(("T10", "T01"), "Safe soon."), ZONE)

    assert words == (
        "Not sent. Whether data is safe is not confirmed. "
        "Give a time, or say that there is none. Change the words and send them once more.\n"
        "You typed:\n```\nSafe soon.\n```"
    )


def test_our_own_fault_claims_no_more_than_we_know() -> None:
    assert "(1f2e)" in failed.broken("1f2e")
    assert "may or may not be saved" in failed.broken("1f2e")
    assert failed.not_saved() == (
        "Not saved: the database did not answer in time. Please try again."
    )
    assert "&lt;b&gt;" in failed.not_saved("<b>")
