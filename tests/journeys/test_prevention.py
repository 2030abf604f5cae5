"""After the end: five questions, steps with an owner and a day, and closing it."""

from datetime import timedelta

import pytest

from tests.driver import AGENT, FINANCE, LEAD, MANAGER, Bot

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)


@pytest.fixture
async def resolved(bot: Bot) -> Bot:
    """Resolved on Wednesday, 4 March 2026, at noon."""
    await bot.slash("open Customers cannot pay by card")
    await bot.deliver()
    await bot.resolve()
    await bot.deliver()
    return bot


def notes(bot: Bot, somebody: str, words: str) -> list[str]:
    return [seen.text for seen in bot.direct(somebody) if words in seen.text]


async def agree(bot: Bot, words: str, *, owner: str = LEAD, due: str = "2026-03-12") -> str:
    await bot.slash(f"prevention INC-1 {words}")
    answer = await bot.send(owner=owner, step_due=due)
    await bot.person(AGENT).close()
    await bot.deliver()
    return answer


async def test_a_day_later_the_owner_is_asked_and_again_each_working_day(resolved: Bot) -> None:
    asked = "what will keep it from happening again?"
    await resolved.wait(23 * HOUR)
    assert notes(resolved, AGENT, asked) == []

    await resolved.wait(1 * HOUR + timedelta(seconds=10))  # Thursday, noon
    assert len(notes(resolved, AGENT, asked)) == 1
    await resolved.wait(DAY)
    assert len(notes(resolved, AGENT, asked)) == 2
    await resolved.wait(2 * DAY)  # Sunday
    assert len(notes(resolved, AGENT, asked)) == 2
    await resolved.wait(DAY)
    assert len(notes(resolved, AGENT, asked)) == 3
    assert notes(resolved, LEAD, asked) == []
    for _ in range(4):
        await resolved.wait(DAY)
    [late] = notes(resolved, LEAD, asked)
    assert f"It has waited for a week. <@{AGENT}> owns it." in late


async def test_the_answers_are_kept_and_stand_in_the_form_next_time(resolved: Bot) -> None:
    await resolved.wait(DAY + timedelta(seconds=10))
    [note] = [seen for seen in resolved.direct(AGENT) if "five" in seen.text.lower()]

    await resolved.press(note, "review")
    assert "Answer at least one question" in await resolved.send()
    said = await resolved.send(hardest="The wait & no word.", why_happened="A part failed.")
    assert "Questions answered: 2 of 5." in said
    assert "Next: add a step with an owner and a day" in said
    await resolved.person(AGENT).close()
    await resolved.press(note, "review")
    assert resolved.typed("hardest") == "The wait & no word."
    await resolved.person(AGENT).close()
    shown = await resolved.slash("prevention INC-1", by=LEAD)
    assert "Questions answered: 2 of 5." in shown
    [card] = resolved.whispers("C01INCIDENTS", LEAD)[-1:]
    assert "> The wait &amp; no word." in card.words


async def test_answers_that_label_a_person_come_back(resolved: Bot) -> None:
    await resolved.press(resolved.card(), "prevention")
    await resolved.press(resolved.whispers("C01INCIDENTS", AGENT)[-1], "review")

    said = await resolved.send(why_happened="The caller was an idiot.")

    assert "is resolved" not in said
    assert resolved.typed("why_happened") == "The caller was an idiot."


