"""Channels, threads, people and the clock, as somebody in front of the page finds them."""

import re
from datetime import timedelta

import pytest
from playwright.async_api import Page, expect
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox.server import PracticeServer

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def write(page: Page, text: str, box: str = "Message #incidents") -> None:
    field = page.get_by_role("textbox", name=box, exact=True)
    await field.fill(text)
    await field.press("Enter")


async def act_as(page: Page, name: str) -> None:
    await page.get_by_role("button", name="Act as").click()
    await page.get_by_role("menuitemradio", name=name).click()
    await expect(page.get_by_role("button", name=f"Act as: {name}")).to_be_visible()


async def test_a_command_is_answered_to_oneself_only(page: Page) -> None:
    await write(page, "/incident hello")

    answer = page.get_by_role("article", name="Candour")
    await expect(answer).to_contain_text("Only visible to you")
    await expect(answer.locator("strong", has_text="hello")).to_be_visible()
    await expect(page.get_by_role("textbox", name="Message #incidents")).to_have_value("")

    await act_as(page, "Amira Haddad")
    await expect(answer).to_have_count(0)
    await act_as(page, "Dan Reyes")
    await answer.get_by_role("button", name="Dismiss").click()
    await expect(answer).to_have_count(0)


async def test_a_slash_shows_the_commands_and_their_hints(page: Page) -> None:
    box = page.get_by_role("textbox", name="Message #incidents")
    await box.press_sequentially("/in")

    await expect(page.get_by_role("option")).to_contain_text("open | update | hold | help")
    await box.press("Enter")
    await expect(box).to_have_value("/incident ")


async def test_a_command_nobody_has_is_refused_and_not_lost(page: Page) -> None:
    await write(page, "/nothing here")

    await expect(page.get_by_role("alert")).to_contain_text("/nothing is not a valid command.")
    await expect(page.get_by_role("textbox", name="Message #incidents")).to_have_value(
        "/nothing here"
    )


async def test_what_a_person_types_cannot_become_markup(page: Page) -> None:
    await write(page, "<script>alert(1)</script> & <!channel> *loud* @Amira Haddad")

    said = page.get_by_role("article", name="Dan Reyes")
    await expect(said).to_contain_text("<script>alert(1)</script> & <!channel> loud @Amira Haddad")
    await expect(said.locator(".mention")).to_have_text(["@Amira Haddad"])


async def test_a_button_on_a_card_answers_in_its_thread(page: Page) -> None:
    await write(page, "/incident open Card payments fail")
    card = page.get_by_role("article", name="Candour")
    await expect(card.get_by_role("heading", name="INC-7 · Card payments fail")).to_be_visible()
    await expect(card).to_contain_text("Pinned")

    await card.get_by_role("button", name="Hold").click()
    await card.get_by_role("button", name="1 reply").click()

    thread = page.get_by_role("complementary", name="Thread")
    await expect(thread.get_by_role("article")).to_have_count(2)
    await expect(thread).to_contain_text("Did hold")
    await write(page, "Thank you", box="Reply in thread")
    await expect(card.get_by_role("button", name="2 replies")).to_be_visible()
    await write(page, "/incident hold", box="Reply in thread")
    await expect(thread).to_contain_text("/incident is not supported in threads. Sorry!")


async def test_selects_and_menus_on_a_card_tell_the_app(page: Page) -> None:
    await write(page, "/incident open Card payments fail")
    card = page.get_by_role("article", name="Candour")
    await card.get_by_role("combobox", name="Choose severity").click()
    await page.get_by_role("option", name="Sev 2").click()
    await expect(card.get_by_role("button", name="1 reply")).to_be_visible()

    await card.get_by_role("button", name="More choices").click()
    await page.get_by_role("menuitem", name="Hand over").click()
    await card.get_by_role("button", name="2 replies").click()

    thread = page.get_by_role("complementary", name="Thread")
    await expect(thread).to_contain_text("Did severity sev 2")
    await expect(thread).to_contain_text("Did more hand over")
    await expect(thread.get_by_role("combobox")).to_have_value("Sev 2")


async def test_a_dangerous_button_asks_first(page: Page) -> None:
    await write(page, "/incident open Card payments fail")
    resolve = page.get_by_role("button", name="Resolve")
    await resolve.click()
    await page.get_by_role("dialog", name="Resolve it?").get_by_role("button", name="Not").click()
    await expect(resolve).to_be_focused()

    await resolve.click()
    await page.get_by_role("dialog").get_by_role("button", name="Resolve").click()

    await expect(page.get_by_role("heading", name="INC-7 · Resolved")).to_be_visible()
    await expect(page.get_by_text("(edited)")).to_be_visible()


