"""The form for words: it drafts what is known, stops what is not, and keeps what was typed."""

from datetime import timedelta

from tests.driver import AGENT, LEAD, Bot

GLIB = "Your data is safe, we'll be back soon, sorry for any inconvenience"
MENDED = (
    "Customers cannot pay by card.\n"
    "We do not yet know if any customer information is affected. We are checking and will tell "
    "you what we find. We do not know yet when it will work again. Next update: by 13:00 GMT, "
    "even if nothing has changed. We are sorry. Customers cannot pay by card."
)
NEWS = (
    "Card payments fail. We are sorry. We look into it. "
    "Next update: by 13:00 GMT, even if nothing has changed."
)
APOLOGY = "Apology, to one person"
LETTER = """Hello Ms Quill,
I am sorry. You missed a bill and waited 40 minutes for us.
We do not know the cause yet.
To put it right, we pay the late fee today.
Thank you for telling us, Ms Quill.
Dan"""


async def open_form(bot: Bot) -> None:
    await bot.slash("open Customers cannot pay by card")
    await bot.deliver()
    assert await bot.press(bot.card(), "post_update") == ""


async def test_the_first_word_is_drafted_from_what_is_known(bot: Bot) -> None:
    await open_form(bot)

    assert bot.typed("kind") == "K01"
    assert bot.typed("text").splitlines() == [
        "Customers cannot pay by card.",
        "We are sorry.",
        "We do not yet know how many people this affects.",
        "We are looking into it now.",
        "We do not know yet when it will work again.",
        "Next update: by 13:00 GMT, even if nothing has changed.",
    ]


async def test_the_draft_can_be_marked_as_sent_as_it_stands(bot: Bot) -> None:
    await open_form(bot)

    receipt = await bot.send()
    await bot.deliver()

    assert "Noted as sent: update 1 of INC-1. On: status page, website" in receipt
    assert "gave customers the first word" in bot.thread()[-1].text
    assert "13:00 GMT" in bot.card().words


async def test_typed_without_words_a_command_opens_the_same_form(bot: Bot) -> None:
    await bot.slash("open Customers cannot pay by card")

    for way in ("update", "draft", "draft INC-1", "draft K03"):
        assert await bot.slash(way) == ""
        assert "Words for customers" in bot.form()
        assert "Customers cannot pay by card" in bot.typed("text")


async def test_what_may_not_be_said_stays_in_the_form_with_what_to_say_instead(bot: Bot) -> None:
    await open_form(bot)

    said = await bot.send(text=GLIB)

    assert bot.typed("text") == GLIB
    assert said.count("Use this instead") == 3
    for words in (
        "> Your data is safe",
        "Instead: We do not yet know if any customer information is affected.",
        "> we'll be back soon",
        "Instead: We do not know yet when it will work again. Next update: by 13:00 GMT",
        "> sorry for any inconvenience",
        "Instead: We are sorry. Customers cannot pay by card.",
    ):
        assert words in said
    await bot.deliver()
    assert bot.thread() == []
    assert "12:30 GMT" in bot.card().words


async def test_each_suggestion_can_be_taken_with_a_press_and_then_it_goes(bot: Bot) -> None:
    await open_form(bot)
    await bot.send(text=GLIB)

    for left in (2, 1, 1, 0):
        said = await bot.press_in_form("use_instead.0")
        assert said.count("Use this instead") == left

    assert bot.typed("text") == MENDED
    assert "Noted as sent" in await bot.send()
    await bot.deliver()
    assert "> Customers cannot pay by card." in bot.thread()[-1].text
    assert "13:00 GMT" in bot.card().words


async def test_words_changed_by_hand_meanwhile_are_not_overwritten(bot: Bot) -> None:
    await open_form(bot)
    await bot.send(text=GLIB)
    bot.person(AGENT).fill("text", f"Card payments fail. {GLIB}")

    await bot.press_in_form("use_instead.2")

    assert bot.typed("text").startswith("Card payments fail. Your data is safe")
    assert bot.typed("text").endswith("We are sorry. Customers cannot pay by card.")


async def test_blocked_words_typed_as_a_command_open_the_form_with_them(bot: Bot) -> None:
    await bot.slash("open Customers cannot pay by card")

    assert await bot.slash(f"update {GLIB}") == ""

    assert bot.typed("text") == GLIB
    assert "*Whether data is safe is not confirmed.*" in bot.form()


async def test_blocked_words_come_back_when_slack_does_not_open_the_form(bot: Bot) -> None:
    await bot.slash("open Customers cannot pay by card")
    bot.practice.faults.add("views.open", "server_error")

    assert GLIB in await bot.slash(f"update {GLIB}")


async def test_words_that_were_not_filled_in_cannot_go(bot: Bot) -> None:
    await open_form(bot)

    said = await bot.send(text="Next update: by {next_update_at}.")

    assert "*Something is not filled in.*" in said
    await bot.deliver()
    assert bot.thread() == []


async def test_no_words_at_all_are_refused_beside_the_field(bot: Bot) -> None:
    await open_form(bot)

    assert "Nothing is written for the words for customers." in await bot.send(text="  \n ")