async def test_a_step_is_called_for_from_its_day_on_until_it_is_done(resolved: Bot) -> None:
    answer = await agree(resolved, "A second way to pay by card")
    assert "PV-1 is agreed: “A second way to pay by card”. Due 12 March" in answer
    assert f"<@{AGENT}> agreed on PV-1" in resolved.thread()[-1].text
    assert len(notes(resolved, LEAD, "PV-1 is yours from now on")) == 1

    await resolved.wait(7 * DAY + 20 * HOUR)  # Thursday, 12 March, 8:00
    assert notes(resolved, LEAD, "Is PV-1 done?") == []
    await resolved.wait(HOUR + timedelta(seconds=10))
    assert len(notes(resolved, LEAD, "Is PV-1 done?")) == 1
    await resolved.wait(DAY)
    note = [seen for seen in resolved.direct(LEAD) if "Is PV-1 done?" in seen.text][-1]
    assert "It was due 12 March." in note.text

    assert "PV-1: done" in await resolved.press(note, "step_is_done", by=LEAD)
    await resolved.wait(5 * DAY)
    assert len(notes(resolved, LEAD, "Is PV-1 done?")) == 2
    assert "PV-1 is done or dropped already." in await resolved.press(note, "step_is_done", by=LEAD)


async def test_a_week_late_the_leads_hear_of_a_step(resolved: Bot) -> None:
    await agree(resolved, "A second way to pay", owner=MANAGER, due="2026-03-06")

    await resolved.wait(2 * DAY)
    assert notes(resolved, LEAD, "PV-1") == []
    for _ in range(8):
        await resolved.wait(DAY)

    [late] = notes(resolved, LEAD, "PV-1")
    assert f"PV-1 of <@{MANAGER}> is a week late or more" in late


async def test_who_cannot_be_reached_is_named_in_the_thread(resolved: Bot) -> None:
    resolved.practice.workspace.state.people[MANAGER].deleted = True
    await agree(resolved, "A second way to pay", owner=MANAGER, due="2026-03-06")
    said = f"I could not reach <@{MANAGER}> in a direct message. PV-1 is yours"
    assert any(said in one.text for one in resolved.thread())

    await resolved.wait(2 * DAY)

    assert any("in a direct message. Is PV-1 done?" in one.text for one in resolved.thread())


async def test_a_day_that_has_passed_is_refused_and_nothing_typed_is_lost(resolved: Bot) -> None:
    await resolved.slash("prevention INC-1 A second way to pay")

    assert "This day has passed." in await resolved.send(owner=LEAD, step_due="2026-03-03")
    assert resolved.typed("step") == "A second way to pay"
    assert "PV-1 is agreed" in await resolved.send(step_due="2026-03-12")


async def test_a_step_changes_hands_and_is_dropped_with_a_reason(resolved: Bot) -> None:
    await agree(resolved, "A second way to pay")
    await resolved.slash("prevention INC-1")
    shown = resolved.whispers("C01INCIDENTS", AGENT)[-1]

    await resolved.press(shown, "step_change")
    assert f"owner <@{FINANCE}>" in await resolved.send(owner=FINANCE, step_due="2026-04-01")
    await resolved.person(AGENT).close()
    await resolved.deliver()
    assert len(notes(resolved, FINANCE, "PV-1 is yours from now on")) == 1
    await resolved.press(shown, "step_drop")
    assert "PV-1: dropped" in await resolved.send(why_dropped="The supplier left the market.")
    await resolved.person(AGENT).close()
    await resolved.deliver()
    assert "Why: The supplier left the market." in resolved.thread()[-1].text
    await resolved.wait(40 * DAY)
    assert notes(resolved, FINANCE, "Is PV-1 done?") == []


async def test_customers_read_only_what_its_owner_lets_them(resolved: Bot) -> None:
    await agree(resolved, "A second way to pay by card")
    await resolved.slash("prevention INC-1")
    [shown] = resolved.whispers("C01INCIDENTS", AGENT)[-1:]
    assert f"PV-1 is <@{LEAD}>'s, and only they let customers read of it." in await resolved.press(
        shown, "step_clear"
    )
    await resolved.slash("draft INC-1 K04")
    assert "second way to pay" not in resolved.typed("text")
    await resolved.person(AGENT).close()

    note = resolved.direct(LEAD)[-1]
    told = await resolved.press(note, "step_clear", by=LEAD)
    assert "Customers may read what we will change: “A second way to pay" in told
    await resolved.slash("draft INC-1 K04")
    planned = "What we will change by 12 March: A second way to pay by card."
    assert planned in resolved.typed("text")
    await resolved.person(AGENT).close()

    await resolved.press(note, "step_is_done", by=LEAD)
    await resolved.slash("draft INC-1 K04")
    assert "What we have changed: A second way to pay by card." in resolved.typed("text")
    assert "What we will change" not in resolved.typed("text")


