"""The form for words, part by part: what it asks, what it stops, and who may let it out."""

from tests.driver import AGENT, LEAD, NEWS, Bot

GLIB = "Your data is safe, we'll be back soon, sorry for any inconvenience"
PROGRESS = "Progress, to everybody"
OVER = "It works again, to everybody"
INVITATION = "Invitation to a call, in private"


async def open_form(bot: Bot, *, by: str = AGENT) -> None:
    await bot.slash("open Customers cannot pay by card")
    await bot.deliver()
    assert await bot.press(bot.card(), "post_update", by=by) == ""


def words_block(bot: Bot) -> str:
    view = bot.person(AGENT).modal
    assert view is not None, "no form is open"
    return next(str(one["block_id"]) for one in view.blocks if one["block_id"].startswith("words."))


async def type_words(bot: Bot, text: str, *, by: str = AGENT) -> None:
    assert await bot.person(by).choose("modal", "text", text) is None


async def test_what_is_typed_is_read_again_while_it_is_typed(bot: Bot) -> None:
    await open_form(bot)
    field = words_block(bot)

    said = await bot.press_in_form("text", chosen=GLIB)

    assert said.count("Use this instead") == 3
    assert "*Change this before it goes to customers*" in said
    assert bot.typed("text") == GLIB
    assert words_block(bot) == field


async def test_while_it_says_the_same_the_form_is_left_alone(bot: Bot) -> None:
    await open_form(bot)
    await bot.press_in_form("text", chosen=GLIB)
    view = bot.person(AGENT).modal
    assert view is not None
    before = view.hash

    await type_words(bot, f"{GLIB}.")
    await bot.slash("list", by=LEAD)

    assert view.hash == before
    assert bot.typed("text") == f"{GLIB}."


async def test_the_draft_asks_for_what_it_cannot_do_without(bot: Bot) -> None:
    await open_form(bot)

    said = await bot.press_in_form("kind", chosen=PROGRESS)

    assert "Still missing, so it cannot go yet:* What is done; What this changes" in said
    person = bot.person(AGENT)
    person.fill("slot.done", "the spare line is up")
    person.fill("slot.effect", "cards work in shops, not online")
    said = await bot.press_in_form("fill_draft")
    assert "Done: the spare line is up." in bot.typed("text")
    assert "Still missing" not in said
    assert "Noted as sent: update 1" in await bot.send()


async def test_an_unfilled_draft_cannot_go_and_says_what_is_missing(bot: Bot) -> None:
    await open_form(bot)
    await bot.press_in_form("kind", chosen=PROGRESS)

    said = await bot.send()

    assert "*Something is not filled in.*" in said
    assert "What is done" in said
    await bot.deliver()
    assert bot.thread() == []


async def test_who_leads_may_pass_over_a_rule_and_says_why(bot: Bot) -> None:
    await open_form(bot, by=LEAD)
    words = NEWS.replace("We are sorry.", "We are sorry for any inconvenience.")

    said = await bot.send(text=words, by=LEAD)

    assert "Send it all the same, because…" in said
    why = {"pass_over.T18": "The regulator asked for just these words"}
    assert "Noted as sent: update 1" in await bot.send(by=LEAD, **why)
    await bot.deliver()
    line = bot.thread()[-1].text
    assert "Against the advice of T18, because: “The regulator asked for just" in line


async def test_nobody_may_pass_over_what_is_not_true(bot: Bot) -> None:
    await open_form(bot, by=LEAD)

    said = await bot.send(text=f"{NEWS} Your data is safe.", by=LEAD)

    assert "*Whether data is safe is not confirmed.*" in said
    assert "Send it all the same" not in said


async def test_who_does_not_lead_is_not_asked_to_pass_over_it(bot: Bot) -> None:
    await bot.slash("open Customers cannot pay by card", by=LEAD)
    await bot.deliver()
    await bot.press(bot.card(), "post_update")

    said = await bot.send(text=NEWS.replace("We are sorry.", "Sorry for any inconvenience."))

    assert "Send it all the same" not in said


async def resolved_words(bot: Bot) -> str:
    """Open the words that it works again, which a lead must release."""
    await bot.slash("open Customers cannot pay by card")
    await bot.slash("resolve")
    await bot.deliver()
    await bot.press(bot.card(), "draft")
    text = "Card payments work again. We are sorry."
    said = await bot.press_in_form("text", chosen=text)
    assert "*Needs approval:* an incident lead releases these words." in said
    return text


async def test_words_wait_for_whoever_must_release_them(bot: Bot) -> None:
    text = await resolved_words(bot)
    assert "an incident lead must release these words" in await bot.send()

    said = await bot.press_in_form("ask_approval")

    assert f"<@{LEAD}> will be asked to release these words" in said
    await bot.deliver()
    asks = bot.direct(LEAD)[-1]
    assert text in asks.words
    await bot.press(asks, "release", by=LEAD)
    assert "Noted as sent" in await bot.send()
    await bot.deliver()
    assert f"Released by <@{LEAD}>." in bot.thread()[-1].text


