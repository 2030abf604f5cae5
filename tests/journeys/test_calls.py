"""The phone script: it opens stage by stage, loses nothing, and adds up."""

from bot.domain.organisation import Organisation
from bot.usecases import calls
from bot.usecases.calls import Noted
from tests.driver import AGENT, FINANCE, HEAD, INCIDENTS, LEAD, MANAGER, Bot

QUESTION = "Does it happen each time?"


async def begin(bot: Bot, *, by: str = AGENT) -> None:
    if not bot.channel():
        await bot.slash("open Customers cannot pay by card")
        await bot.deliver()
    assert await bot.slash("call", by=by) == ""


async def seen(bot: Bot, command: str, *, by: str = AGENT) -> str:
    """Return the whole private answer to a command."""
    await bot.slash(command, by=by)
    return bot.whispers(INCIDENTS, by)[-1].words


async def go_to(bot: Bot, stage: int, *, by: str = AGENT) -> str:
    """Press Next until the call is at the stage, counted from 1."""
    while f"· {stage} of 11 ·" not in bot.form(by=by):
        await bot.send(by=by)
    return bot.form(by=by)


async def end(bot: Bot, *, by: str = AGENT) -> str:
    await go_to(bot, 11, by=by)
    return await bot.send(by=by)


async def test_a_call_opens_stage_by_stage(bot: Bot) -> None:
    await begin(bot)

    assert "How would you like me to call you?" in bot.form()
    said = await bot.send(name="Ms Okafor", waited="12")
    assert "Please tell me what has happened." in said
    assert "Do not interrupt, do not explain." in said
    await bot.send(reported_symptom="your card is refused.", concern="the rent")
    said = await bot.send()
    assert (
        "So your card is refused, and the worst of it is the rent. Have I got that right?" in said
    )


async def test_the_card_and_the_kind_of_draft_open_the_script_too(bot: Bot) -> None:
    await begin(bot)
    await bot.person(AGENT).close()
    assert await bot.press(bot.card(), "call") == ""
    assert "CA-1 · 1 of 11" in bot.form()
    await bot.person(AGENT).close()

    assert await bot.slash("draft k09") == ""

    assert "CA-1 · 1 of 11" in bot.form()


async def test_what_was_noted_outlives_a_closed_form(bot: Bot) -> None:
    await begin(bot)
    await bot.send(name="Ms Okafor")
    await bot.person(AGENT).close()

    await bot.slash("call")

    assert "You go on with the call that you began" in bot.form()
    assert "Please tell me what has happened." in bot.form()
    await bot.press_in_form("call_back")
    assert bot.typed("name") == "Ms Okafor"


async def test_another_call_can_be_begun_instead(bot: Bot) -> None:
    await begin(bot)
    await bot.send(name="Ms Okafor")
    await bot.slash("call")

    said = await bot.press_in_form("call_anew")

    assert "CA-2 · 1 of 11" in said
    assert bot.typed("name") == ""


async def test_going_back_keeps_what_is_typed_at_this_stage(bot: Bot) -> None:
    await begin(bot)
    await bot.send()
    bot.person(AGENT).fill("reported_symptom", "the card is refused")

    await bot.press_in_form("call_back")
    await bot.send()

    assert bot.typed("reported_symptom") == "the card is refused"


async def test_only_what_may_be_told_answers_the_worry(bot: Bot) -> None:
    await begin(bot)

    said = await go_to(bot, 5)

    assert "I do not know that yet. I will find out." in said
    assert "*What you may tell customers now*" in said
    assert "Not known yet" in said


async def test_who_does_not_know_promises_the_answer(bot: Bot) -> None:
    await begin(bot)
    await bot.send(name="Ms Okafor")

    said = await bot.press_in_form("call_unknown")

    assert "I do not know that. I will find out and tell you by 16:00 GMT." in said
    assert "It is promised: PR-1." in said
    assert "tell you by 16:00 GMT" in await go_to(bot, 5)
    await bot.deliver()
    assert any("PR-1" in one.text for one in bot.thread())
    assert "Okafor" not in "".join(one.words for one in [*bot.thread(), bot.card()])


async def test_an_answer_can_be_promised_to_somebody_without_a_name(bot: Bot) -> None:
    await begin(bot)

    assert "PR-1" in await bot.press_in_form("call_unknown")

    assert "I do not know\n" not in bot.form()


async def test_a_call_that_turns_has_its_sentence(bot: Bot) -> None:
    await begin(bot)

    said = await bot.press_in_form("call_turn", chosen="They insult you")
    assert "I want to help, and I need us to speak without insults." in said
    said = await bot.press_in_form("call_turn", chosen="They insult you again")
    assert "If this goes on, I have to end the call." in said
    said = await bot.press_in_form("call_turn", chosen="They ask about their information")
    assert "We do not yet know if any customer information is affected." in said
    said = await bot.press_in_form("call_turn", chosen="They ask what they will get")
    assert "I will not guess a sum." in said


