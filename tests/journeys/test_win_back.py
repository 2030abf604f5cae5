"""Who has left is written to once: with what was found and changed, and only if they agreed."""

from datetime import timedelta

from bot.sandbox.screen import Seen
from tests.driver import AGENT, INCIDENTS, LEAD, MANAGER, Bot


async def left(bot: Bot) -> None:
    """A resolved incident because of which two of one name have left."""
    await bot.slash("open Customers cannot pay by card")
    for _ in range(2):
        await bot.slash("customer")
        bot.person(AGENT).fill("risks", "They have left us")
        await bot.send(customer_name="Ms Quill")
        await bot.deliver()
    await bot.press(bot.card(), "resolve")
    await bot.deliver()
    await bot.press(bot.card(), "checked.0", by=LEAD)
    await bot.deliver()


async def case(bot: Bot, name: str = "CU-1") -> Seen:
    await bot.slash(f"case {name}")
    return bot.whispers(INCIDENTS, AGENT)[-1]


async def agreed(bot: Bot, name: str = "CU-1") -> None:
    await bot.press(await case(bot, name), "wishes")
    bot.person(AGENT).fill("contact", "They have left, and may be written to once")
    await bot.send(left_on="2026-02-27")


async def test_without_findings_nobody_writes_and_hears_what_is_missing(bot: Bot) -> None:
    await left(bot)

    said = await bot.press(await case(bot), "win_back")

    for missing in ("the day on which they left", "may be written to", "did wrong", "a change"):
        assert missing in said


async def test_who_does_not_want_it_is_not_written_to(bot: Bot) -> None:
    await left(bot)
    await bot.press(await case(bot), "wishes")
    bot.person(AGENT).fill("contact", "They do not want us to write to them again")
    await bot.send()

    said = await bot.press(await case(bot), "win_back")

    assert "CU-1 does not want us to write to them again" in said


async def found_and_changed(bot: Bot) -> None:
    """The five questions are answered, and a step is done that customers may read of."""
    await bot.slash("prevention INC-1 Check the card reader every hour")
    await bot.send(step_due="2026-03-06")
    await bot.slash("prevention INC-1")
    steps = bot.whispers(INCIDENTS, AGENT)[-1]
    await bot.press(steps, "step_is_done")
    await bot.press(steps, "step_clear")
    await bot.press(steps, "review")
    await bot.send(why_happened="We did not notice that the card reader had failed")


async def ready(bot: Bot) -> str:
    """Open the words, and return them with what only their author knows."""
    await left(bot)
    await agreed(bot)
    await found_and_changed(bot)
    return await written(bot, "CU-1")


async def written(bot: Bot, name: str) -> str:
    assert await bot.press(await case(bot, name), "win_back") == ""
    bot.person(AGENT).fill("slot.issue_past", "your card was refused")
    bot.person(AGENT).fill("slot.what_mattered", "your shopping")
    bot.person(AGENT).fill("slot.agent_name", "Dan Reyes")
    await bot.press_in_form("fill_draft")
    return bot.typed("text").replace("{contact_route}", "the help page in the app")


async def test_the_words_say_what_was_found_and_changed_and_a_manager_releases_them(
    bot: Bot,
) -> None:
    words = await ready(bot)
    for line in (
        "You left us on 27 February, after your card was refused.",
        "- We did not notice that the card reader had failed",
        "- Check the card reader every hour, done on 4 March",
    ):
        assert line in words
    bot.person(AGENT).fill("text", words)
    assert "manager" in await bot.press_in_form("ask_approval")
    await bot.deliver()

    [card] = [one for one in bot.direct(MANAGER) if "W-1" in one.text]
    await bot.press(card, "release", by=MANAGER)
    await bot.deliver()
    released = [one for one in bot.direct(AGENT) if "W-1" in one.text][-1]
    await bot.press(released, "released_words")
    assert "Noted" in await bot.send()
    await bot.deliver()

    note = [one for one in bot.direct(AGENT) if "somebody who has left" in one.text][-1]
    said = await bot.press(note, "win_back_reply", chosen="We are talking")
    assert "CU-1: we are talking." in said
    said = await bot.press(note, "win_back_reply", chosen="They said no")
    assert "Do not write about it again." in said
    shown = await case(bot)
    assert "What came of it: They said no" in shown.words
    assert "Quill" not in "\n".join(one.text + one.words for one in bot.thread())


async def test_what_was_released_for_one_is_not_for_their_namesake(bot: Bot) -> None:
    words = await ready(bot)
    bot.person(AGENT).fill("text", words)
    await bot.press_in_form("ask_approval")
    await bot.deliver()
    [card] = [one for one in bot.direct(MANAGER) if "W-1" in one.text]
    await bot.press(card, "release", by=MANAGER)
    await bot.person(AGENT).close()
    await agreed(bot, "CU-2")

    assert await written(bot, "CU-2") == words
    said = await bot.send(text=words)

    assert "manager" in said
    assert bot.person(AGENT).modal is not None


async def test_nobody_sends_it_without_a_manager(bot: Bot) -> None:
    words = await ready(bot)

    said = await bot.send(text=words)

    assert "manager" in said
    assert bot.person(AGENT).modal is not None


async def test_no_price_is_named_unless_they_agreed_to_offers(bot: Bot) -> None:
    words = await ready(bot)

    said = await bot.send(text=f"{words}\nWe have a discount for you.")

    assert "T69" in said or "discount" in said
    assert "Noted" not in said


async def test_with_long_lists_the_first_of_each_are_shown_and_that_there_are_more(
    bot: Bot,
) -> None:
    """Three lists of ten rows are more blocks than Slack takes: nothing at all was shown."""
    await bot.slash("open Customers cannot pay by card")
    for _ in range(10):
        await bot.slash("customer")
        bot.person(AGENT).fill("risks", ["They have left us", "They may leave us"])
        await bot.send(customer_name="Ms Quill")
        await bot.deliver()
    await bot.resolve()
    await bot.wait(timedelta(days=91))

    await bot.slash("followups INC-1")
    shown = bot.whispers(INCIDENTS, AGENT)[-1]

    assert "15 shown" in shown.text
    for heading in ("Ask them whether it still works", "What became of them?", "They have left us"):
        assert f"*{heading}* The first 5 of more." in shown.words
