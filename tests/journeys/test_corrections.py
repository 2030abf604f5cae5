"""Words that were wrong are taken back, and stay on the record."""

from tests.driver import LEAD, NEWS, Bot

TRUE = {
    "slot.right_claim": "Card payments fail in the app only.",
    "slot.confirmed_role": "our payments lead",
    "slot.confirmed_at": "1772625600",
}


async def told(bot: Bot) -> str:
    """Open an incident, tell customers, and return the receipt."""
    await bot.slash("open Customers cannot pay by card", by=LEAD)
    await bot.deliver()
    await bot.press(bot.card(), "post_update", by=LEAD)
    receipt = await bot.send(text=NEWS, by=LEAD)
    await bot.deliver()
    return receipt


async def test_the_receipt_of_an_update_takes_it_back(bot: Bot) -> None:
    assert "Correct this" in await told(bot)

    said = await bot.press_in_form("correct.0", by=LEAD)

    assert "This takes back update 1" in said
    assert bot.typed("kind", by=LEAD) == "K18"
    assert bot.typed("slot.wrong_at", by=LEAD).startswith("17726256")
    assert bot.typed("slot.wrong_claim", by=LEAD).startswith("“Customers cannot pay by card.")
    claim = {"slot.wrong_claim": "“Customers cannot pay by card”"}
    for name, words in {**TRUE, **claim}.items():
        bot.person(LEAD).fill(name, words)
    await bot.press_in_form("fill_draft", by=LEAD)
    text = bot.typed("text", by=LEAD)
    assert "At 12:00 GMT we said “Customers cannot pay by card”. That was wrong." in text
    assert "Noted as sent: update 2" in await bot.send(by=LEAD)
    await bot.deliver()
    assert "corrected what customers were told in update 1" in bot.thread()[-1].text


async def test_the_status_takes_back_what_was_said_last(bot: Bot) -> None:
    await told(bot)

    await bot.slash("status")
    [status] = [one for one in bot.whispers("C01INCIDENTS", "U01DAN") if "INC-1" in one.text]
    assert "Correct update 1" in status.words
    await bot.press(status, "correct.0")

    assert bot.typed("kind") == "K18"


async def test_what_does_not_fit_the_incident_is_said_not_to(bot: Bot) -> None:
    await bot.slash("open Customers cannot pay by card")

    await bot.slash("draft K14")

    assert "does not fit how the incident stands now" in bot.form()
    assert bot.typed("kind") == "K01"
