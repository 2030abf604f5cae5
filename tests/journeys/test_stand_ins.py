"""Who stands in for somebody hears of it in private: for whom, until when, and when it is over."""

from tests.driver import AGENT, HEAD, LEAD, MANAGER, Bot
from tests.journeys.test_money import newest
from tests.journeys.test_outsiders import mark


async def said(bot: Bot, typed: str, *, by: str = MANAGER) -> str:
    receipt = await bot.slash(f"delegate {typed}", by=by)
    await bot.deliver()
    return receipt


async def test_who_is_named_is_told_for_whom_until_when_and_where_to_look(bot: Bot) -> None:
    receipt = await said(bot, "@amira until Friday")

    assert "They hear of it from me." in receipt
    [note] = bot.direct(LEAD)
    assert (
        f"<@{MANAGER}> has named you to decide on credits in their place until the end of "
        "Friday, 6 March." in note.text
    )
    assert "under *What needs you now*" in note.text
    assert bot.direct(MANAGER) == []
    assert bot.channel() == []


async def test_who_is_named_in_the_form_or_for_longer_is_told_too(bot: Bot) -> None:
    await bot.slash("delegate until tomorrow", by=MANAGER)
    await bot.send(by=MANAGER, to=LEAD)
    await bot.deliver()
    assert "until the end of Thursday, 5 March" in newest(bot, LEAD).text

    await said(bot, "@amira until 20 March")

    assert "until the end of Friday, 20 March" in newest(bot, LEAD).text
    assert len(bot.direct(LEAD)) == 2


async def test_when_it_is_taken_back_they_are_told_and_nobody_else(bot: Bot) -> None:
    await said(bot, "@amira until Friday")
    await said(bot, "nobody")

    over = f"You no longer decide on credits in the place of <@{MANAGER}>."
    assert newest(bot, LEAD).text.startswith(over)
    await said(bot, "nobody")
    assert len(bot.direct(LEAD)) == 2


async def test_who_is_replaced_hears_it_as_the_next_one_does(bot: Bot) -> None:
    await said(bot, "@amira until Friday", by=HEAD)
    await said(bot, "@dan until Friday", by=HEAD)

    assert f"You no longer decide on credits in the place of <@{HEAD}>." in newest(bot, LEAD).text
    assert f"<@{HEAD}> has named you" in newest(bot, AGENT).text


async def test_what_was_taken_back_before_it_was_told_is_told_as_it_is(bot: Bot) -> None:
    await bot.slash("delegate @amira until Friday", by=MANAGER)
    await said(bot, "nobody")

    [note] = bot.direct(LEAD)
    assert "You no longer decide" in note.text


async def test_who_became_a_guest_meanwhile_is_not_written_to(bot: Bot) -> None:
    await bot.slash("delegate @amira until Friday", by=MANAGER)
    mark(bot, LEAD, "is_restricted")
    await bot.deliver()

    assert bot.direct(LEAD) == []
    assert bot.direct(MANAGER) == []


async def test_who_named_somebody_hears_that_they_could_not_be_told(bot: Bot) -> None:
    bot.practice.faults.add("conversations.open", "error", error="user_disabled", times=1)
    await said(bot, "@amira until Friday")

    [note] = bot.direct(MANAGER)
    assert f"I could not show <@{LEAD}> whether they stand in for you" in note.text
    assert "Please tell them yourself." in note.text