async def test_name_and_impact_are_put_into_the_apology(bot: Bot) -> None:
    await open_form(bot)
    await bot.press_in_form("kind", chosen=APOLOGY)
    person = bot.person(AGENT)
    person.fill("person_name", "Ms Quill")
    person.fill("person_impact", "You missed a bill and waited 40 minutes for us")

    await bot.press_in_form("fill_draft")

    draft = bot.typed("text")
    assert draft.startswith("Hello Ms Quill,\nI am sorry. You missed a bill and waited 40 minutes")
    assert "Thank you for telling us, Ms Quill." in draft
    assert bot.typed("person_name") == "Ms Quill"
    assert "{repair}" in draft
    assert "*Something is not filled in.*" in await bot.send()


async def test_an_apology_to_one_person_leaves_the_clock_and_says_no_name(bot: Bot) -> None:
    await open_form(bot)
    await bot.press_in_form("kind", chosen=APOLOGY)

    receipt = await bot.send(text=LETTER)
    await bot.deliver()

    assert "you apologised to one customer of INC-1" in receipt
    assert "12:30 GMT" in bot.card().words
    assert "None yet" in bot.card().words
    assert f"<@{AGENT}> apologised to one customer in person." in bot.thread()[-1].text
    for seen in [*bot.channel(), *bot.thread()]:
        for private in ("Quill", "missed a bill", "late fee"):
            assert private not in seen.text + seen.words


async def test_another_kind_gives_another_draft(bot: Bot) -> None:
    await open_form(bot)
    first = bot.typed("text")

    await bot.press_in_form("kind", chosen="Progress, to everybody")

    assert bot.typed("text") != first
    assert "We are sorry this is not over." in bot.typed("text")


async def test_another_kind_leaves_words_of_my_own(bot: Bot) -> None:
    await open_form(bot)
    bot.person(AGENT).fill("text", "Card payments fail. We look into it.")

    said = await bot.press_in_form("kind", chosen="Progress, to everybody")

    assert "Your words are kept." in said
    assert bot.typed("text") == "Card payments fail. We look into it."


async def test_words_of_my_own_come_back_when_a_fresh_letter_is_asked_for(bot: Bot) -> None:
    await open_form(bot)
    await bot.press_in_form("kind", chosen=APOLOGY)
    bot.person(AGENT).fill("text", LETTER)

    said = await bot.press_in_form("fill_draft")

    assert LETTER in said
    assert bot.typed("text") != LETTER


async def test_after_somebody_else_sent_words_mine_wait_and_can_still_go(bot: Bot) -> None:
    await open_form(bot)
    await bot.slash("update The provider has found the failing part.", by=LEAD)

    said = await bot.send(text=NEWS)

    assert f"<@{LEAD}> sent an update of INC-1" in said
    assert "Yours is not noted. Read theirs first." in said
    assert bot.typed("text") == NEWS
    assert "Noted as sent: update 2 of INC-1" in await bot.send()
    await bot.deliver()
    thread = "\n".join(line.text for line in bot.thread())
    assert thread.index("found the failing part") < thread.index("We look into it.")


async def test_a_form_opened_before_the_end_says_that_it_is_over(bot: Bot) -> None:
    await open_form(bot)
    await bot.slash("resolve", by=LEAD)

    said = await bot.send(text=NEWS)

    assert "INC-1 is closed." in said
    assert bot.typed("text") == NEWS


async def test_a_resolved_incident_can_still_be_apologised_for(bot: Bot) -> None:
    await bot.slash("open Customers cannot pay by card")
    await bot.slash("resolve")
    await bot.deliver()

    await bot.press(bot.card(), "post_update")

    assert bot.typed("kind") == "K04"
    await bot.press_in_form("kind", chosen=APOLOGY)
    assert "you apologised to one customer" in await bot.send(text=LETTER)


async def test_the_time_promised_is_the_one_that_sending_sets(bot: Bot) -> None:
    await bot.slash("open Customers cannot pay by card")
    await bot.wait(timedelta(minutes=10))
    await bot.press(bot.card(), "post_update")
    draft = bot.typed("text")

    await bot.send()
    await bot.deliver()

    assert "Next update: by 13:10 GMT" in draft
    assert "13:10 GMT" in bot.card().text


async def test_a_promise_that_has_passed_meanwhile_is_moved_on_in_the_words(bot: Bot) -> None:
    await open_form(bot)
    await bot.slash("severity 4", by=LEAD)
    await bot.press_in_form("kind", chosen="Progress, to everybody")
    assert bot.typed("text").endswith("Next update: by 12:00 GMT on 5 March.")
    await bot.wait(timedelta(days=1, minutes=1))

    # A day old, the incident speaks at fixed times.
    words = "Card payments fail. We are sorry. Next update: by 12:00 GMT on 5 March."
    assert "They now say 16:00 GMT" in await bot.send(text=words)

    assert bot.typed("text").endswith("Next update: by 16:00 GMT.")
    assert "Noted as sent" in await bot.send()


async def test_words_that_name_no_time_go_however_long_they_were_kept(bot: Bot) -> None:
    await open_form(bot)
    await bot.press_in_form("kind", chosen=APOLOGY)
    await bot.wait(timedelta(hours=2))

    assert "you apologised to one customer" in await bot.send(text=LETTER)