async def test_words_are_copied_in_private_once_nothing_stops_them(bot: Bot) -> None:
    await open_form(bot)
    await bot.press_in_form("text", chosen=GLIB)
    assert "Not copied yet: first change" in await bot.press_in_form("copy_words")
    assert bot.direct(AGENT) == []
    await bot.press_in_form("text", chosen=NEWS)

    said = await bot.press_in_form("copy_words")

    assert "The words are in a private message to you" in said
    assert f"```\n{NEWS}\n```" in bot.direct(AGENT)[-1].words
    assert "Candour sends nothing itself" in bot.direct(AGENT)[-1].text


async def test_words_that_wait_for_release_are_not_copied(bot: Bot) -> None:
    await resolved_words(bot)

    assert "somebody must release these words" in await bot.press_in_form("copy_words")


async def test_a_fact_can_be_changed_above_the_words(bot: Bot) -> None:
    await open_form(bot)

    said = await bot.press_in_form("change_fact")

    assert "What customers cannot do" in said or "What is known" in said


async def test_an_invitation_waits_for_the_answer_that_others_need(bot: Bot) -> None:
    await open_form(bot)
    said = await bot.press_in_form("kind", chosen=INVITATION)
    assert "*Answer the question that everybody asks first.*" in said
    assert "A threat? Stop here, answer nothing, leave it up" in said

    said = await bot.press_in_form("shared_question", chosen="yes")
    assert "Answer it in public first" in said
    await bot.press_in_form("answer_first")

    assert bot.typed("kind") == "K08a"
    answer = "@quill I am sorry. Cards work in shops. You can call us now."
    assert "Noted as sent" in await bot.send(text=answer)
    await bot.press(bot.card(), "post_update")
    await bot.press_in_form("kind", chosen=INVITATION)
    said = await bot.press_in_form("shared_question", chosen="yes")
    assert "*Answer the question that everybody asks first.*" not in said


async def test_without_a_question_that_others_share_an_invitation_may_go(bot: Bot) -> None:
    await open_form(bot)
    await bot.press_in_form("kind", chosen=INVITATION)

    said = await bot.press_in_form("shared_question", chosen="no")

    assert "*Answer the question that everybody asks first.*" not in said
    for word in ("delete", "hide"):
        assert word not in said.lower()


async def test_how_somebody_is_says_how_to_open(bot: Bot) -> None:
    await open_form(bot)
    await bot.press_in_form("kind", chosen="Apology, to one person")

    assert "answer the worry first" in await bot.press_in_form("mood", chosen="worried")
    assert "A threat?" in await bot.press_in_form("mood", chosen="angry")


async def test_a_worry_is_answered_first(bot: Bot) -> None:
    await open_form(bot)
    await bot.press_in_form("kind", chosen="Apology, to one person")
    bot.person(AGENT).fill("person_concern", "whether my details were stolen")

    said = await bot.press_in_form("fill_draft")

    assert "The answer to what worries them most" in said
    assert "We do not yet know if any customer information is affected." in bot.typed("text")


async def test_the_form_says_what_words_stand_on(bot: Bot) -> None:
    await bot.slash("open Customers cannot pay by card")
    await bot.deliver()
    await bot.slash("facts")
    await bot.send(scope="all customers in the UK", **{"certainty.scope": "confirmed:public"})

    said = bot.form()

    assert f"*Stands on:* how many people (<@{AGENT}>, less than 1 min ago)" in said
    assert "*Not known yet:*" in said
    assert "*Promises:* the next update by 13:00 GMT." in said
    assert "of 120 words" in said


async def test_short_forms_are_counted_as_they_are_counted_there(bot: Bot) -> None:
    await open_form(bot)

    said = await bot.press_in_form("kind", chosen="Text message")

    assert "of 160 characters" in said
    assert bot.typed("ticked") == ""


async def test_what_cannot_be_said_now_is_not_offered(bot: Bot) -> None:
    await open_form(bot)
    assert OVER not in bot.form()
    await bot.slash("resolve")
    await bot.deliver()

    await bot.press(bot.card(), "draft")

    assert OVER in bot.form()
    assert PROGRESS not in bot.form()


async def test_a_kind_is_found_however_its_letters_are_written(bot: Bot) -> None:
    await bot.slash("open Customers cannot pay by card")

    for typed in ("K08a", "k08A", "K08A"):
        assert await bot.slash(f"draft {typed}") == ""
        assert bot.typed("kind") == "K08a"
    assert "K06" in await bot.slash("draft K06")


HOSTILE = "\u202ehi\u202c \x07 <!channel> *b* {name} {{7*7}} <b>x</b> \U0001f525 %s"


async def test_whatever_is_typed_is_kept_as_it_is_and_executed_nowhere(bot: Bot) -> None:
    await open_form(bot)
    await bot.press_in_form("kind", chosen=PROGRESS)
    bot.person(AGENT).fill("slot.done", HOSTILE)
    bot.person(AGENT).fill("slot.effect", "\U0001f525" * 50)

    await bot.press_in_form("fill_draft")

    assert bot.typed("slot.done") == HOSTILE
    assert "{{7*7}}" in bot.typed("text")
    assert "49" not in bot.typed("text")
    assert "<!channel>" not in bot.form().replace(HOSTILE, "")
