"""A form that cannot change under somebody's hands says so, and keeps every word."""

import sqlalchemy as sa

from tests.driver import AGENT, NEWS, Bot

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
