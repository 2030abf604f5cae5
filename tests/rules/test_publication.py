"""Nothing from inside ever stands in the version that is fit to publish, in any format."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.fact import Fact, Key, State
from bot.domain.incident import Incident
from bot.domain.organisation import Organisation
from bot.domain.prevention import Item
from bot.domain.promise import Promise
from bot.domain.publication import SOMEBODY, published
from bot.domain.record import Sources, recorded
from bot.domain.timeline import Entry, Event
from bot.domain.update import Kind, Update
from messages.report.formats import Format, written
from tests.rules.outages import MINUTE, NINE, opened

NOW = NINE + timedelta(hours=3)
PLAIN = [Format.MD, Format.CSV, Format.JSON]
"""What is drawn says no word that does not stand in these."""
WORDED = [Key.SCOPE, Key.CAUSE, Key.CURRENT_ACTION, Key.STILL_WORKS]
letters = st.text("bcdfghjklm", min_size=6, max_size=10)
secrets = letters.map(lambda word: f"secret{word}")


@st.composite
def facts(draw: st.DrawFn) -> Fact:
    return Fact(
        workspace="T1",
        incident=7,
        version=draw(st.integers(1, 4)),
        key=draw(st.sampled_from(WORDED)),
        value={"words": draw(secrets)},
        state=draw(st.sampled_from(State)),
        is_public=draw(st.booleans()),
        said_by="U9SAYER",
        said_at=NINE,
        approved_by=draw(st.sampled_from([None, "U8OTHER"])),
        fresh_until=draw(st.sampled_from([None, NINE + MINUTE, NOW])),
    )


@st.composite
def updates(draw: st.DrawFn, known: list[Fact], names: list[str]) -> list[Update]:
    many = draw(st.integers(0, 4))
    said = [*(one.value["words"] for one in known), *names, "We are sorry"]
    return [
        Update(
            workspace="T1",
            incident=7,
            number=place,
            kind=draw(st.sampled_from(Kind)),
            text=". ".join(draw(st.lists(st.sampled_from(said), min_size=1, max_size=3))),
            sent_by="U9SAYER",
            sent_at=NINE + place * 10 * MINUTE,
            facts=draw(st.integers(0, 4)),
            promised_by=None,
            overrides={"T01": "secretoverride"},
        )
        for place in range(1, many + 1)
    ]


@st.composite
def outages(draw: st.DrawFn) -> tuple[Sources, list[str]]:
    known = sorted(draw(st.lists(facts(), max_size=6)), key=lambda one: one.version)
    names = draw(st.lists(letters.map(str.title), max_size=3))
    incident = replace(_incident(), facts=4)
    sources = Sources(
        incident=incident,
        entries=[_entry(1, Event.OPENED), _entry(2, Event.SHIFT_NOTE, note="secretnote")],
        sent=draw(updates(known, names)),
        facts=known,
        promises=[_promise(made_in="update:1"), _promise(made_in="")],
        prevention=[_step("clearedwords", NINE), _step("secretstep", None)],
    )
    return sources, names


def _incident() -> Incident:
    return replace(opened(), what_fails="secrettitle", checked_how="secretcheck")


def _entry(number: int, event: Event, **details: str) -> Entry:
    return Entry(
        workspace="T1",
        incident=7,
        number=number,
        event=event,
        by="U9SAYER",
        at=NINE,
        details=details,
    )


def _promise(*, made_in: str) -> Promise:
    return Promise(
        workspace="T1",
        number=1,
        incident=7,
        customer=None,
        words="secretpromise",
        due=NOW,
        owner="U9SAYER",
        made_by="U9SAYER",
        made_at=NINE,
        made_in=made_in,
        counted_from=NINE,
    )


def _step(words: str, approved_at: object) -> Item:
    step = Item(
        workspace="T1",
        number=1,
        incident=7,
        words=words,
        owner="U9SAYER",
        due=date(2026, 4, 1),
        made_by="U9SAYER",
        made_at=NINE,
    )
    return replace(step, approved_at=NINE if approved_at else None)


@settings(max_examples=150)
@given(outages())
def test_what_is_published_was_said_to_everybody_and_names_nobody(
    outage: tuple[Sources, list[str]],
) -> None:
    sources, names = outage
    record = published(recorded(sources, now=NOW), names)
    told = " ".join(one.text for one in sources.sent if one.kind.is_public)
    inside = [fact.value["words"] for fact in sources.facts if fact.value["words"] not in told]
    inside += ["secrettitle", "secretnote", "secretcheck", "secretpromise", "secretstep"]
    inside += ["secretoverride", "U9SAYER", "U8OTHER", "U-dan", *names]

    for wanted in PLAIN:
        text = written(record, Organisation(), wanted)
        assert [word for word in inside if word in text] == []
        assert "clearedwords" in text


@settings(max_examples=150)
@given(outages())
def test_the_words_to_everybody_stay_but_for_the_names(outage: tuple[Sources, list[str]]) -> None:
    sources, names = outage

    record = published(recorded(sources, now=NOW), names)

    to_everybody = [one for one in sources.sent if one.kind.is_public]
    assert [one.update.number for one in record.said] == [one.number for one in to_everybody]
    for one, before in zip(record.said, to_everybody, strict=True):
        kept = before.text
        for name in names:
            kept = kept.replace(name, SOMEBODY)
        assert one.update.text == kept


def test_names_go_whatever_their_case_and_only_as_whole_words() -> None:
    said = Update(
        workspace="T1",
        incident=7,
        number=1,
        kind=Kind.PROGRESS,
        text="MS QUILL asked <@U01DAN>, U02AMIRA knows; quills and ORDERS stay. T-12, not T-123.",
        sent_by="U1",
        sent_at=NINE,
        promised_by=None,
    )
    sources = Sources(incident=_incident(), entries=[_entry(1, Event.OPENED)], sent=[said])

    record = published(recorded(sources, now=NOW), {"Ms Quill", "T-12", ""})

    assert record.said[0].update.text == (
        "[name] asked [name], [name] knows; quills and ORDERS stay. [name], not T-123."
    )