async def test_words_that_customers_must_not_read_are_not_cleared(resolved: Bot) -> None:
    await agree(resolved, "Your data is safe from now on", owner=AGENT)
    await resolved.slash("prevention INC-1")

    answer = await resolved.press(resolved.whispers("C01INCIDENTS", AGENT)[-1], "step_clear")

    assert "Customers cannot be told what will be changed to prevent it like this." in answer
    await resolved.slash("prevention INC-1")
    assert "Customers may know." not in resolved.whispers("C01INCIDENTS", AGENT)[-1].words


async def test_it_is_closed_with_a_step(resolved: Bot) -> None:
    await agree(resolved, "A second way to pay")
    await resolved.slash("prevention INC-1")

    answer = await resolved.press(resolved.whispers("C01INCIDENTS", AGENT)[-1], "close")
    await resolved.deliver()

    assert "INC-1 is closed." in answer
    assert "Closed, SEV2" in resolved.card().text
    asked = "what will keep it from happening again?"
    await resolved.wait(3 * DAY)
    assert notes(resolved, AGENT, asked) == []
    await resolved.wait(6 * DAY)
    assert len(notes(resolved, LEAD, "Is PV-1 done?")) > 0


async def test_without_a_step_it_is_closed_for_a_named_reason(resolved: Bot) -> None:
    await resolved.slash("prevention INC-1")
    shown = resolved.whispers("C01INCIDENTS", AGENT)[-1]

    assert await resolved.press(shown, "close") == ""
    assert "Nothing is written for why nothing" in await resolved.send(why_nothing=" ") or (
        "No step keeps INC-1" in resolved.form()
    )
    assert "INC-1 is closed." in await resolved.send(why_nothing="The supplier has left us.")
    await resolved.deliver()
    assert "No step: The supplier has left us." in resolved.thread()[-1].text
    await resolved.person(AGENT).close()
    assert "INC-1 is closed already." in await resolved.press(shown, "close")
    assert "INC-1 is over." in await resolved.slash("hold INC-1")


async def test_what_was_closed_can_fail_again_and_is_asked_of_anew(resolved: Bot) -> None:
    await agree(resolved, "A second way to pay")
    await resolved.slash("prevention INC-1")
    await resolved.press(resolved.whispers("C01INCIDENTS", AGENT)[-1], "close")

    await resolved.slash("reopen INC-1")
    await resolved.wait(2 * DAY)
    asked = "what will keep it from happening again?"
    assert notes(resolved, AGENT, asked) == []
    await resolved.resolve()
    await resolved.wait(DAY + timedelta(seconds=10))

    assert len(notes(resolved, AGENT, asked)) == 1


async def test_an_open_incident_is_not_closed_but_may_have_steps(bot: Bot) -> None:
    await bot.slash("open Customers cannot pay by card")
    await bot.deliver()

    await bot.slash("prevention")
    shown = bot.whispers("C01INCIDENTS", AGENT)[-1]
    assert "Close the incident" not in shown.buttons
    await bot.press(shown, "step_add")
    said = await bot.send(step="A second way to pay", owner=LEAD, step_due="2026-03-12")
    assert "PV-1 is agreed" in said
    await bot.deliver()
    assert "being checked" not in bot.card().text


async def test_where_nothing_is_open_it_asks_which_one(resolved: Bot) -> None:
    assert await resolved.slash("prevention A second way to pay") == ""
    assert "Which incident?" in resolved.form()
