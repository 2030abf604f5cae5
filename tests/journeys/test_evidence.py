"""What speaks for a request is opened from its card, and who reviews sees if nobody did."""

from datetime import timedelta
from http import HTTPStatus

from bot.domain.organisation import Organisation
from bot.sandbox.screen import Seen
from bot.usecases import money_review
from messages.money_review import review_lines
from tests.driver import AGENT, HEAD, LEAD, MANAGER, Bot
from tests.journeys.forgery import click, forged
from tests.journeys.test_money import REASON, newest, outage

OFFICE = Organisation()
RECEIPT = "https://shop.example/receipts/7"
UNOPENED = "approved without opening the evidence from the card"


async def asked(bot: Bot, evidence: str = RECEIPT) -> Seen:
    await outage(bot)
    await bot.slash("credit")
    await bot.send(customer="ACC-1", amount="£40", reason=REASON, evidence=evidence)
    await bot.deliver()
    return newest(bot, MANAGER)


async def opened(bot: Bot, card: Seen) -> None:
    failure = await bot.person(MANAGER).choose(card, "open_evidence", None)
    assert failure is None


async def review(bot: Bot) -> str:
    found = await money_review.of_period(
        bot.candour.store, OFFICE, bot.candour.workspace, 1, draw="x"
    )
    return "\n".join(review_lines(found.to_read, found.marks, found.measures, OFFICE))


async def test_evidence_is_opened_with_a_press_and_nothing_is_said_of_it(bot: Bot) -> None:
    card = await asked(bot)
    [look] = [block["accessory"] for block in card.blocks if "accessory" in block]
    assert (look["url"], look["text"]["text"]) == (RECEIPT, "Open it")

    for _ in range(2):
        await opened(bot, card)
    assert bot.whispers(card.channel, MANAGER) == []
    await bot.press(card, "approve_credit", by=MANAGER)

    assert UNOPENED not in await review(bot)


async def test_who_reviews_sees_that_nobody_opened_it_and_who_asked_does_not(bot: Bot) -> None:
    card = await asked(bot)
    reply = await forged(bot, click(bot, card, "open_evidence", "1", by=AGENT))
    assert reply.status == HTTPStatus.OK

    await bot.press(card, "approve_credit", by=MANAGER)
    await bot.deliver()

    assert UNOPENED in await review(bot)
    assert all("evidence" not in seen.words for seen in bot.direct(AGENT))


async def test_what_stands_on_the_card_itself_needs_no_press(bot: Bot) -> None:
    card = await asked(bot, "The receipt is in ticket 7")
    assert not any("accessory" in block for block in card.blocks)

    await bot.press(card, "approve_credit", by=MANAGER)

    assert UNOPENED not in await review(bot)


async def test_another_request_is_opened_anew(bot: Bot) -> None:
    card = await asked(bot)
    await opened(bot, card)
    await bot.press(card, "change_credit", by=MANAGER)
    await bot.send(by=MANAGER, amount="60")
    await bot.deliver()
    bot.clock.turn(timedelta(minutes=1))
    await bot.press(newest(bot, AGENT), "ask_anew")
    await bot.send()
    await bot.deliver()

    await bot.press(newest(bot, MANAGER), "approve_credit", by=MANAGER)

    assert UNOPENED in await review(bot)


async def test_who_reviews_sees_a_stand_in_who_was_named_for_it(bot: Bot) -> None:
    card = await asked(bot)
    await bot.slash("delegate @amira until Friday", by=MANAGER)

    await forged(bot, click(bot, card, "decide_credit", "1", by=LEAD))
    await bot.practice.workspace.until(lambda: bot.person(LEAD).modal is not None)
    await bot.send(by=LEAD)
    await bot.deliver()

    found = await review(bot)
    assert "approved by a stand-in; the stand-in was named after it was asked for" in found
    assert "approved by a stand-in" in newest(bot, MANAGER).words
    assert all("stand-in" not in seen.words for seen in bot.direct(AGENT))


async def test_who_asked_for_whose_stand_in_is_seen(bot: Bot) -> None:
    await bot.slash("delegate @dan until Friday", by=HEAD)
    await asked(bot)
    await bot.wait(timedelta(minutes=31))

    await bot.press(newest(bot, HEAD), "approve_credit", by=HEAD)

    assert "who asked and who approved stand in for one another" in await review(bot)
