"""The example in docs/ is what the rehearsed outage gives, byte by byte."""

import asyncio
import csv
import io
import json
import shutil
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.domain.batch import FORMULA
from bot.domain.record import Record
from messages.report.formats import Format, written
from tests.report.outage import COMPANY as US
from tests.report.outage import CUSTOMERS, EXAMPLES, IMPACT, rehearsed

Records = tuple[Record, Record]
NAMES = [one[name] for one in CUSTOMERS for name in ("customer_name", "reference")]
PEOPLE = ("U01DAN", "U02AMIRA", "U03MARA")
INSIDE = (
    "change to the card gateway",  # the cause, which nobody let customers know
    "spare system carries",  # a note for colleagues
    "A second supplier",  # a step that its owner did not clear
    "SEV1",
    "£",
    "owner",
    "goodwill",
    "the rent",  # what customers worry about
    "did not know why",  # an answer to the five questions
)


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory, migrated_sqlite: Path) -> Records:
    path = tmp_path_factory.mktemp("outage") / "outage.db"
    shutil.copyfile(migrated_sqlite, path)
    with ThreadPoolExecutor(max_workers=1) as thread:  # pytest's own loop may be running here
        return thread.submit(asyncio.run, rehearsed(f"sqlite:///{path}")).result()


@pytest.fixture
def internal(lived: Records) -> Record:
    return lived[0]


@pytest.fixture
def public(lived: Records) -> Record:
    return lived[1]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_the_example_is_up_to_date(lived: Records, path: Path) -> None:
    wanted, is_public = EXAMPLES[path]

    text = written(lived[is_public], US, wanted)

    assert text == path.read_text(encoding="utf-8"), "type: python -m tests.report.outage"


@pytest.mark.parametrize("wanted", Format)
def test_the_same_record_gives_the_same_bytes(internal: Record, wanted: Format) -> None:
    assert written(internal, US, wanted) == written(internal, US, wanted)


def test_a_record_ends_with_the_incident_and_not_with_the_day_it_is_asked_for(
    internal: Record,
) -> None:
    assert internal.inside is not None
    assert internal.through == internal.inside.entries[-1].at


@pytest.mark.parametrize("wanted", Format)
def test_the_published_one_holds_no_name_and_nothing_from_inside(
    public: Record, wanted: Format
) -> None:
    text = written(public, US, wanted)

    assert "Customers cannot pay by card" in text
    assert [word for word in (*NAMES, *PEOPLE, *INSIDE, IMPACT) if word in text] == []


@pytest.mark.parametrize("wanted", [Format.HTML, Format.MD, Format.JSON])
def test_it_tells_of_the_steps_that_customers_may_know(public: Record, wanted: Format) -> None:
    assert "Two people check each change" in written(public, US, wanted)


@pytest.mark.parametrize("wanted", Format)
def test_the_internal_one_names_no_customer(internal: Record, wanted: Format) -> None:
    text = written(internal, US, wanted)

    assert "change to the card gateway" in text or wanted is Format.CSV
    assert [word for word in (*NAMES, IMPACT) if word in text] == []


def test_json_says_what_was_known_beside_what_was_said(internal: Record) -> None:
    data: dict[str, Any] = json.loads(written(internal, US, Format.JSON))

    first, second, *_ = data["messages"]
    assert [fact["subject"] for fact in first["known"]] == ["scope", "workaround"]
    assert second["known"][-1]["sure"] == "confirmed, not for customers"
    assert data["waits"][2]["is_late"]
    assert data["inside"]["credits"][0]["asked"] == {"many": 3, "minor": 13000}
    assert {one["by"] for one in data["inside"]["timeline"]} <= {
        *data["inside"]["roles"],
        "Candour",
    }


def test_no_cell_of_the_csv_is_a_formula(internal: Record) -> None:
    said = replace(internal.said[0].update, text="=HYPERLINK(1)")
    record = replace(internal, said=(replace(internal.said[0], update=said),))

    rows = list(csv.reader(io.StringIO(written(record, US, Format.CSV))))

    assert rows[0][0] == "at_utc"
    assert {row[1] for row in rows[1:]} == {
        *("message", "event", "promise", "contacts", "credits", "prevention"),
        *("worry", "question"),
    }
    assert rows[1][3] == "'=HYPERLINK(1)" or rows[2][3] == "'=HYPERLINK(1)"
    assert [cell for row in rows for cell in row if FORMULA.match(cell)] == []


HOSTILE = "<script>alert(1)</script> & | *bold* [a](b)\n# head\x00"


def test_what_people_typed_stays_words_in_every_format(internal: Record) -> None:
    said = replace(internal.said[0].update, text=HOSTILE)
    record = replace(internal, title=HOSTILE, said=(replace(internal.said[0], update=said),))

    page = written(record, US, Format.HTML)
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert "\x00" not in page
    text = written(record, US, Format.MD)
    assert "\\<script\\>" in text
    assert r"\| \*bold\*" in text
    assert "> \\# head" in text
    assert json.loads(written(record, US, Format.JSON))["title"] == HOSTILE
