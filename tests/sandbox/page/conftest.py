"""A real Chromium in front of the real practice server, with a small app connected to it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, BrowserContext, Page, ViewportSize, async_playwright
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox.clock import PracticeClock
from bot.sandbox.installation import Installation, Shortcut
from bot.sandbox.server import PracticeServer
from tests.sandbox.page.guest import connected, guest_app

CHROMIUM = Path("/usr/bin/chromium")
IS_INSTALLED = CHROMIUM.exists()
QUIETLY = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PATIENCE_MS = 5000
DESKTOP = ViewportSize(width=1280, height=800)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    if not IS_INSTALLED:
        pytest.skip(f"No Chromium at {CHROMIUM}: the page is not tried in a browser.")
    async with async_playwright() as playwright:
        chromium = await playwright.chromium.launch(executable_path=CHROMIUM, args=QUIETLY)
        yield chromium
        await chromium.close()


@pytest_asyncio.fixture(loop_scope="session")
async def server() -> AsyncIterator[PracticeServer]:
    shortcuts = (Shortcut("keep", "Keep this"),)
    async with PracticeServer(
        clock=PracticeClock(), installation=Installation(shortcuts=shortcuts)
    ) as practice:
        client = AsyncWebClient("xoxb-practice", base_url=practice.api_url)
        async with connected(guest_app(client)):
            yield practice


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def context(browser: Browser) -> AsyncIterator[BrowserContext]:
    """One for all tests: each has a tab and a server, so an origin, of its own."""
    shared = await browser.new_context(
        viewport=DESKTOP, locale="en-GB", timezone_id="Europe/London"
    )
    shared.set_default_timeout(PATIENCE_MS)
    yield shared
    await shared.close()


@pytest_asyncio.fixture(loop_scope="session")
async def page(context: BrowserContext, server: PracticeServer) -> AsyncIterator[Page]:
    """Dan, in #incidents; anything the page reports as an error fails the test."""
    shown = await context.new_page()
    faults: list[str] = []
    shown.on("pageerror", lambda error: faults.append(str(error)))
    await shown.goto(server.url)
    await shown.get_by_role("textbox", name="Message #incidents").wait_for()
    yield shown
    await shown.close()
    assert faults == []
