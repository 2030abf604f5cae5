"""Modals, from the button that opens them to the message they leave behind."""

import pytest
from playwright.async_api import Locator, Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def open_form(page: Page) -> Locator:
    box = page.get_by_role("textbox", name="Message #incidents")
    await box.fill("/incident open Card payments fail")
    await box.press("Enter")
    await page.get_by_role("button", name="Post update").click()
    form = page.get_by_role("dialog", name="Post an update")
    await expect(form.get_by_label("What changed?")).to_be_focused()
    return form


async def test_a_form_is_refused_put_right_and_posted(page: Page) -> None:
    form = await open_form(page)
    words = form.get_by_label("What changed?")
    await expect(words).to_have_accessible_description("Be plain.")
    await form.get_by_role("button", name="Post").click()
    await expect(words).to_have_accessible_description(
        "Please complete this required field. Be plain."
    )
    await expect(words).to_be_focused()

    await words.fill("Sorry for any inconvenience")
    await form.get_by_role("radio", name="Sev 2").check()
    await form.get_by_role("combobox", name="Customer").press_sequentially("an")
    await page.get_by_role("option", name="Anton Cray").click()
    await form.get_by_role("button", name="Post").click()
    await expect(words).to_have_accessible_description("Say what happened instead. Be plain.")
    await expect(words).to_have_attribute("aria-invalid", "true")
    await expect(words).to_have_value("Sorry for any inconvenience")

    await words.fill("You can pay by card again")
    await form.get_by_role("button", name="Post").click()

    await expect(form).to_have_count(0)
    await expect(page.get_by_role("article").last).to_contain_text(
        "Update by @Dan Reyes for anton cray: You can pay by card again"
    )


async def test_what_was_typed_survives_an_update_of_the_view(page: Page) -> None:
    form = await open_form(page)
    words = form.get_by_label("What changed?")
    await words.fill("Half a sentence")
    await form.get_by_role("radio", name="Sev 1").check()
    await form.get_by_role("button", name="Look again").click()

    await expect(form).to_contain_text("Second look")
    await expect(words).to_have_value("Half a sentence")
    await expect(form.get_by_role("radio", name="Sev 1")).to_be_checked()
    await expect(form.get_by_role("button", name="Look again")).to_be_focused()


async def test_views_are_stacked_and_escape_takes_one_away(page: Page) -> None:
    form = await open_form(page)
    await form.get_by_label("What changed?").fill("Cards are *back*")
    await form.get_by_role("button", name="Preview").click()
    preview = page.get_by_role("dialog", name="Preview")
    await expect(preview.locator("strong")).to_have_text("back")
    await expect(preview.get_by_role("button", name="Back")).to_be_visible()

    await page.keyboard.press("Escape")
    await expect(form.get_by_label("What changed?")).to_have_value("Cards are *back*")
    await page.keyboard.press("Escape")

    await expect(form).to_have_count(0)
    await expect(page.get_by_role("button", name="Post update")).to_be_focused()


async def test_focus_stays_in_the_form(page: Page) -> None:
    form = await open_form(page)
    inside = "node => node.contains(document.activeElement)"
    for key in ["Tab"] * 9 + ["Shift+Tab"] * 12:
        await page.keyboard.press(key)
        assert await form.evaluate(inside)


async def test_an_open_form_is_still_there_after_a_reload(page: Page) -> None:
    form = await open_form(page)
    await page.reload()

    await expect(form.get_by_label("What changed?")).to_be_focused()


async def pick(page: Page, label: str, *names: str) -> None:
    for name in names:
        await page.get_by_role("combobox", name=label, exact=True).click()
        await page.get_by_role("option", name=name).click()


async def test_every_kind_of_input_tells_the_app_what_was_chosen(page: Page) -> None:
    box = page.get_by_role("textbox", name="Message #incidents")
    await box.fill("/incident everything")
    await box.press("Enter")
    typed = {
        "Short text": "A *word*",
        "Number": "42",
        "Address": "ana@example.com",
        "Link": "https://example.com",
        "Day": "2026-03-05",
        "Time": "14:30",
        "Moment": "2026-03-05T14:30",
    }
    for label, value in typed.items():
        await page.get_by_label(label, exact=True).fill(value)
    await pick(page, "One way", "Letter")
    await pick(page, "Many ways", "Email", "Phone", "Letter")
    await page.get_by_role("button", name="Remove Phone").click()
    await page.get_by_role("radio", name="Phone").check()
    await page.get_by_role("checkbox", name="Letter").check()
    await pick(page, "Person", "Mara Lindqvist")
    await pick(page, "People", "Dan Reyes", "Finn Osei")
    await pick(page, "Channel", "#support")
    await page.get_by_role("button", name="Send", exact=True).last.click()

    await expect(page.get_by_role("article")).to_contain_text(
        "Short text: A wordNumber: 42Address: ana@example.comLink: https://example.com"
        "Day: 2026-03-05Time: 14:30Moment: 1772721000One way: letterMany ways: email, letter"
        "Radio: phoneBoxes: email, letterPerson: U03MARAPeople: U01DAN, U04FINN"
        "Channel: C02SUPPORT"
    )