async def test_a_threat_calls_somebody_to_the_agents_side(bot: Bot) -> None:
    await begin(bot)
    await bot.send(name="Ms Okafor")
    await bot.press_in_form("call_turn", chosen="They threaten somebody")

    said = await bot.press_in_form("call_for_help")
    await bot.deliver()

    assert "Help is called." in said
    [alarm] = bot.direct(HEAD)
    assert alarm.text.startswith("A caller threatens somebody. <@U01DAN> is on the phone")
    assert "Okafor" not in alarm.words


async def test_a_hard_call_ends_with_a_rest(bot: Bot) -> None:
    await begin(bot)
    await bot.press_in_form("call_turn", chosen="They insult you")

    assert "Take a break before the next one" in await end(bot)


async def test_the_end_has_the_words_in_writing_ready_and_logs_the_customer(bot: Bot) -> None:
    await begin(bot)
    await bot.send(name="Ms Okafor", waited="12")
    await go_to(bot, 4)
    await bot.send(concern="the rent", impact_personal="You missed your rent.")
    await go_to(bot, 8)
    await bot.send(repair="I pay the late fee today")

    said = await end(bot)
    await bot.deliver()

    assert "CA-1 is noted." in said
    assert bot.typed("kind").startswith("K05")
    assert bot.typed("text").startswith("Hello Ms Okafor,")
    assert "You missed your rent." in bot.typed("text")
    assert "To put it right, I pay the late fee today." in bot.typed("text")
    assert "Calls*\n1; 12 min waited in all" in bot.card().words
    assert "1 logged" in bot.card().words
    assert "Ms Okafor" in await seen(bot, "customers")
    assert "Okafor" not in bot.card().words


async def test_the_card_counts_a_call_as_it_is_taken(bot: Bot) -> None:
    await begin(bot)
    await bot.deliver()
    assert "Calls*\n1" in bot.card().words

    await bot.send(name="Ms Okafor", waited="12")
    await bot.deliver()

    assert "Calls*\n1; 12 min waited in all" in bot.card().words


async def test_a_name_alone_opens_nothing_that_another_caller_was_promised(bot: Bot) -> None:
    await begin(bot)
    await bot.send(name="Ms Okafor")
    await bot.press_in_form("call_unknown")
    await end(bot)

    await begin(bot)
    await bot.send(name="ms okafor")

    said = await bot.send()
    assert "CU-1" not in said
    assert "PR-1" not in said


async def test_answers_add_up_and_a_pattern_is_told_to_the_lead(bot: Bot) -> None:
    for by, answer in ((AGENT, "Yes"), (LEAD, "yes."), (MANAGER, "YES")):
        await begin(bot, by=by)
        await go_to(bot, 6, by=by)
        await bot.send(by=by, **{"answer.3": answer})
        await end(bot, by=by)
    await bot.deliver()

    [told] = [one for one in bot.direct(AGENT) if "calls or more say the same" in one.text]
    assert f"{QUESTION} “YES”: 3" in told.words or f"{QUESTION} “Yes”: 3" in told.words
    totals = await seen(bot, "calls")
    assert "INC-1, calls: 3." in totals
    assert "Yes”: 3" in totals.replace("YES", "Yes")
    assert "yes" not in "".join(one.words for one in bot.thread()).lower()


async def test_what_callers_say_is_for_those_who_work_on_it(bot: Bot) -> None:
    await begin(bot)
    await go_to(bot, 6)
    await bot.send(**{"answer.3": "Each time"})

    assert "Each time" in await seen(bot, "calls")
    assert "Each time" not in await seen(bot, "calls", by=FINANCE)


async def test_a_wait_that_is_no_number_is_refused_beside_its_field(bot: Bot) -> None:
    await begin(bot)

    said = await bot.send(name="Ms Okafor", waited="long")

    assert "how many minutes they have waited" in said
    assert bot.typed("name") == "Ms Okafor"
    assert "1 of 11" in said


async def test_a_sum_that_nobody_approved_is_not_said_on_the_phone(bot: Bot) -> None:
    await begin(bot)
    await go_to(bot, 8)

    said = await bot.send(repair="I pay you 50 pounds")

    assert "*Do not say it like that.* Nobody has approved this sum." in said


async def test_without_a_head_of_support_each_lead_is_called(bot: Bot) -> None:
    await begin(bot)

    await calls.call_for_help(
        bot.candour.store,
        Organisation(leads=("S01LEADS",)),
        Noted(stage=0),
        workspace=bot.candour.workspace,
        number=1,
        by=AGENT,
        now=bot.clock.now(),
    )
    await bot.deliver()

    assert any("A caller threatens somebody" in one.text for one in bot.direct(LEAD))
