"""Who is forgotten is nowhere in the database, while every figure stays as it was."""

import io
import json
from collections import Counter
from datetime import timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import create_async_engine

from bot.domain.forgetting import MoneyIsOnItsWay, NobodyOfThatName, WhichCustomer
from bot.domain.timeline import Event
from bot.sandbox.ids import TEAM
from bot.settings import settings_from
from bot.store import address, credits, customers, ledger, timeline
from bot.store.every_table import TABLES
from bot.usecases import batches, forgetting, purging
from tests.driver import AGENT, INCIDENTS, LEAD, MANAGER, NORTHWIND, Bot
from tests.journeys.test_follow_up import latest, send_ready_words

NAME, REFERENCE = "Ms Quill Featherstone", "QX-77815"
NORTHWIND_BANK = settings_from({}, NORTHWIND).organisation
SEEDED = (
    "batches",
    "call_answers",
    "calls",
    "cases",
    "credit_steps",
    "credits",
    "customers",
    "facts",
    "incidents",
    "obstacle_kinds",
    "obstacles",
    "prevention",
    "promises",
    "reviews",
    "timeline",
    "updates",
)
MARKS = ("featherstone", "qx-77815")
A_DAY = timedelta(days=1)


async def rows_with_marks(database_url: str) -> dict[str, list[str]]:
    """Return by table every row, all of its columns as text, that holds a mark."""
    engine = create_async_engine(address.read(database_url))
    found = {}
    async with engine.connect() as connection:
        for table in TABLES.values():
            rows = await connection.execute(sa.select(table))
            texts = [json.dumps(row._asdict(), default=str, ensure_ascii=False) for row in rows]
            held = [text for text in texts if any(mark in text.lower() for mark in MARKS)]
            if held:
                found[table.name] = held
    await engine.dispose()
    return found


async def counted(database_url: str) -> Counter[str]:
    engine = create_async_engine(address.read(database_url))
    many: Counter[str] = Counter()
    async with engine.connect() as connection:
        for table in TABLES.values():
            rows = await connection.execute(sa.select(sa.func.count()).select_from(table))
            many[table.name] = rows.scalar_one()
    await engine.dispose()
    return many


async def told_of(bot: Bot) -> None:
    """Type their name, or their reference, wherever a person of the team can type."""
    both = f"{NAME} ({REFERENCE})"
    await bot.slash(f"open Customers like {NAME} cannot pay by card")
    await bot.deliver()
    await bot.slash("customer INC-1")
    await bot.send(
        customer_name=NAME,
        reference=REFERENCE,
        concern=f"the rent of {NAME}",
        impact=f"{REFERENCE} missed a bill",
        asked_for=f"a letter to {NAME.lower()}",
        needs=f"Large print for {both}",
        mood="worried",
    )
    await _called(bot, both)
    await _promised(bot, both)
    await _paid(bot, both)
    await bot.slash("facts")
    await bot.send(scope=f"{both} and others", workaround=f"do as {NAME} does")
    await _written(bot, both)
    await bot.slash("obstacle INC-1")
    await bot.send(obstacle_words=f"The tool hides {both}", tool=f"Finder of {NAME}")
    await bot.slash(f"handover INC-1 <@{LEAD}> Call {both} at two.")
    await bot.slash(f"resolve INC-1 {both} says that it works.")
    await bot.slash(f"reopen INC-1 {both} says that it does not.")
    await _after(bot, both)
    await bot.slash("open Another thing")
    await bot.slash(f"cancel INC-2 {both} was wrong")
    await bot.deliver()


async def _called(bot: Bot, both: str) -> None:
    await bot.slash("call INC-1")
    await bot.send(name=NAME, waited="4")
    await bot.send(reported_symptom=f"{both} cannot pay", concern=f"the rent of {NAME}")
    while "· 11 of 11 ·" not in bot.form():
        fields = [
            name for name in ("answer.0", "impact_personal", "repair") if has_field(bot, name)
        ]
        await bot.send(**dict.fromkeys(fields, f"for {both}"))
    await bot.send(words_said=f"I am {both}", obstacle=f"no record of {both}")


