"""What happened, what was said, who decided: kept as it was, and held by the database itself."""

import asyncio
from dataclasses import replace

import pytest
import sqlalchemy as sa
from sqlalchemy import Executable

from bot.domain.credit import Credit, State
from bot.domain.money import Money
from bot.domain.refusals import AlreadyDone, IncidentIsResolved, NoSuchCredit
from bot.domain.timeline import Entry, Event
from bot.domain.update import Kind, Update
from bot.store import credits, done, postings, timeline, updates
from bot.store.failures import NotSaved
from bot.store.postings import Posting
from bot.store.statement import Answer, Params
from bot.store.transaction import Reader, Store
from tests.store.rows import INCIDENT, MINUTE, NINE, do, keep

CREDIT = Credit(
    workspace="T1",
    number=3,
    incident=7,
    customer="Ms Okafor",
    reason="She waited 40 minutes.",
    amount=Money(4_000_000_000, "JPY"),
    asked_by="U-dan",
    asked_at=NINE,
    asked_of=("U-hope", "U-mara"),
)
APPROVED = replace(CREDIT, state=State.APPROVED, decided_by="U-mara", decided_at=NINE + 5 * MINUTE)
LIE = sa.text("UPDATE timeline SET event = 'resolved'")


@pytest.fixture
async def outage(store: Store) -> Store:
    """A store that holds INC-7, and nothing else."""
    await keep(store, INCIDENT)
    return store


def entry(number: int) -> Entry:
    return Entry(
        workspace="T1",
        incident=7,
        number=number,
        event=Event.UPDATED,
        by="U-dan",
        at=NINE + number * MINUTE,
        details={"text": 'Wir sind zurück: "ja" 🎉'},
    )


def update(number: int, kind: Kind = Kind.PROGRESS) -> Update:
    return Update(
        workspace="T1",
        incident=7,
        number=number,
        kind=kind,
        text="Zahlungen gehen wieder.\n\nDanke 🎉",
        sent_by="U-dan",
        sent_at=NINE + number * MINUTE,
        promised_by=NINE if kind is Kind.PROGRESS else None,
    )


async def add_line(store: Store, number: int) -> None:
    await do(store, lambda tx: timeline.add(tx, entry(number)))


async def lines(store: Store) -> list[Entry]:
    async with store.reading() as reader:
        return await timeline.after(reader, "T1", 7, number=0, most=99)


async def stored(store: Store) -> Credit:
    async with store.reading() as reader:
        return await credits.read(reader, "T1", 3)


async def shown(store: Store) -> list[Posting]:
    async with store.reading() as reader:
        return await postings.of(reader, "T1", "INC-7")


async def test_the_timeline_is_read_in_order_from_either_end(outage: Store) -> None:
    for number in (2, 3, 1):
        await add_line(outage, number)
    async with outage.reading() as reader:
        assert await timeline.after(reader, "T1", 7, number=1, most=1) == [entry(2)]
        assert await timeline.after(reader, "T1", 7, number=3, most=9) == []
        assert await timeline.last(reader, "T1", 7, most=2) == [entry(2), entry(3)]


async def test_nobody_changes_what_happened(outage: Store) -> None:
    await add_line(outage, 1)
    with pytest.raises(NotSaved) as refused:
        await do(outage, lambda tx: tx.execute(LIE))
    assert "append-only" in str(refused.value.__cause__)
    assert await lines(outage) == [entry(1)]


async def test_no_two_lines_have_the_same_number(outage: Store) -> None:
    await add_line(outage, 1)
    with pytest.raises(NotSaved):
        await add_line(outage, 1)
    assert await lines(outage) == [entry(1)]


@pytest.mark.parametrize("record", ["line", "update", "credit"])
async def test_nothing_is_kept_about_an_incident_that_is_not_there(
    store: Store, record: str
) -> None:
    acts = {
        "line": lambda tx: timeline.add(tx, entry(1)),
        "update": lambda tx: updates.add(tx, update(1)),
        "credit": lambda tx: credits.add(tx, CREDIT),
    }
    with pytest.raises(NotSaved):
        await do(store, acts[record])


async def test_the_newest_update_is_the_last_that_everybody_got(outage: Store) -> None:
    async with outage.transaction() as tx:
        assert await updates.newest(tx, "T1", 7) is None
        for sent in (update(1), update(10, Kind.APOLOGY), update(9)):
            await updates.add(tx, sent)
        assert await updates.newest(tx, "T1", 7) == update(9)
        assert await updates.newest(tx, "T2", 7) is None


async def test_the_last_words_on_each_channel_cost_the_same_however_much_was_said(
    outage: Store,
) -> None:
    page, both = ("status page",), ("status page", "SMS")
    async with outage.transaction() as tx:
        assert await updates.last_on_each(tx, "T1", 7) == {}
        for number in range(1, 60):
            channels = both if number == 30 else page
            await updates.add(tx, replace(update(number), channels=channels))
        await updates.add(tx, replace(update(60, Kind.APOLOGY), channels=both))
    read: list[int] = []
    async with outage.reading() as reader:

        async def counted(statement: Executable, params: Params = None) -> Answer:
            rows = await reader.rows(statement, params)
            read.append(len(rows))
            return Answer(len(rows), rows)

        last = await updates.last_on_each(Reader(counted, reader.dialect), "T1", 7)
        assert await updates.last_on_each(reader, "T2", 7) == {}

    assert {channel: one.number for channel, one in last.items()} == {"status page": 59, "SMS": 30}
    assert read == [2]


