"""For everybody: by keyboard alone, on a phone, with a screen reader."""

from datetime import timedelta

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Page, ViewportSize, expect

from bot.sandbox.server import PracticeServer

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

PHONE = ViewportSize(width=390, height=844)


async def violations(page: Page) -> list[str]:
    found = await Axe().run(page)
    nodes = [(one["id"], node) for one in found.response["violations"] for node in one["nodes"]]
    return [f"{rule}: {node['html']} {node['failureSummary']}" for rule, node in nodes]


async def say_much(server: PracticeServer) -> None:
    """Fill the workspace: two people, two days, a card with a thread, an ephemeral."""
    dan, amira = server.workspace.as_person("U01DAN"), server.workspace.as_person("U02AMIRA")
    await amira.say("C01INCIDENTS", "Good night, <@U01DAN>. `payments` > _quiet_ <#C02SUPPORT>")
    server.clock.turn(timedelta(hours=14))
    await dan.say("C01INCIDENTS", "> quoted\n• one\n• two\n```\ncode\n``` https://example.com")
    await dan.slash("C01INCIDENTS", "/incident open Card payments fail")
    await server.workspace.until(lambda: bool(dan.messages("C01INCIDENTS")[-1].blocks))
    await dan.click(dan.messages("C01INCIDENTS")[-1], "hold")
    await dan.slash("C01INCIDENTS", "/incident hello")
    await amira.say("C02SUPPORT", "Anyone?")


async def test_axe_finds_nothing_in_a_channel_a_thread_and_a_menu(
    page: Page, server: PracticeServer
) -> None:
    await say_much(server)
    await expect(page.get_by_role("button", name="1 reply")).to_be_visible()
    assert await violations(page) == []

    await page.get_by_role("button", name="1 reply").click()
    await page.get_by_role("button", name="Act as").click()
    await expect(page.get_by_role("menu")).to_be_visible()
    assert await violations(page) == []


async def test_axe_finds_nothing_in_a_form_with_mistakes(
    page: Page, server: PracticeServer
) -> None:
    await say_much(server)
    await page.get_by_role("button", name="Post update").click()
    form = page.get_by_role("dialog", name="Post an update")
    await form.get_by_role("button", name="Post", exact=True).click()
    await expect(form.locator(".b-error").first).to_be_visible()
    await form.get_by_role("combobox", name="Customer").press_sequentially("b")
    await expect(page.get_by_role("option").first).to_be_visible()
    assert await violations(page) == []


async def test_axe_finds_nothing_at_home(page: Page) -> None:
    await page.get_by_role("navigation").get_by_role("button", name="Candour").click()
    await expect(page.get_by_role("heading", name="What needs you")).to_be_visible()
    assert await violations(page) == []


async def test_everything_fits_on_a_phone(page: Page, server: PracticeServer) -> None:
    await page.set_viewport_size(PHONE)
    await say_much(server)
    await expect(page.get_by_role("button", name="1 reply")).to_be_visible()
    assert await violations(page) == []
    assert await page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]

    sidebar = page.get_by_role("navigation", name="Channels and people")
    await expect(sidebar).to_be_hidden()
    await page.get_by_role("button", name="Channels and people").click()
    await expect(sidebar).to_be_visible()
    assert await violations(page) == []
    await sidebar.get_by_role("button", name="support").click()
    await expect(sidebar).to_be_hidden()
    await expect(page.get_by_role("heading", level=1)).to_have_text("support")


async def tab_to(page: Page, name: str, *, by: str = "Tab", most: int = 40) -> None:
    """Press Tab until something so named has focus."""
    for _ in range(most):
        await page.keyboard.press(by)
        if name in await page.evaluate(
            "(document.activeElement.ariaLabel || document.activeElement.textContent || '')"
        ):
            return
    raise AssertionError(f"Tab does not reach “{name}”.")


async def test_an_incident_is_run_with_the_keyboard_alone(page: Page) -> None:
    await page.keyboard.press("Tab")
    await expect(page.get_by_text("Skip to the message box")).to_be_focused()
    await page.keyboard.press("Enter")
    await page.keyboard.type("/inc")
    await page.keyboard.press("Tab")
    await page.keyboard.type("open Card payments fail")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("heading", name="Card payments fail")).to_be_visible()

    await tab_to(page, "Post update", by="Shift+Tab")
    await page.keyboard.press("Enter")
    await expect(page.get_by_label("What changed?")).to_be_focused()
    await page.keyboard.type("You can pay by card")
    await page.keyboard.press("Tab")
    await page.keyboard.press("Space")
    await page.keyboard.press("Tab")
    await page.keyboard.type("ana")
    await expect(page.get_by_role("option", name="Ana Bell")).to_be_visible()
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("combobox", name="Customer")).to_have_value("Ana Bell")
    await tab_to(page, "Post", by="Shift+Tab", most=12)
    await page.keyboard.press("Enter")

    await expect(page.get_by_role("article").last).to_contain_text("ana bell: You can pay by card")
    await expect(page.get_by_role("button", name="Post update")).to_be_focused()


async def test_menus_and_messages_are_walked_with_arrows(
    page: Page, server: PracticeServer
) -> None:
    await say_much(server)
    await expect(page.get_by_text("You said hello.", exact=True)).to_be_visible()
    await page.get_by_role("article").last.focus()
    await page.keyboard.press("ArrowUp")
    await expect(page.get_by_role("article", name="Candour").first).to_be_focused()

    await page.get_by_role("button", name="Act as").focus()
    await page.keyboard.press("ArrowDown")
    await expect(page.get_by_role("menuitemradio", name="Dan Reyes")).to_be_focused()
    await page.keyboard.press("m")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("button", name="Act as: Mara Lindqvist")).to_be_focused()
