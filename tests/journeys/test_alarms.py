"""A threat reaches somebody other than who met it; and nothing that a caller said is lost."""

from collections.abc import Sequence

from bot.domain.organisation import Organisation
from bot.usecases import calls, safety
from bot.usecases.calls import Noted
from tests.driver import AGENT, HEAD, INCIDENTS, LEAD, MANAGER, NEWS, Bot


async def on_the_phone(bot: Bot) -> None:
    await bot.slash("open Customers cannot pay by card")
    await bot.deliver()
    await bot.slash("call")
    await bot.send(name="Ms Okafor")


async def alarmed(bot: Bot, organisation: Organisation) -> None:
    await calls.call_for_help(
        bot.candour.store,
        organisation,
        Noted(stage=0),
        workspace=bot.candour.workspace,
        number=1,
        by=AGENT,
        now=bot.clock.now(),
    )
    await bot.deliver()


def alarms(bot: Bot, somebody: str) -> Sequence[str]:
    return [one.text for one in bot.direct(somebody) if "threatens somebody" in one.text]


async def test_without_leads_the_managers_hear_of_a_threat(bot: Bot) -> None:
    await on_the_phone(bot)

    await alarmed(bot, Organisation(managers=("S02MANAGERS",)))

    assert len(alarms(bot, MANAGER)) == 1
    assert alarms(bot, AGENT) == []


async def test_who_leads_and_is_on_the_phone_is_not_told_of_their_own_threat(bot: Bot) -> None:
    await on_the_phone(bot)

    await alarmed(bot, Organisation(head_of_support=(AGENT,), leads=("S01LEADS",)))

    assert len(alarms(bot, LEAD)) == 1
    assert alarms(bot, AGENT) == []


async def test_where_nobody_else_is_known_the_thread_asks_for_company(bot: Bot) -> None:
    await on_the_phone(bot)

    await alarmed(bot, Organisation(leads=(AGENT,)))

    [told] = [one for one in bot.thread() if "needs somebody beside them now" in one.text]
    assert f"<@{AGENT}>" in told.text
    assert "Okafor" not in told.text + told.words
    assert alarms(bot, AGENT) == []


async def test_who_cannot_be_reached_does_not_keep_the_alarm(bot: Bot) -> None:
    await on_the_phone(bot)
    bot.practice.faults.add("chat.postMessage", "error", error="channel_not_found")

    await alarmed(bot, Organisation(safety=(HEAD,)))

    assert any("needs somebody beside them now" in one.text for one in bot.thread())


async def test_a_threat_in_writing_finds_somebody_else_too(bot: Bot) -> None:
    await bot.slash("open Customers cannot pay by card")
    await bot.deliver()

    people = await safety.tell_of_threat(
        bot.candour.store,
        Organisation(),
        workspace=bot.candour.workspace,
        number=1,
        by=AGENT,
        now=bot.clock.now(),
    )
    await bot.deliver()

    assert people == ()
    assert any("needs somebody beside them now" in one.text for one in bot.thread())


async def test_a_call_that_another_one_follows_is_counted_and_its_caller_kept(bot: Bot) -> None:
    await on_the_phone(bot)
    await bot.send(reported_symptom="the card is refused", concern="the rent")
    await bot.slash("call")

    assert "CA-2 · 1 of 11" in await bot.press_in_form("call_anew")
    await bot.deliver()

    assert "1 logged" in bot.card().words
    await bot.slash("customers")
    shown = bot.whispers(INCIDENTS, AGENT)[-1].words
    assert "Ms Okafor" in shown
    assert "the rent" in shown


async def test_a_caller_without_a_name_is_kept_by_the_name_of_the_call(bot: Bot) -> None:
    await bot.slash("open Customers cannot pay by card")
    await bot.deliver()
    await bot.slash("call")
    await bot.send(waited="12")
    await bot.send(concern="the rent")
    await bot.slash("call")
    await bot.press_in_form("call_anew")
    await bot.deliver()

    await bot.slash("customers")

    assert "CA-1" in bot.whispers(INCIDENTS, AGENT)[-1].words
    assert "12 min waited in all" in bot.card().words


async def test_a_call_in_which_nothing_was_said_logs_nobody(bot: Bot) -> None:
    await bot.slash("open Customers cannot pay by card")
    await bot.deliver()
    await bot.slash("call")
    await bot.slash("call")
    await bot.press_in_form("call_anew")
    await bot.deliver()

    assert "None logged" in bot.card().words


async def test_a_press_that_anybody_can_make_opens_no_names(bot: Bot) -> None:
    await on_the_phone(bot)
    await bot.person(AGENT).close()
    await bot.slash(f"update INC-1 {NEWS}")
    await bot.slash("severity INC-1 1", by="U04FINN")
    await bot.slash("hold INC-1", by="U04FINN")
    await bot.deliver()

    denied = await bot.slash("customers INC-1", by="U04FINN")

    assert "shown to those who work on it" in denied
