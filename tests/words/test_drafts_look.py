"""Every draft as customers read it, with everything known and with nothing: a text file each."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

from bot.domain.incident import Type
from bot.domain.update import Kind
from messages.drafts.draft import (
    Draft,
    missing,
    phone_branches,
    phone_script,
    write_draft,
)
from messages.drafts.phone import Spoken
from messages.drafts.sample import empty, full
from messages.drafts.shelf import file_name
from messages.lengths import fits, length
from tests.words.test_drafts import FORMS

Make = Callable[[Kind, str], Draft]


class TextFile(SingleFileSnapshotExtension):
    _write_mode = WriteMode.TEXT
    file_extension = "txt"


@pytest.fixture
def golden(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    return snapshot.use_extension(TextFile)


def shown(draft: Draft) -> str:
    text = write_draft(draft)
    limit = draft.kind.limit
    long = f"[{length(text, limit.counted)} of {limit.most} {limit.counted}]\n" if limit else ""
    asked = "".join(f"- {label}\n" for label in missing(draft).values())
    return f"{long}\n{text}\n" + (f"\nStill to be filled in:\n{asked}" if asked else "")


@pytest.mark.parametrize(("kind", "variant"), FORMS, ids=[file_name(*form) for form in FORMS])
def test_a_draft_reads_as_agreed(kind: Kind, variant: str, golden: SnapshotAssertion) -> None:
    nature = f"To {kind.audience}; released by: {kind.approval()}"
    known, nothing = shown(full(kind, variant)), shown(empty(kind, variant))

    assert golden == f"{nature}\n\n== Everything known {known}\n== Nothing known {nothing}"


@pytest.mark.parametrize("make", [full, empty])
def test_the_phone_script_reads_as_agreed(make: Make, golden: SnapshotAssertion) -> None:
    draft = make(Kind.PHONE, "")
    stages, others = map(told, phone_script(draft)), map(told, phone_branches(draft))

    assert golden == "\n".join([*stages, "== When it goes another way\n", *others])


def told(one: Spoken) -> str:
    parts = [f"== {one.title}", one.say, *(f"? {question}" for question in one.ask), f"({one.do})"]
    return "\n".join(filter(None, parts)) + "\n"


@pytest.mark.parametrize("about", Type)
def test_a_call_asks_first_what_every_call_asks(about: Type) -> None:
    draft = full(Kind.PHONE, "")
    (asked,) = (
        one.ask
        for one in phone_script(replace(draft, facts=replace(draft.facts, type=about)))
        if one.ask
    )

    assert asked[0] == "When did it start?"
    assert len(set(asked)) == len(asked)


@pytest.mark.parametrize(("kind", "variant"), FORMS)
@pytest.mark.parametrize("make", [full, empty])
def test_a_draft_fits_where_it_goes(kind: Kind, variant: str, make: Make) -> None:
    limit = kind.limit

    assert limit is None or fits(write_draft(make(kind, variant)), limit.most, limit.counted)