async def test_a_message_shortcut_is_in_the_menu_of_the_message(page: Page) -> None:
    await write(page, "They promised a call back")
    said = page.get_by_role("article", name="Dan Reyes")
    await said.hover()
    await said.get_by_role("button", name="More actions").click()
    await page.get_by_role("menuitem", name="Keep this").click()

    answer = page.get_by_role("article", name="Candour")
    await expect(answer).to_contain_text("Kept: They promised a call back")


async def test_unread_marks_lead_to_what_is_new(page: Page, server: PracticeServer) -> None:
    amira = server.workspace.as_person("U02AMIRA")
    await amira.say("C02SUPPORT", "Morning")
    server.workspace.as_person("U01DAN").read("C02SUPPORT")
    await amira.say("C02SUPPORT", "Two calls about cards")
    await amira.say("C02SUPPORT", "Make that five")
    place = page.get_by_role("navigation").get_by_role("button", name="support , 2 unread")
    await expect(page).to_have_title(re.compile(r"^\(2\) #incidents"))

    await place.click()

    await expect(page.get_by_role("heading", level=1)).to_have_text("support")
    await expect(page.get_by_role("article")).to_have_count(3)
    await expect(page.get_by_role("separator", name="New")).to_be_visible()
    await expect(page.get_by_role("button", name="support", exact=True)).to_have_attribute(
        "aria-current", "page"
    )
    await page.go_back()
    await expect(page.get_by_role("heading", level=1)).to_have_text("incidents")


async def test_a_permalink_opens_the_thread_it_points_into(
    page: Page, server: PracticeServer
) -> None:
    dan = server.workspace.as_person("U01DAN")
    parent = await dan.say("C02SUPPORT", "Cards fail again")
    reply = await dan.say("C02SUPPORT", "Only on the site", thread=parent.ts)
    await page.goto(f"{server.url}/archives/C02SUPPORT/p{reply.ts.replace('.', '')}")

    thread = page.get_by_role("complementary", name="Thread")
    await expect(thread).to_contain_text("Only on the site")


async def test_news_is_spoken_politely(page: Page, server: PracticeServer) -> None:
    await server.workspace.as_person("U02AMIRA").say("C01INCIDENTS", "Cards are *back*")

    await expect(page.get_by_role("status")).to_contain_text("Amira Haddad: Cards are back")


async def test_home_says_what_needs_me(page: Page) -> None:
    await page.get_by_role("navigation").get_by_role("button", name="Candour").click()
    await expect(page.get_by_role("heading", name="What needs you")).to_be_visible()
    await expect(page.get_by_text("Nothing waits for @Dan Reyes.")).to_be_visible()

    await page.get_by_role("button", name="Rehearse").click()
    await (
        page.get_by_role("navigation", name="Channels")
        .get_by_role("button", name="Candour , 1 unread")
        .click()
    )

    await expect(page.get_by_role("article", name="Candour")).to_contain_text("Did rehearse")


async def test_the_clock_is_turned_and_quickened(page: Page, server: PracticeServer) -> None:
    before = server.clock.now()
    await page.get_by_role("button", name="+1 h").click()
    await expect(page.get_by_role("status")).to_contain_text("Practice time is now")
    assert (server.clock.now() - before).total_seconds() >= 3600

    fast = page.get_by_role("button", name="Fast")
    await fast.click()
    await expect(fast).to_have_attribute("aria-pressed", "true")
    assert server.clock.rate == 60


async def test_whom_one_acts_as_stays_in_the_tab(page: Page) -> None:
    await act_as(page, "Finn Osei")
    await page.reload()

    await expect(page.get_by_role("button", name="Act as: Finn Osei, Finance")).to_be_visible()


async def test_a_lost_connection_is_told_and_found_again(
    page: Page, server: PracticeServer
) -> None:
    await page.context.set_offline(True)
    await page.evaluate("() => dispatchEvent(new Event('offline'))")
    await write(page, "Is anybody there?")
    await expect(page.get_by_role("alert")).to_contain_text(["does not answer"])

    await page.context.set_offline(False)
    await page.get_by_role("textbox", name="Message #incidents").press("Enter")
    await expect(page.get_by_role("article")).to_contain_text("Is anybody there?")


async def test_how_long_ago_stays_true_by_the_practice_clock(
    page: Page, server: PracticeServer
) -> None:
    clock = server.workspace.state.clock
    now = int(clock.now().timestamp())
    text = f"Overdue since <!date^{now}^{{ago}}|noon>."
    client = AsyncWebClient("xoxb-practice", base_url=server.api_url)
    await client.chat_postMessage(channel="C01INCIDENTS", text=text)
    shown = page.get_by_role("article").last
    await expect(shown).to_contain_text("Overdue since this minute.")

    clock.turn(timedelta(minutes=10))

    await expect(shown).to_contain_text("Overdue since 10 minutes ago.")