def has_field(bot: Bot, name: str) -> bool:
    view = bot.person(AGENT).modal
    assert view is not None
    inputs = [one for one in view.blocks if one["type"] == "input"]
    return any(one["element"]["action_id"] == name for one in inputs)


async def _promised(bot: Bot, both: str) -> None:
    await bot.slash("promise INC-1")
    await bot.send(promise_words=f"call {both}", promise_to=NAME, usual="call_back")
    await bot.slash(f"promise INC-1 write to {both} by 14:00")
    await bot.deliver()
    await bot.press(bot.thread_card("PR-1 ·"), "promise_kept")
    await bot.send(evidence=f"Called {both}")
    await bot.press(bot.thread_card("PR-2 ·"), "promise_withdraw")
    await bot.send(why_withdrawn=f"{both} needs nothing more")
    await bot.deliver()


async def _paid(bot: Bot, both: str) -> None:
    await bot.slash("credit INC-1")
    await bot.send(
        customer=NAME,
        amount="£40",
        reason=f"{both} paid a fee",
        asked_for=f"{NAME} wants it back",
        evidence=f"Ticket of {both}",
    )
    await bot.deliver()
    await bot.press(bot.direct(MANAGER)[-1], "question_credit", by=MANAGER)
    await bot.send(by=MANAGER, question=f"Is it {both}?")
    await bot.deliver()
    await bot.press(bot.direct(AGENT)[-1], "answer_credit")
    await bot.send(answer=f"It is {both}")
    await bot.deliver()
    await bot.press(bot.direct(MANAGER)[0], "decline_credit", by=MANAGER)
    await bot.send(by=MANAGER, why="too_much", alternative=f"A call to {both}")
    await bot.deliver()
    await bot.slash("credit INC-1")
    await bot.send(customer=REFERENCE, amount="£20", reason=f"{both} waited")
    await bot.deliver()


async def _written(bot: Bot, both: str) -> None:
    await bot.press(bot.card(), "post_update")
    await bot.press_in_form("kind", chosen="Apology, to one person")
    letter = f"Hello {NAME}, you waited for us and missed a bill. That is our fault. I am sorry."
    await bot.send(text=letter)
    await bot.slash(f"update INC-1 {both} can pay again. We are sorry. Next update: by 12:30 GMT.")
    await bot.deliver()


async def _after(bot: Bot, both: str) -> None:
    """What is kept once it works again: a promise that was missed, a case, steps, a review."""
    await bot.slash("promise INC-1")
    await bot.send(promise_words=f"ask {both}", promise_to=NAME, usual="call_back")
    await bot.resolve()
    await bot.wait(7 * A_DAY)
    await bot.press(bot.thread_card("PR-3 ·"), "promise_settle")
    await bot.send(settles=f"{both} wants a call")
    await bot.slash("case CU-1")
    case = bot.whispers(INCIDENTS, AGENT)[-1]
    await bot.press(case, "wishes")
    await bot.send(led_to=f"we answer {both} sooner")
    await bot.press(case, "follow_up")
    await send_ready_words(bot, issue_past="you could not pay by card")
    await bot.press(latest(bot, "You asked a customer"), "happy")
    await bot.send(said=f"I am {both}, and happy")
    for words in (f"Call {both} first", f"Write to {NAME}"):
        await bot.slash(f"prevention INC-1 {words}")
        await bot.send(owner=AGENT, step_due="2026-04-12")
        await bot.deliver()
    await bot.slash("prevention INC-1")
    await bot.press(bot.whispers(INCIDENTS, AGENT)[-1], "review")
    await bot.send(hardest=f"{both} waited", what_helped=f"{NAME} told us")


async def exported(bot: Bot) -> None:
    """Give finance what is approved: their reference stands in its file."""
    store, now = bot.candour.store, bot.clock.now()
    await batches.export(store, NORTHWIND_BANK, workspace=TEAM, by="finance", now=now)


async def forget(bot: Bot, asked: str, *also: str) -> None:
    store = bot.candour.store
    them = await forgetting.plan(store, workspace=TEAM, asked=asked, also=also)
    await forgetting.forget(store, them, now=bot.clock.now())


