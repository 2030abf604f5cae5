"""However much has happened, what people do every day reads the few rows that it is about."""

from datetime import timedelta
from typing import Final

from bench import growing
from bot.store.transaction import Store
from tests.doors.scene import outage
from tests.driver import AGENT, FINANCE, LEAD, MANAGER, NEWS, Bot
from tests.store.plans import explaining, filled, overheard, whole

COPIES: Final = 1_000
EVERY_DAY: Final = (
    "",
    "list",
    "status INC-1",
    "hold INC-3",
    "facts INC-1",
    "severity INC-3 1",
    "handover INC-3 to <@U02AMIRA|amira>",
    "customers INC-1",
    "calls INC-1",
    "followups",
    "letter CR-2",
    "cancel INC-3 It was a drill",
)
READ_ALL: Final = (
    "SELECT number FROM timeline WHERE by = 'U01DAN'",
    "SELECT kind FROM updates WHERE workspace = 'T01PRACTICE' AND sent_at > 5",
    "UPDATE credits SET team = 'a' WHERE remedy = 'money'",
    "SELECT one.id FROM jobs AS one WHERE one.kind = 'card'",
)
"""What must be found; else nothing would be."""


async def test_nothing_reads_a_table_that_grows_from_end_to_end(
    database_url: str, store: Store
) -> None:
    with overheard() as heard:
        async with outage(database_url) as bot:
            await a_day(bot)
    await growing.multiply(store, COPIES, apart=timedelta(hours=6))
    await growing.know(store)
    large = await filled(store, COPIES)
    async with explaining(database_url) as explain:
        plans = {said: await explain(said, given) for said, given in heard.items()}
        bad = {one: await explain(one, ()) for one in READ_ALL}

    missed = {one: plan for one, plan in bad.items() if not whole(one, plan, filled=large)}
    assert missed == {}
    assert [
        f"{said}\n{plan}" for said, plan in plans.items() if whole(said, plan, filled=large)
    ] == []


async def a_day(bot: Bot) -> None:
    """What people do in it, and what the clock does."""
    for typed in EVERY_DAY:
        await bot.slash(typed)
        if bot.person(AGENT).modal is not None:
            await bot.person(AGENT).close()
    await bot.slash(f"update INC-1 {NEWS.replace('13:00', '14:00')}", by=LEAD)
    for somebody in (AGENT, LEAD, MANAGER, FINANCE):
        await bot.person(somebody).open_home()
    await bot.wait(timedelta(hours=3))
    await bot.wait(timedelta(days=1))
