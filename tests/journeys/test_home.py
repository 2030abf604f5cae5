"""App Home: what needs this person, how things stand, and what can be done from there."""

from dataclasses import replace
from datetime import timedelta

from bot.sandbox import payloads
from bot.sandbox.screen import words_in
from tests.driver import AGENT, FINANCE, HEAD, LEAD, MANAGER, NEWS, Bot
from tests.journeys.forgery import forged, from_elsewhere
from tests.journeys.test_credit import ask, managers_are
from tests.journeys.test_releases import asked as release_asked

SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)
LOOK = 10 * SECOND


async def opened(bot: Bot, *, by: str = AGENT) -> str:
    """Open App Home, and return what stands there."""
    await bot.person(by).open_home()
    await bot.deliver()
    return home(bot, by=by)


def home(bot: Bot, *, by: str = AGENT) -> str:
    view = bot.person(by).home
    return "" if view is None else "\n".join(words_in(view.blocks))


async def press(bot: Bot, action: str, *, by: str = AGENT, value: str | None = None) -> str:
    """Press a button there, and return what the form above it says."""
    before = bot.person(by).modal
    failure = await bot.person(by).click("home", action, value=value)
    assert failure is None, failure
    await bot.practice.workspace.until(lambda: bot.person(by).modal not in (None, before))
    return bot.form(by=by)


def pages(bot: Bot) -> int:
    return bot.practice.calls.counts["views.publish"]


async def test_an_empty_page_is_kind_and_offers_to_open_an_incident(bot: Bot) -> None:
    page = await opened(bot)

    assert "Nothing needs you right now." in page
    assert "No incident is open. May it stay quiet." in page
    assert "Nothing else is in your name" in page
    assert "Credits this month" not in page
    assert "The last seven days" not in page
    assert "Open an incident" in await press(bot, "open_incident")
    receipt = await bot.send(what_fails="Customers cannot sign in")
    assert "INC-1" in receipt
    await bot.wait(LOOK)
    assert "INC-1 · Customers cannot sign in" in home(bot)


async def test_what_is_due_first_stands_first_with_its_buttons(bot: Bot) -> None:
    await bot.slash("open Customers cannot pay by card")
    await bot.slash("open Customers cannot sign in")
    await bot.deliver()
    await bot.press(bot.card(2), "set_severity", chosen="2:1")
    await bot.wait(21 * MINUTE)

    page = await opened(bot)

    assert "What needs you now (2)" in page
    assert page.index("INC-2") < page.index("INC-1")
    assert "Update overdue since" in page
    assert "Customers have heard nothing yet, since" in page
    assert "No other incident is open" in page


async def test_a_button_does_what_it_does_elsewhere_and_the_page_follows(bot: Bot) -> None:
    await bot.slash("open Customers cannot pay by card")
    await bot.deliver()
    await bot.wait(21 * MINUTE)
    assert "Your shift (1)" not in await opened(bot)

    await press(bot, "post_update")
    bot.person(AGENT).fill("text", NEWS)
    await bot.send()
    await bot.wait(LOOK)

    page = home(bot)
    assert "Nothing needs you right now." in page
    assert "Your shift (1)" in page
    assert "Customers last heard from us" in page


async def test_who_was_asked_to_take_over_accepts_there(bot: Bot) -> None:
    await bot.slash("open Customers cannot pay by card")
    await bot.deliver()
    await bot.press(bot.card(), "hand_over")
    await bot.send(to=LEAD)
    await bot.deliver()
    assert f"<@{AGENT}> asks you to take over." in await opened(bot, by=LEAD)

    assert "You own INC-1 now." in await press(bot, "accept", by=LEAD)

    await bot.deliver()
    assert "Your shift (1)" in home(bot, by=LEAD)


async def test_of_two_who_take_one_the_second_is_told_and_sees_the_truth(bot: Bot) -> None:
    await bot.slash("open")
    await bot.send(what_fails="Customers cannot sign in", owner="")
    await bot.deliver()
    assert "Owner: nobody yet." in await opened(bot, by=LEAD)
    await opened(bot, by=HEAD)
    await press(bot, "take", by=LEAD)

    said = await press(bot, "take", by=HEAD)

    assert said.startswith("Not done")
    assert f"<@{LEAD}> owns INC-1 already." in said
    await bot.deliver()
    assert f"Owner: <@{LEAD}>." in home(bot, by=HEAD)


