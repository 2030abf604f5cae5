"""The report in a real Chromium: read out, on a phone, on paper; it loads and runs nothing."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, Page, ViewportSize, async_playwright

from tests.report.outage import EXAMPLES
from tests.sandbox.page.conftest import CHROMIUM, IS_INSTALLED, QUIETLY

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

PAGES = [path for path in EXAMPLES if path.suffix == ".html"]
DESKTOP, PHONE = ViewportSize(width=1280, height=800), ViewportSize(width=390, height=844)


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    if not IS_INSTALLED:
        pytest.skip(f"No Chromium at {CHROMIUM}: the report is not tried in a browser.")
    async with async_playwright() as playwright:
        chromium = await playwright.chromium.launch(executable_path=CHROMIUM, args=QUIETLY)
        yield chromium
        await chromium.close()


@pytest_asyncio.fixture(loop_scope="session", params=PAGES, ids=lambda path: path.name)
async def page(browser: Browser, request: pytest.FixtureRequest) -> AsyncIterator[Page]:
    # The rules are brought into the page as a script, which the page itself forbids.
    context = await browser.new_context(viewport=DESKTOP, bypass_csp=True)
    page = await context.new_page()
    asked: list[str] = []
    page.on("request", lambda one: asked.append(one.url))
    await page.goto(request.param.as_uri())
    yield page
    assert asked == [request.param.as_uri()]
    await context.close()


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
async def test_axe_finds_nothing(page: Page, size: ViewportSize) -> None:
    await page.set_viewport_size(size)

    found = await Axe().run(page)

    assert [
        f"{one['id']}: {node['html'][:200]}"
        for one in found.response["violations"]
        for node in one["nodes"]
    ] == []


async def test_a_phone_scrolls_tables_and_never_the_page(page: Page) -> None:
    await page.set_viewport_size(PHONE)

    wide = await page.evaluate("document.documentElement.scrollWidth")

    assert wide <= PHONE["width"]


async def test_each_chart_has_a_name_a_sentence_and_a_table(page: Page) -> None:
    for chart in await page.locator("svg[role=img]").all():
        names = (await chart.get_attribute("aria-labelledby") or "").split()
        texts = [await page.locator(f"#{name}").text_content() for name in names]
        assert len(texts) == 2
        assert all(texts)
        assert await chart.locator("xpath=../following-sibling::*[1]//table").count() == 1
    assert await page.locator("svg[role=img]").count() >= 1


async def test_it_prints_on_a4_without_cutting_a_table_off(page: Page) -> None:
    await page.emulate_media(media="print")
    await page.set_viewport_size(ViewportSize(width=680, height=900))  # A4 less its margins

    cut = await page.evaluate(
        "[...document.querySelectorAll('table, svg')]"
        ".filter(one => one.getBoundingClientRect().right > innerWidth).length"
    )

    assert cut == 0
    assert len(await page.pdf(prefer_css_page_size=True)) > 1000
