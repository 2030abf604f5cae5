"""Two people have the same form open at once: what each of them wrote is kept."""

from tests.driver import AGENT, LEAD, Bot
from tests.journeys.test_customers import listed, logged, opened


async def over(bot: Bot) -> None:
    await opened(bot)
    await bot.resolve()
    await bot.deliver()


async def ask_review(bot: Bot, by: str) -> None:
    await bot.press(bot.card(), "prevention", by=by)
    await bot.press(bot.whispers("C01INCIDENTS", by)[-1], "review", by=by)


async def test_answers_of_two_people_stand_side_by_side(bot: Bot) -> None:
    await over(bot)
    await ask_review(bot, AGENT)
    await ask_review(bot, LEAD)

    await bot.send(why_happened="A part failed.", hardest="The wait.")
    said = await bot.send(by=LEAD, what_helped="A second provider.", hardest="No word.")

    assert "Questions answered: 3 of 5." in said
    await bot.person(AGENT).close()
    await ask_review(bot, AGENT)
    assert bot.typed("why_happened") == "A part failed."
    assert bot.typed("what_helped") == "A second provider."
    assert bot.typed("hardest") == "The wait.\nNo word."


async def test_what_was_seen_is_replaced(bot: Bot) -> None:
    await over(bot)
    await ask_review(bot, AGENT)
    await bot.send(why_happened="A part failed.")
    await ask_review(bot, LEAD)

    await bot.send(by=LEAD, why_happened="A part of the provider failed.")

    await bot.person(LEAD).close()
    await ask_review(bot, LEAD)
    assert bot.typed("why_happened", by=LEAD) == "A part of the provider failed."


async def test_what_two_people_learn_of_a_customer_is_kept(bot: Bot) -> None:
    await opened(bot)
    await logged(bot)
    for somebody in (AGENT, LEAD):
        await listed(bot, by=somebody)
        shown = bot.whispers("C01INCIDENTS", somebody)[-1]
        await bot.press(shown, "customer_change", by=somebody)

    await bot.send(needs="A call before nine", contacts="4")
    await bot.send(by=LEAD, needs="A quiet line", concern="The bank's fee")

    now = await listed(bot)
    assert "A call before nine; A quiet line" in now
    assert "The bank's fee" in now
    assert "4 contacts" in now