async def test_what_is_late_needs_the_leads_as_well(bot: Bot) -> None:
    await bot.slash("open Customers cannot pay by card")
    await bot.wait(36 * MINUTE)

    assert "What needs you now (1)" in await opened(bot, by=LEAD)
    assert "Also open (1)" in await opened(bot, by=FINANCE)


async def test_a_promise_comes_up_an_hour_before_its_time(bot: Bot) -> None:
    await bot.slash("open Customers cannot pay by card")
    await bot.slash("promise tell everybody what failed by 15:00 GMT")
    await bot.deliver()
    page = await opened(bot)
    assert "Nothing needs you right now." in page
    assert "Your shift (2)" in page

    await bot.wait(185 * MINUTE)
    page = await opened(bot)

    assert "PR-1 · your promise" in page
    assert "Tell them, with a new time." in page
    assert "What kept it?" in await press(bot, "promise_kept")


async def test_words_to_release_stand_there_whole(bot: Bot) -> None:
    text = await release_asked(bot)

    page = await opened(bot, by=LEAD)

    assert text in page
    assert "W-1 is released." in await press(bot, "release", by=LEAD)
    await bot.deliver()
    assert text not in home(bot, by=LEAD)


async def test_a_manager_decides_there_and_the_role_is_looked_up_at_the_press(bot: Bot) -> None:
    await ask(bot)
    page = await opened(bot, by=MANAGER)
    assert "CR-1 · £40.00" in page
    assert "Ms Quill" not in page
    assert "waiting for a decision; no cap is set" in page
    managers_are(bot, HEAD)

    said = await press(bot, "approve_credit", by=MANAGER)
    assert said.startswith("Not done")
    managers_are(bot, MANAGER)
    said = await press(bot, "approve_credit", by=MANAGER)

    assert "you approved £40.00" in said
    await bot.deliver()
    page = home(bot, by=MANAGER)
    assert "CR-1 ·" not in page
    assert "£40.00 approved" in page


async def test_who_asked_is_shown_what_came_back(bot: Bot) -> None:
    await ask(bot)
    await opened(bot, by=MANAGER)
    await press(bot, "question_credit", by=MANAGER)
    await bot.send(by=MANAGER, question="Which fee was it?")
    page = await opened(bot)
    assert "CR-1 · your request for £40.00" in page

    await press(bot, "answer_credit")
    await bot.send(answer="The card fee")
    await bot.wait(LOOK)

    assert "your request" not in home(bot)


async def test_the_page_follows_for_an_hour_and_is_sent_only_when_it_reads_otherwise(
    bot: Bot,
) -> None:
    await opened(bot)
    sent = pages(bot)
    for _ in range(3):
        await bot.wait(LOOK)
    assert pages(bot) == sent

    await bot.slash("open Customers cannot pay by card", by=LEAD)
    await bot.wait(LOOK)
    assert "INC-1" in home(bot)
    assert pages(bot) == sent + 1

    await bot.wait(2 * 60 * MINUTE)
    sent = pages(bot)
    await bot.slash("open Customers cannot sign in", by=LEAD)
    await bot.wait(60 * MINUTE)
    assert pages(bot) == sent
    assert "INC-2" in await opened(bot)


async def test_many_openings_at_once_cost_one_page(bot: Bot) -> None:
    for _ in range(5):
        await bot.person(AGENT).open_home()
    await bot.deliver()

    assert pages(bot) == 1


async def test_without_roles_the_page_says_so_and_shows_the_rest(bot: Bot) -> None:
    await bot.slash("open Customers cannot pay by card")
    bot.practice.faults.add("usergroups.users.list", "server_error", times=9)

    page = await opened(bot, by=LEAD)
    assert "Slack did not say who leads and who manages." in page
    assert "INC-1" in page
    assert "The last seven days" not in page

    bot.practice.faults.clear()
    await bot.wait(MINUTE + LOOK)
    assert "Slack did not say" not in home(bot, by=LEAD)
    assert "The last seven days (1)" in home(bot, by=LEAD)


