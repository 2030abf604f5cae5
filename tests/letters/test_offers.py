"""After the decision: who asked is reminded of the letter, and of what the customer said to it."""

from datetime import timedelta

from bot.domain.ledger import Balance
from bot.domain.organisation import Organisation
from bot.store import credits, ledger
from bot.usecases import batches
from tests.driver import AGENT, HEAD, MANAGER, Bot
from tests.letters.decided import approved, ask, open_letter, outage, sent

HOUR = timedelta(hours=1)
A_WEEK = timedelta(days=7)


async def told(bot: Bot) -> None:
    await outage(bot)
    await approved(bot)
    await sent(bot, await open_letter(bot))
    await bot.deliver()


async def balance(bot: Bot) -> Balance:
    async with bot.candour.store.reading() as reader:
        return await ledger.of_incident(reader, bot.candour.workspace, 1, "GBP")


async def test_a_letter_that_nobody_wrote_is_not_forgotten(bot: Bot) -> None:
    await outage(bot)
    await approved(bot)
    before = len(bot.direct(AGENT))

    await bot.wait(2 * HOUR)

    note = bot.direct(AGENT)[-1]
    assert "It is approved, and the customer has not been told." in note.text
    assert "Quill" not in note.words
    await bot.wait(24 * HOUR)
    assert len(bot.direct(AGENT)) == before + 2
    await sent(bot, await open_letter(bot))
    await bot.wait(24 * HOUR)
    assert len(bot.direct(AGENT)) == before + 2


async def test_a_decline_that_nobody_told_is_not_forgotten(bot: Bot) -> None:
    await outage(bot)
    await ask(bot)
    await bot.press(bot.direct(MANAGER)[-1], "decline_credit", by=MANAGER)
    await bot.send(by=MANAGER, why="not_shown", alternative="A call")
    await bot.deliver()

    await bot.wait(2 * HOUR)

    assert "It is declined, and the customer has not been told." in bot.direct(AGENT)[-1].text


async def test_what_one_gave_alone_is_told_too(bot: Bot) -> None:
    await outage(bot)
    await ask(bot, "£20")
    assert bot.direct(AGENT) == []

    await bot.press_in_form("write_letter")
    assert bot.typed("person_name") == "Ms Quill"
    await bot.wait(2 * HOUR)

    assert "It is approved, and the customer has not been told." in bot.direct(AGENT)[-1].text


async def test_after_a_week_one_is_asked_what_they_said(bot: Bot) -> None:
    await told(bot)

    await bot.wait(A_WEEK)

    note = bot.direct(AGENT)[-1]
    assert "The customer was told a week ago. What did they say?" in note.text
    await bot.press(note, "offer_said.0")
    said = await bot.send(**{"mood.before": "1", "mood.after": "4"})
    assert "CR-1: noted that the customer took it." in said
    await bot.deliver()
    assert "the customer took it" in bot.direct(MANAGER)[0].text
    assert "(CR-1): the customer took it." in bot.thread()[-1].text
    assert (await balance(bot)) == Balance(committed=4000)
    await bot.press(note, "offer_said.1")
    assert "noted already that the customer of CR-1 took it" in await bot.send()


async def test_what_they_do_not_want_is_free_again(bot: Bot) -> None:
    await told(bot)
    await bot.wait(A_WEEK)

    await bot.press(bot.direct(AGENT)[-1], "offer_said.1")
    said = await bot.send()
    await bot.deliver()

    assert "the customer does not want it. £40.00 is free again." in said
    assert (await balance(bot)) == Balance()
    assert "Refused by the customer: the money is free again" in bot.direct(MANAGER)[0].text
    await bot.slash("takeback CR-1", by=HEAD)
    assert "CR-1 was refused by the customer" in await bot.send(by=HEAD, undo="Paid twice")
    before = len(bot.direct(AGENT))
    await bot.wait(2 * A_WEEK)
    assert len(bot.direct(AGENT)) == before


async def test_who_does_not_say_counts_as_no_answer_and_may_say_later(bot: Bot) -> None:
    await told(bot)
    await bot.wait(A_WEEK)
    await bot.wait(A_WEEK - HOUR)
    await bot.wait(HOUR)

    note = bot.direct(AGENT)[-1]
    assert "Nobody has noted what the customer said, so it counts as no answer." in note.text
    await bot.press(note, "offer_said.0")
    assert "noted that the customer took it" in await bot.send()


async def test_nothing_that_was_not_told_can_be_answered(bot: Bot) -> None:
    await told(bot)
    await bot.slash("letter CR-1")
    assert "What did the customer say?" in bot.form()
    await bot.send(answer="accepted")

    await bot.slash("letter CR-1")

    assert "noted already that the customer of CR-1 took it" in await bot.send(answer="refused")


async def test_what_finance_has_is_asked_back(bot: Bot) -> None:
    await told(bot)
    await bot.wait(A_WEEK)
    async with bot.candour.store.reading() as reader:
        [credit] = await credits.of_incident(reader, bot.candour.workspace, 1)
    await batches.export(
        bot.candour.store,
        Organisation(),
        workspace=credit.workspace,
        by="finance",
        now=bot.clock.now(),
    )
    await bot.press(bot.direct(AGENT)[-1], "offer_said.1")
    said = await bot.send()
    await bot.deliver()

    assert f"Finance has it, so <@{MANAGER}> will be asked to take it back." in said
    card = bot.direct(MANAGER)[0]
    assert "The customer does not want it." in card.words
    assert (await balance(bot)) == Balance(committed=4000)
    await bot.press(card, "approve_credit", by=MANAGER)
    assert (await balance(bot)) == Balance()


async def test_a_word_that_was_given_does_not_lapse(bot: Bot) -> None:
    await told(bot)
    for _ in range(4):
        await bot.wait(A_WEEK)

    assert not [seen for seen in bot.direct(AGENT) if "Lapsed" in seen.text]
    assert (await balance(bot)) == Balance(committed=4000)
