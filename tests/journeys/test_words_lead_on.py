"""Where the form for words leads: a promise, the phone script, what is known, the safety lead."""

from datetime import timedelta

from bot.domain.organisation import Organisation
from bot.usecases import safety
from tests.driver import AGENT, FINANCE, HEAD, INCIDENTS, LEAD, NOON, Bot
from tests.journeys.test_facts import noted

HOUR = timedelta(hours=1)
GLIB = "Your data is safe, we'll be back soon, sorry for any inconvenience"
INVITATION = "Invitation to a call, in private"


async def open_form(bot: Bot) -> None:
    await bot.slash("open Customers cannot pay by card")
    await bot.deliver()
    assert await bot.press(bot.card(), "post_update") == ""


async def test_who_does_not_know_promises_the_answer_and_says_so(bot: Bot) -> None:
    await open_form(bot)

    said = await bot.press_in_form("unknown_here", chosen="scope")

    assert "PR-1 is logged." in said
    assert f"Owner: <@{AGENT}>" in said
    *_, sentence, last = bot.typed("text").split("\n")
    assert sentence.startswith("We do not know yet how many people it affects. We will find out")
    assert last.startswith("Next update:")


async def test_where_all_is_known_nobody_is_asked_what_they_do_not_know(bot: Bot) -> None:
    """Slack takes no menu without entries: the whole form would not open."""
    await bot.slash("open Customers cannot pay by card")
    await bot.deliver()
    await noted(bot, by=FINANCE, data_safety="confirmed_safe")
    await noted(
        bot,
        started_at=str(int((NOON - HOUR).timestamp())),
        scope="all customers in the UK",
        workaround="pay by transfer",
        eta_from=str(int((NOON + HOUR).timestamp())),
        eta_to=str(int((NOON + 2 * HOUR).timestamp())),
        eta_source="the provider's duty lead",
        cause="a full disk",
    )

    assert await bot.press(bot.card(), "post_update") == ""

    assert "I don't know" not in bot.form()
    assert "pay by transfer" in bot.typed("text")


async def test_who_does_not_know_what_one_customer_asks_promises_it_to_them(bot: Bot) -> None:
    await open_form(bot)
    await bot.press_in_form("kind", chosen="Apology, to one person")
    said = await bot.press_in_form("unknown_here")
    assert "Nothing is promised yet: fill in their name first" in said
    bot.person(AGENT).fill("person_name", "Ms Okafor")

    assert "PR-1 is logged." in await bot.press_in_form("unknown_here")

    assert "I do not know that. I will find out and tell you by" in bot.typed("text")
    await bot.deliver()
    assert "Okafor" not in "".join(one.words for one in bot.thread())


async def test_what_is_spoken_opens_the_phone_script(bot: Bot) -> None:
    await open_form(bot)

    said = await bot.press_in_form("kind", chosen="Phone script, stage by stage")

    assert "Words for customers" not in said
    assert bot.direct(AGENT) == []


async def test_words_that_the_phone_script_takes_the_place_of_are_given_back(bot: Bot) -> None:
    await open_form(bot)
    await bot.press_in_form("text", chosen=GLIB)

    await bot.press_in_form("kind", chosen="Phone script, stage by stage")

    assert f"```\n{GLIB}\n```" in bot.direct(AGENT)[-1].words


async def test_of_a_threat_the_safety_lead_hears_at_once(bot: Bot) -> None:
    await open_form(bot)
    await bot.press_in_form("kind", chosen=INVITATION)

    said = await bot.press_in_form("tell_safety")

    assert f"<@{HEAD}> will be told now, in private. Answer nothing, leave it up" in said
    await bot.deliver()
    assert f"<@{AGENT}> has read a threat from a customer" in bot.direct(HEAD)[-1].text
    assert "threat" not in "".join(one.words for one in bot.thread())


async def test_words_that_are_cut_are_given_back_whole(bot: Bot) -> None:
    await open_form(bot)
    text = " ".join(f"word{place}" for place in range(600))
    before = {one.ts for one in bot.whispers(INCIDENTS, AGENT)}

    await bot.slash(f"hold {text}")

    def whole() -> str:
        seen = [one for one in bot.whispers(INCIDENTS, AGENT) if one.ts not in before]
        return "\n".join(one.words for one in seen)

    await bot.practice.workspace.until(lambda: "word599" in whole())
    assert "Here they are whole" in whole()
    assert all(f"word{place}" in whole() for place in range(600))
    assert bot.typed("text") == text[:3000]


async def note_scope_above(bot: Bot, *, back: str) -> None:
    await bot.press_in_form("change_fact")
    known = {"scope": "all customers in the UK", "certainty.scope": "confirmed:public"}
    said = await bot.send(**known)
    assert "noted as version" in said
    assert back in said
    await bot.person(AGENT).close()


async def test_a_draft_is_written_anew_once_a_fact_was_changed_above_it(bot: Bot) -> None:
    await open_form(bot)

    drafted = bot.typed("text")
    assert "It affects" not in drafted

    await note_scope_above(bot, back="the draft below is written anew")

    await bot.practice.workspace.until(lambda: bot.typed("text") != drafted)
    assert "What is known has changed since this was drafted" in bot.form()
    assert "It affects all customers in the UK." in bot.typed("text")
    assert bot.typed("kind") == "K01"
    assert "Noted as sent: update 1" in await bot.send()


async def test_typed_words_stay_when_a_fact_was_changed_above_them(bot: Bot) -> None:
    await open_form(bot)
    await bot.press_in_form("text", chosen=GLIB)

    await note_scope_above(bot, back="Your words are below as you left them")

    assert bot.typed("text") == GLIB
    assert "What is known has changed" not in await bot.send()
    assert bot.typed("text") == GLIB


async def test_those_named_for_safety_hear_of_a_threat_each_time(bot: Bot) -> None:
    await open_form(bot)

    for _ in range(2):
        bot.clock.turn(timedelta(minutes=1))
        people = await safety.tell_of_threat(
            bot.candour.store,
            Organisation(safety=("S01LEADS",), head_of_support=(HEAD,)),
            workspace=bot.candour.workspace,
            number=1,
            by=AGENT,
            now=bot.clock.now(),
        )
    await bot.deliver()

    assert people == ("S01LEADS",)
    assert bot.direct(HEAD) == []
    assert sum("has read a threat" in one.text for one in bot.direct(LEAD)) == 2
