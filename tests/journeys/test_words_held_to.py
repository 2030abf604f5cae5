"""What words are held to at the last moment, and who is asked: facts, releases, angry posts."""

from datetime import timedelta

import pytest

from bot.store import postings
from tests.driver import AGENT, FINANCE, INCIDENTS, LEAD, Bot
from tests.journeys.test_releases import asked, request
from tests.journeys.test_said_by_few import CAUSE, noted, opened, say_cause
from tests.journeys.test_words_form import INVITATION, open_form

MINUTE = timedelta(minutes=1)
LESSON = "Say on the status page that cards are declined, not that payment is slow."


@pytest.mark.parametrize(
    "claim",
    [
        "Your data is safe.",
        "It is fixed.",
        "It was caused by a power cut.",
        "This will never happen again.",
        "It will be back soon.",
    ],
)
async def test_a_typed_update_is_a_part_and_its_claims_are_held_to_every_rule(
    bot: Bot, claim: str
) -> None:
    await opened(bot)

    assert await bot.slash(f"update {claim}") == ""

    assert bot.typed("text") == claim
    assert "Change this before it goes to customers" in bot.form()
    await bot.deliver()
    assert claim not in "\n".join(line.text for line in bot.thread())


async def test_no_news_waits_for_a_lead_when_its_headline_names_another_cause(bot: Bot) -> None:
    await opened(bot, words="Customers cannot pay by card, caused by a power cut")
    await say_cause(bot)
    await bot.press(bot.card(), "approve_cause", by=LEAD)
    await bot.deliver()

    assert await bot.slash("hold") == ""

    assert "an incident lead releases these words" in bot.form()
    assert "a power cut" in bot.typed("text")
    await bot.send()
    await bot.deliver()
    assert "None yet" in bot.card().words


async def test_a_second_cause_beside_the_known_one_needs_a_lead(bot: Bot) -> None:
    await opened(bot)
    await say_cause(bot)
    await bot.press(bot.card(), "approve_cause", by=LEAD)
    await bot.deliver()
    await bot.slash("draft K01")

    said = await bot.send(
        text=f"Customers cannot pay by card. We are sorry. The cause: {CAUSE}. It was also caused "
        "by a power cut. Next update: by 12:30 GMT."
    )

    assert "an incident lead must release these words" in said


async def test_words_shown_before_a_fact_changed_are_not_released(bot: Bot) -> None:
    await asked(bot)
    before = request(bot)
    await bot.slash("facts INC-1")
    await bot.press_in_form("more_facts")
    await bot.send(scope="all customers", **{"certainty.scope": "confirmed:public"})

    said = await bot.press(before, "release", by=LEAD)
    await bot.deliver()

    assert "what is known has changed since W-1 was shown" in said
    assert request(bot).buttons == ["Release", "Send back"]
    await bot.press(request(bot), "send_back", by=LEAD)
    await bot.send(by=LEAD, why_sent_back="Say that it was everybody.")
    await bot.deliver()
    assert "Say that it was everybody." in bot.direct(AGENT)[-1].words


async def test_a_deleted_request_does_not_bury_what_became_of_it(bot: Bot) -> None:
    await asked(bot)
    shown = request(bot)
    async with bot.candour.store.reading() as reader:
        [posting] = await postings.of(reader, bot.candour.workspace, "W-1")
    place, _, ts = posting.message.partition("/")
    channel = bot.practice.workspace.channel(place)
    message = channel.log.get(ts)
    assert message is not None

    await bot.press(shown, "release", by=LEAD)
    bot.practice.workspace.state.remove(channel, message)
    await bot.deliver()

    assert f"Released by <@{LEAD}>" in request(bot).words
    assert request(bot).buttons == []
    assert "W-1" in bot.direct(AGENT)[-1].words


async def test_a_released_correction_still_knows_what_it_takes_back(bot: Bot) -> None:
    await opened(bot)
    await bot.slash("update Card payments fail. We are sorry. Next update: by 12:30 GMT.")
    await bot.slash("status")
    [card] = [seen for seen in bot.whispers(INCIDENTS, AGENT) if "Correct update 1" in seen.buttons]
    await bot.press(card, "correct.0")
    text = (
        "Correction. At 12:00 GMT we said that all card payments fail. That was wrong. We are "
        "sorry. Only some fail. Next update: by 12:30 GMT."
    )
    bot.person(AGENT).fill("text", text)
    await bot.press_in_form("ask_approval")
    await bot.deliver()
    await bot.press(request(bot), "release", by=LEAD)
    await bot.deliver()

    await bot.press(bot.direct(AGENT)[-1], "released_words")
    await bot.send(text=text)
    await bot.deliver()

    assert "corrected what customers were told in update 1" in bot.thread()[-1].text


async def test_what_only_security_may_say_is_asked_of_security(bot: Bot) -> None:
    await opened(bot)
    await noted(bot, by=FINANCE, data_safety="confirmed_safe")
    await noted(bot, scope="all customers", **{"certainty.scope": "confirmed:public"})
    await bot.send()
    await bot.wait(50 * MINUTE)

    [mine] = [seen for seen in bot.direct(AGENT) if "Is this still true?" in seen.words]
    [theirs] = [seen for seen in bot.thread() if "Is this still true?" in seen.text]
    assert "all customers" in mine.words
    assert "information" not in mine.words.lower()
    assert f"<@{FINANCE}> Is this still true?" in theirs.text
    assert "all customers" not in theirs.words
    said = await bot.press(theirs, "still_true", by=FINANCE)
    assert "noted that this is still true" in said


async def test_what_an_angry_post_taught_is_kept_and_counted(bot: Bot) -> None:
    await open_form(bot)
    await bot.press_in_form("kind", chosen=INVITATION)
    await bot.press_in_form("shared_question", chosen="no")
    letter = (
        "Hello Ms Quill,\nI am Dan Reyes, support. I am sorry. You missed a bill.\n"
        "May I call you today at 15:00 GMT? If you prefer to write, reply here.\n"
        "Thank you for saying it plainly.\nDan Reyes"
    )
    await bot.send(text=letter, person_name="Ms Quill", lesson="The idiot was right.")
    assert "person" in bot.form().lower()
    assert bot.typed("lesson") == "The idiot was right."

    await bot.send(lesson=LESSON)
    await bot.deliver()

    told = "\n".join(line.text for line in bot.thread())
    assert "invited one customer to a call, in private" in told
    assert f"noted what an angry customer taught us:\n> {LESSON}" in told
    assert "Ms Quill" not in told
    await bot.slash("status")
    [card] = [seen for seen in bot.whispers(INCIDENTS, AGENT) if "Angry posts" in seen.words]
    assert "0 answered in public, 1 invited to a call in private, 1 learned from." in card.words


async def test_a_promise_too_long_for_its_form_is_given_back_whole(bot: Bot) -> None:
    await opened(bot)
    words = "We look into it. " * 40 + "That is all."

    await bot.slash(f"promise {words}")

    await bot.practice.workspace.until(
        lambda: any("That is all." in seen.words for seen in bot.whispers(INCIDENTS, AGENT))
    )
