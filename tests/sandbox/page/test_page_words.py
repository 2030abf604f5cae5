"""The form for words in a browser: it reads along while somebody types, and lets them type on."""

import pytest
from playwright.async_api import BrowserContext, expect

from tests.driver import started

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

GLIB = "your data is safe, we'll be back soon, sorry for any inconvenience"


async def test_what_may_not_be_said_is_told_beside_the_words_as_they_are_typed(
    context: BrowserContext, sqlite_url: str
) -> None:
    async with started(sqlite_url, socket=True) as bot:
        await bot.slash("open Customers cannot pay by card")
        await bot.deliver()
        await bot.press(bot.card(), "post_update")
        page = await context.new_page()
        await page.goto(bot.practice.url)
        form = page.get_by_role("dialog", name="Words for customers")
        words = form.get_by_label("Words", exact=True)
        await words.fill("")

        await words.press_sequentially(GLIB)

        instead = form.get_by_role("button", name="Use this instead")
        await expect(instead).to_have_count(3)
        await expect(words).to_have_value(GLIB)
        await expect(words).to_be_focused()
        await words.press_sequentially(".")
        await expect(words).to_have_value(f"{GLIB}.")
        await instead.first.click()
        await expect(instead).to_have_count(2)
        await expect(words).to_have_value(
            "We do not yet know if any customer information is affected. We are checking and will "
            "tell you what we find. We'll be back soon, sorry for any inconvenience."
        )
        await page.close()
