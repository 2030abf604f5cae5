"""A form that cannot change under somebody's hands says so, and keeps every word."""

import sqlalchemy as sa

from tests.driver import AGENT, LEAD, NEWS, Bot

AWAY = sa.text("ALTER TABLE incidents RENAME TO incidents_away")
BACK = sa.text("ALTER TABLE incidents_away RENAME TO incidents")


async def run(bot: Bot, statement: sa.TextClause) -> None:
    async with bot.candour.store.transaction() as tx:
        await tx.execute(statement)


async def test_a_choice_that_the_database_cannot_follow_is_answered_in_the_form(bot: Bot) -> None:
    await bot.slash("open Customers cannot pay by card")
    await bot.slash("update INC-1")
    bot.person(AGENT).fill("text", NEWS)
    await run(bot, AWAY)

    told = [await bot.press_in_form("kind", chosen=kind) for kind in ("K03", "K02")]

    for said in told:
        assert said.count("The database did not answer, so I could not look.") == 1
    assert bot.typed("text") == NEWS
    await run(bot, BACK)
    mended = await bot.press_in_form("kind", chosen="K03")
    assert "The database did not answer" not in mended
    assert bot.typed("text") == NEWS
    assert "Noted as sent" in await bot.send()


async def asked_for_everyone(bot: Bot) -> str:
    await bot.slash("credit everyone")
    return await bot.send(amount="2", people_low="50", people_high="100", reason="An hour of it")


async def test_who_is_named_in_a_refusal_is_named_above_the_form(bot: Bot) -> None:
    """Beside a field nothing is marked up: a person would stand there as a bare id."""
    await bot.slash("open Customers cannot pay by card")
    await bot.deliver()
    await asked_for_everyone(bot)
    await bot.person(AGENT).close()

    said = await asked_for_everyone(bot)

    view = bot.person(AGENT).modal
    assert view is not None
    assert view.errors == {}
    assert f"<@{AGENT}> asked for everyone affected already" in said
    assert bot.typed("people_high") == "100"


async def test_beside_a_field_signs_stand_as_they_were_typed(bot: Bot) -> None:
    await bot.slash("open Customers cannot pay by card")
    await bot.deliver()
    await bot.press(bot.card(), "hand_over")

    await bot.send(to=LEAD, shift_note="An idiot with < 5 friends & no card")

    view = bot.person(AGENT).modal
    assert view is not None
    [error] = view.errors.values()
    assert "An idiot with < 5 friends & no card" in error
