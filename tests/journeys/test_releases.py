"""Words that somebody must let out: asked for, released once, sent back, and void once changed."""

import asyncio

from bot.sandbox.screen import Seen
from tests.driver import AGENT, FINANCE, LEAD, MANAGER, Bot
from tests.journeys.forgery import click, forged

GROUP = "S01LEADS"


def leads_are(bot: Bot, *people: str) -> None:
    bot.practice.workspace.state.groups[GROUP].members = list(people)


async def resolved_words(bot: Bot) -> str:
    """Open the form for words with what is to be said at the end, and return it."""
    await bot.slash("open Customers cannot pay by card")
    await bot.deliver()
    await bot.slash("update Card payments fail. We are sorry. Next update: by 12:30 GMT.")
    await bot.slash("resolve")
    await bot.deliver()
    await bot.press(bot.card(), "post_update")
    text = (
        "Card payments work again. They failed at 12:00 GMT on 4 March. We are sorry. "
        "If it does not work for you, tell us on the help page."
    )
    bot.person(AGENT).fill("text", text)
    return text


async def asked(bot: Bot) -> str:
    text = await resolved_words(bot)
    await bot.press_in_form("ask_approval")
    await bot.deliver()
    return text


def request(bot: Bot, lead: str = LEAD) -> Seen:
    return bot.direct(lead)[-1]


async def test_who_lacks_the_role_is_told_whom_to_ask(bot: Bot) -> None:
    text = await resolved_words(bot)

    said = await bot.send(text=text)

    assert "an incident lead must release these words" in said
    assert bot.typed("text") == text


async def test_released_words_go_and_the_timeline_says_who_let_them_out(bot: Bot) -> None:
    text = await asked(bot)
    assert text in request(bot).words
    assert request(bot).buttons == ["Release", "Send back"]

    answer = await bot.press(request(bot), "release", by=LEAD)
    await bot.deliver()

    assert "W-1 is released" in answer
    assert request(bot).buttons == []
    assert f"Released by <@{LEAD}>" in bot.direct(AGENT)[-1].text
    said = await bot.send(text=text)
    await bot.deliver()
    assert "Noted" in said
    assert f"Released by <@{LEAD}>." in bot.thread()[-1].text


async def test_a_changed_word_must_be_released_again(bot: Bot) -> None:
    text = await asked(bot)
    await bot.press(request(bot), "release", by=LEAD)

    said = await bot.send(text=f"{text} Thank you.")

    assert "must release these words" in said


async def test_words_are_sent_back_with_a_note(bot: Bot) -> None:
    await asked(bot)
    await bot.press(request(bot), "send_back", by=LEAD)

    answer = await bot.send(by=LEAD, why_sent_back="Say when it began.")
    await bot.deliver()

    assert "sent back" in answer
    assert "Say when it began." in bot.direct(AGENT)[-1].text
    assert "Open the words" in bot.direct(AGENT)[-1].buttons


async def test_of_two_who_press_at_once_one_decides(bot: Bot) -> None:
    leads_are(bot, LEAD, MANAGER)
    await asked(bot)

    answers = await asyncio.gather(
        bot.press(request(bot), "release", by=LEAD),
        bot.press(request(bot, MANAGER), "release", by=MANAGER),
    )

    assert sorted("is released. " in answer for answer in answers) == [False, True]
    assert any("released W-1 already" in answer for answer in answers)


async def test_who_lost_the_role_decides_nothing(bot: Bot) -> None:
    await asked(bot)
    leads_are(bot, MANAGER)

    assert "Only an incident lead" in await bot.press(request(bot), "release", by=LEAD)


async def test_a_forged_press_releases_nothing(bot: Bot) -> None:
    await asked(bot)
    card = request(bot)

    await forged(bot, click(bot, card, "release", "1", by=FINANCE))
    await forged(bot, click(bot, card, "released_words", "1", by=FINANCE))
    await bot.deliver()

    assert request(bot).buttons == ["Release", "Send back"]
    assert bot.person(FINANCE).modal is None


async def test_asked_twice_the_words_are_shown_once(bot: Bot) -> None:
    await asked(bot)
    await bot.press_in_form("ask_approval")
    await bot.deliver()

    assert len(bot.direct(LEAD)) == 1


async def test_status_says_what_was_told_where(bot: Bot) -> None:
    await bot.slash("open Customers cannot pay by card")
    await bot.deliver()
    await bot.slash("update Card payments fail. We are sorry. Next update: by 12:30 GMT.")

    await bot.slash("status INC-1")
    status = bot.whispers("C01INCIDENTS", AGENT)[-1]

    assert "What customers were told last" in status.words
    assert "Card payments fail. We are sorry." in status.words


async def test_a_note_that_labels_a_person_is_not_kept(bot: Bot) -> None:
    await bot.slash("open Customers cannot pay by card")
    await bot.deliver()

    answer = await bot.slash("resolve The caller was an idiot.")

    assert "Not noted." in answer
    assert "The caller was an idiot." in answer
    assert "Open" in bot.card().text
