"""What who asks, and who decides, are shown besides: limits, like cases, and the customer's log."""

from typing import Any

from tests.driver import AGENT, MANAGER, NORTHWIND, Bot, started
from tests.journeys.test_customers import logged
from tests.journeys.test_money import ask, newest, outage
from tests.journeys.test_promises import HOUR, at

TIERS = [{"up_to": "200000", "approvers": [["managers", "head_of_support"]]}]
SUMS = {
    "£40": "asked for £40.00",
    "40 GBP": "asked for £40.00",
    "1,200.50 EUR": "asked for €1,200.50",
    "¥3000": "gave JP¥3,000",
}
REFUSED = {
    "40 USD": "“40 USD” is in another currency.",
    "-40 EUR": "“-40 EUR” is not more than zero.",
    "¥0": "“¥0” is not more than zero.",
    "¥30.5": "“¥30.5” has too many decimals.",
    "€9999999999999999999": "is a million or more.",
}
ABROAD: dict[str, Any] = {
    **NORTHWIND,
    "credits": {
        **NORTHWIND["credits"],
        "currencies": [
            {"currency": "EUR", "tiers": TIERS},
            {
                "currency": "JPY",
                "tiers": TIERS,
                "agent_limit": "3000",
                "agent_sum_a_day": "9000",
                "bands": ["3000", "10000", "30000", "80000"],
                "budget_per_incident": "500000",
            },
        ],
    },
}


async def test_who_asks_sees_what_is_left_to_give_alone_and_why(bot: Bot) -> None:
    await outage(bot)
    await bot.slash("credit")
    said = bot.form()
    assert "Up to £25.00 you give yourself, once to each customer. More is put to" in said
    assert "The limit is £25.00 each and £100.00 a day." in said
    assert "Like cases" not in said
    for number in range(4):
        await ask(bot, "£22", customer=f"ACC-{number}")

    await bot.slash("credit")

    said = bot.form()
    assert "Up to £12.00 you give yourself" in said
    assert "£25.00 each and £100.00 a day, and you gave £88.00 today." in said
    assert "Like cases: 4, half of them at most £22.00; from £22.00 to £22.00." in said
    assert "Like cases" not in await bot.press_in_form("code", chosen="COST-DIRECT")


async def test_who_decides_sees_what_the_log_knows_and_what_was_promised(bot: Bot) -> None:
    await outage(bot)
    await logged(bot)
    await bot.slash("promise INC-1")
    await bot.send(promise_words="call back", promise_to="Ms Quill", due_at=at(HOUR))
    await ask(bot, "£40", customer="t-1204")

    shown = newest(bot, MANAGER).words

    log = "2 contacts, waited 1 h 35 min, angry, quiet or abusive, special needs."
    assert f"In the customer log: {log}" in shown
    assert "Promised to them: word by " in shown
    assert "Large print" not in shown


async def test_sums_are_read_as_people_write_them(database_url: str) -> None:
    async with started(database_url, toml=ABROAD) as bot:
        await outage(bot)
        for number, (typed, sum_) in enumerate(SUMS.items()):
            said = await ask(bot, typed, customer=f"ACC-{number}")
            assert f"CR-{number + 1}: you {sum_}" in said
        for typed, why in REFUSED.items():
            assert why in await ask(bot, typed, customer="ACC-9")
            assert (bot.typed("amount"), bot.typed("customer")) == (typed, "ACC-9")
            await bot.person(AGENT).close()
        await ask(bot, "¥6000", customer="ACC-9")
        guide = "Band B2; usual for this reason: up to JP¥3,000."
        assert guide in newest(bot, MANAGER).words


async def test_a_gesture_to_everyone_says_what_it_cannot_do(bot: Bot) -> None:
    await outage(bot)
    await bot.slash("credit INC-1 everyone")
    await bot.send(amount="2", people_low="90", people_high="120", reason="Two days without cards")
    await bot.deliver()

    assert "regains some goodwill, not all" in newest(bot, MANAGER).words
