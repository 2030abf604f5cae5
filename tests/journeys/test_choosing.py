"""Several incidents are open and none is named: the person is asked, and then it goes on."""

from bot.sandbox import payloads
from tests.driver import AGENT, LEAD, NEWS, SUPPORT, Bot
from tests.journeys.forgery import forged


async def two_open(bot: Bot) -> None:
    await bot.slash("open Customers cannot pay by card")
    await bot.slash("open Customers cannot sign in")


async def chosen(bot: Bot, words: str, *, by: str = AGENT) -> str:
    """Search, choose the one that is found, and go on; return what the form says then."""
    person = bot.person(by)
    found = await person.search("modal", "incident", words)
    [option] = found["options"]
    person.fill("incident", option["value"])
    return await bot.send(by=by)


async def test_it_goes_on_with_the_one_that_was_chosen(bot: Bot) -> None:
    await two_open(bot)

    assert await bot.slash("resolve") == ""
    assert "Which incident?" in bot.form()

    assert "INC-2: noted that it is fixed" in await chosen(bot, "sign in")
    assert "INC-1" in await bot.slash("list")


async def test_what_was_typed_is_shown_and_goes_on_too(bot: Bot) -> None:
    await two_open(bot)

    await bot.slash(f"update {NEWS}")

    assert NEWS in bot.form()
    await chosen(bot, "INC-1")
    assert bot.typed("text") == NEWS
    assert "Noted as sent: update 1 of INC-1" in await bot.send()


async def test_emoji_are_shown_though_too_many_to_go_on_with(bot: Bot) -> None:
    await two_open(bot)

    await bot.slash(f"update {'🚧' * 400}")

    assert "Too long to go on with" in bot.form()


async def test_a_severity_goes_on_too(bot: Bot) -> None:
    await two_open(bot)

    await bot.slash("severity 1", channel=SUPPORT, by=LEAD)

    assert "INC-2 was SEV2 and is now SEV1" in await chosen(bot, "2", by=LEAD)


async def test_the_same_choice_sent_twice_holds_once(bot: Bot) -> None:
    await two_open(bot)
    await bot.slash("hold")
    person = bot.person(AGENT)
    await person.search("modal", "incident", "1")
    person.fill("incident", "1")
    assert person.modal is not None
    sent = payloads.submission(bot.practice.workspace.state, person.modal)

    await forged(bot, sent)
    second = await forged(bot, sent)

    assert "sent twice, and the first one counted" in str(second.body["errors"])
    await bot.deliver()
    assert len(bot.thread()) == 1


async def test_a_form_follows_on_the_choice_where_one_is_needed(bot: Bot) -> None:
    await two_open(bot)

    await bot.slash("credit")

    assert "Ask for a credit" in await chosen(bot, "pay")
    assert "INC-1 · Customers cannot pay by card" in bot.form()


async def test_reopening_asks_among_those_that_ended(bot: Bot) -> None:
    await two_open(bot)
    await bot.resolve(2)

    await bot.slash("reopen")

    assert "INC-2 is open." in await chosen(bot, "sign")


async def test_among_many_a_hundred_are_offered_and_any_can_be_found(bot: Bot) -> None:
    for number in range(1, 151):
        await bot.slash(f"open Shop {number:03} cannot take orders")
    await bot.slash("status")
    person = bot.person(AGENT)

    everything = await person.search("modal", "incident", "")
    by_words = await person.search("modal", "incident", "shop 007")

    assert len(everything["options"]) == 100
    [found] = by_words["options"]
    assert "INC-7 · Shop 007 cannot take orders" in found["text"]["text"]
    assert "INC-149" in await chosen(bot, "INC-149")