async def test_a_page_that_slack_did_not_take_comes_later(bot: Bot) -> None:
    bot.practice.faults.add("views.publish", "ratelimited", retry_after_s=30)

    assert await opened(bot) == ""

    await bot.wait(30 * SECOND)
    assert "What needs you now" in home(bot)


async def test_a_receipt_that_cannot_be_shown_there_comes_as_a_message(bot: Bot) -> None:
    await bot.slash("open")
    await bot.send(what_fails="Customers cannot sign in", owner="")
    await bot.deliver()
    await opened(bot, by=LEAD)
    bot.practice.faults.add("views.open", "server_error")

    await bot.person(LEAD).click("home", "take")
    await bot.practice.workspace.until(lambda: bool(bot.direct(LEAD)))

    assert "You own INC-1 now." in bot.direct(LEAD)[-1].text


async def test_figures_go_to_leads_alone_and_in_private(bot: Bot) -> None:
    await bot.slash("open Customers cannot pay by card")
    await bot.slash("drill Nobody can pay")
    await bot.deliver()
    page = await opened(bot, by=LEAD)
    assert "The last seven days (1)" in page

    said = await press(bot, "insights", by=LEAD)
    await bot.deliver()

    assert "come in a direct message" in said
    card = bot.direct(LEAD)[-1]
    assert "Incidents opened 2026-01-01 to 2026-03-04 (Europe/London): 1." in card.text
    assert "1 incident, few" in card.words
    assert "Satisfied after 7 days: not asked" in card.words
    assert AGENT not in card.words
    assert all("Incidents opened" not in seen.text for seen in bot.channel())


async def test_an_agent_has_no_such_button_and_a_forged_press_is_refused(bot: Bot) -> None:
    await opened(bot)
    view = bot.person(AGENT).home
    assert view is not None
    assert "figures of three months" not in home(bot)

    state = bot.practice.workspace.state
    pressed = {"type": "button", "action_id": "insights", "value": "home", "block_id": "x"}
    stamped = {**pressed, "action_ts": state.stamp()}
    await forged(bot, payloads.press_in_view(state, view, stamped))
    await bot.practice.workspace.until(lambda: bot.person(AGENT).modal is not None)

    assert "The figures are for leads and managers." in bot.form()
    await bot.deliver()
    assert bot.direct(AGENT) == []


async def test_somebody_of_another_organisation_changes_nothing_there(bot: Bot) -> None:
    await bot.slash("open")
    await bot.send(what_fails="Customers cannot sign in", owner="")
    await opened(bot)
    view = bot.person(AGENT).home
    assert view is not None
    state = bot.practice.workspace.state
    pressed = {"type": "button", "action_id": "take", "value": "1:", "block_id": "x"}
    stamped = {**pressed, "action_ts": state.stamp()}

    await forged(bot, from_elsewhere(payloads.press_in_view(state, view, stamped)))
    await bot.deliver()

    assert "nobody yet" in bot.card().words


async def test_over_a_socket_it_opens_as_well(socket_bot: Bot) -> None:
    assert "What needs you now" in await opened(socket_bot)


async def test_many_who_open_it_ask_once_who_leads(bot: Bot) -> None:
    for somebody in (AGENT, LEAD, MANAGER, FINANCE, HEAD):
        await bot.person(somebody).open_home()
    await bot.deliver()

    assert pages(bot) == 5
    assert bot.practice.calls.counts["usergroups.users.list"] == 2  # groups: leads, managers


async def test_while_many_have_it_open_some_see_what_is_new_a_minute_later(bot: Bot) -> None:
    state = bot.practice.workspace.state
    crowd = [f"U2CROWD{number}" for number in range(12)]
    for one in crowd:
        state.people[one] = replace(state.people[AGENT], id=one)
        await opened(bot, by=one)
    await bot.slash("open Customers cannot pay by card")
    bot.clock.turn(LOOK)

    await bot.candour.worker.run_due()

    late = [one for one in crowd if "INC-1" not in home(bot, by=one)]
    assert len(late) == 2
    assert "INC-1" in await opened(bot, by=late[0])
    await bot.wait(MINUTE)
    assert all("INC-1" in home(bot, by=one) for one in crowd)