async def test_who_is_forgotten_is_nowhere_and_the_figures_stay(
    bot: Bot, database_url: str, written: io.StringIO
) -> None:
    await told_of(bot)
    await exported(bot)
    before, held = await counted(database_url), await rows_with_marks(database_url)
    assert set(SEEDED) <= set(held)
    async with bot.candour.store.reading() as reader:
        tally = await customers.tally(reader, TEAM, 1)
        lines = await ledger.every(reader, TEAM)

    await forget(bot, REFERENCE)

    assert await rows_with_marks(database_url) == {}
    after = await counted(database_url)
    assert {name: many for name, many in before.items() if after[name] < many} == {
        "call_answers": before["call_answers"]
    }
    async with bot.candour.store.reading() as reader:
        assert await customers.tally(reader, TEAM, 1) == tally
        assert await ledger.every(reader, TEAM) == lines
        told = await timeline.last(reader, TEAM, 1, most=1)
    assert told[0].event is Event.FORGOTTEN
    assert '"event": "forgotten"' in written.getvalue()
    assert not any(mark in written.getvalue().lower() for mark in MARKS)
    await bot.deliver()
    assert not any(mark in bot.direct(MANAGER)[0].words.lower() for mark in MARKS)


async def test_forgetting_goes_on_where_it_was_interrupted_and_twice_is_as_good_as_once(
    bot: Bot, database_url: str
) -> None:
    await told_of(bot)
    await exported(bot)
    store = bot.candour.store
    them = await forgetting.plan(store, workspace=TEAM, asked=NAME)
    await forgetting.sweep_table(store, them, "timeline")
    assert "timeline" not in await rows_with_marks(database_url)

    await forget(bot, NAME.upper())

    assert await rows_with_marks(database_url) == {}
    with pytest.raises(NobodyOfThatName):
        await forget(bot, NAME)


async def test_nobody_is_forgotten_while_money_needs_the_name(bot: Bot, database_url: str) -> None:
    await told_of(bot)
    held = await rows_with_marks(database_url)

    with pytest.raises(MoneyIsOnItsWay) as refused:
        await forget(bot, REFERENCE)

    assert refused.value.credits == ("CR-2",)
    assert await rows_with_marks(database_url) == held


async def test_of_two_people_with_one_name_the_other_stays(bot: Bot) -> None:
    await bot.slash("open Customers cannot pay by card")
    for reference in ("A-1", "A-2"):
        await bot.slash("customer INC-1")
        await bot.send(customer_name="Jo Park", reference=reference, impact="Jo Park waited")
    with pytest.raises(WhichCustomer) as refused:
        await forget(bot, "jo park")
    assert refused.value.labels == ("CU-1", "CU-2")

    await forget(bot, "A-1")

    async with bot.candour.store.reading() as reader:
        gone, other = [await customers.read(reader, TEAM, number) for number in (1, 2)]
    assert (gone.report.name, gone.report.reference, gone.report.impact) == ("", "", "[removed]")
    assert other.report.impact == "Jo Park waited"


async def test_what_has_been_over_for_long_loses_its_people_and_keeps_its_figures(
    bot: Bot, database_url: str
) -> None:
    await told_of(bot)
    await exported(bot)
    await bot.slash("open Customers cannot sign in")
    await bot.slash("customer INC-3")
    await bot.send(customer_name="Ms Park")
    store, then = bot.candour.store, bot.clock.now() + 401 * A_DAY
    async with store.reading() as reader:
        tally = await customers.tally(reader, TEAM, 1)
    before = await counted(database_url)

    async def purged() -> list[int]:
        found = await purging.plan(store, workspace=TEAM, older=400 * A_DAY, now=then)
        await purging.purge(store, found, workspace=TEAM, older=400 * A_DAY, now=then)
        return found.incidents

    assert await purged() == [1, 2]

    assert await rows_with_marks(database_url) == {}
    assert before["updates"] == (await counted(database_url))["updates"]
    async with store.reading() as reader:
        assert await customers.tally(reader, TEAM, 1) == tally
        assert (await customers.read(reader, TEAM, 3)).report.name == "Ms Park"
        assert (await credits.read(reader, TEAM, 2)).amount.minor == 2000
    assert await purged() == []