async def test_an_answer_in_public_is_found_by_its_kind(outage: Store) -> None:
    async with outage.transaction() as tx:
        assert not await updates.has(tx, "T1", 7, Kind.PUBLIC_ANSWER)
        await updates.add(tx, update(1, Kind.PUBLIC_ANSWER))
        assert await updates.has(tx, "T1", 7, Kind.PUBLIC_ANSWER)
        assert await updates.last_on_each(tx, "T1", 7) == {}


async def test_a_credit_and_its_decision_are_read_as_they_were_kept(outage: Store) -> None:
    await do(outage, lambda tx: credits.add(tx, CREDIT))
    assert await stored(outage) == CREDIT
    await do(outage, lambda tx: credits.save(tx, APPROVED))
    assert await stored(outage) == APPROVED


@pytest.mark.parametrize(
    "lie",
    [
        "UPDATE credits SET state = 'approved', decided_by = asked_by",
        "UPDATE credits SET amount_minor = 0",
        "UPDATE credits SET amount_minor = -amount_minor",
        "UPDATE credits SET asked_by = NULL",
    ],
)
async def test_the_database_itself_refuses_a_wrong_credit(outage: Store, lie: str) -> None:
    await do(outage, lambda tx: credits.add(tx, CREDIT))
    with pytest.raises(NotSaved):
        await do(outage, lambda tx: tx.execute(sa.text(lie)))
    assert await stored(outage) == CREDIT


async def test_a_credit_decided_by_who_asked_cannot_even_be_saved(outage: Store) -> None:
    await do(outage, lambda tx: credits.add(tx, CREDIT))
    own = replace(APPROVED, decided_by=CREDIT.asked_by)
    with pytest.raises(NotSaved):
        await do(outage, lambda tx: credits.save(tx, own))
    assert await stored(outage) == CREDIT


async def test_a_credit_that_is_not_there_is_refused_by_name(store: Store) -> None:
    with pytest.raises(NoSuchCredit) as refused:
        await do(store, lambda tx: credits.lock(tx, "T1", 3))
    assert refused.value.asked_for == "CR-3"


async def test_a_deed_counts_once_in_each_workspace(store: Store) -> None:
    async with store.transaction() as tx:
        await done.once(tx, "T1", "form-1", now=NINE)
        await done.once(tx, "T2", "form-1", now=NINE)
        await done.once(tx, "T1", "form-2", now=NINE)
    with pytest.raises(AlreadyDone):
        await do(store, lambda tx: done.once(tx, "T1", "form-1", now=NINE + MINUTE))


async def test_of_many_who_bring_the_same_deed_at_once_one_is_heard(store: Store) -> None:
    bring = (do(store, lambda tx: done.once(tx, "T1", "form-1", now=NINE)) for _ in range(8))
    answers = await asyncio.gather(*bring, return_exceptions=True)
    assert sorted(type(answer).__name__ for answer in answers) == ["AlreadyDone"] * 7 + ["NoneType"]


async def test_what_has_no_name_may_be_done_again(store: Store) -> None:
    for _ in range(2):
        await do(store, lambda tx: done.once(tx, "T1", None, now=NINE))


async def test_a_deed_that_was_refused_may_be_tried_again(store: Store) -> None:
    async def begin_and_be_refused() -> None:
        async with store.transaction() as tx:
            await done.once(tx, "T1", "form-1", now=NINE)
            raise IncidentIsResolved("INC-7")

    for _ in range(2):
        with pytest.raises(IncidentIsResolved):
            await begin_and_be_refused()
    await do(store, lambda tx: done.once(tx, "T1", "form-1", now=NINE))


async def test_a_message_that_takes_anothers_place_keeps_what_was_told(store: Store) -> None:
    lost, again, elsewhere = Posting("C1", "1.01", 3), Posting("C1", "1.02"), Posting("C2", "1.03")
    async with store.transaction() as tx:
        for posting in (lost, again, elsewhere):
            await postings.add(tx, "T1", "INC-7", posting)
        await postings.add(tx, "T1", "INC-8", lost)
    in_order = sorted(await shown(store), key=lambda posting: posting.place)
    assert in_order == [Posting("C1", "1.02", 3), elsewhere]


async def test_how_much_was_told_is_counted_for_each_place(store: Store) -> None:
    async with store.transaction() as tx:
        for place in ("C1", "C2"):
            await postings.add(tx, "T1", "INC-7", Posting(place, "1.01"))
        await postings.told(tx, "T1", "INC-7", "C1", 5)
    assert {posting.place: posting.told for posting in await shown(store)} == {"C1": 5, "C2": 0}
