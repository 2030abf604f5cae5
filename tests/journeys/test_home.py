"""App Home: what needs this person, how things stand, and what can be done from there."""

from datetime import timedelta

from bot.sandbox.screen import words_in
from tests.driver import AGENT, FINANCE, HEAD, LEAD, MANAGER, NEWS, Bot

MINUTE = timedelta(minutes=1)


async def opened(bot: Bot, *, by: str = AGENT) -> str:
    """Open App Home, and return what stands there."""
    await bot.person(by).open_home()
    await bot.deliver()
    return home(bot, by=by)


def home(bot: Bot, *, by: str = AGENT) -> str:
    view = bot.person(by).home
    return "" if view is None else "\n".join(words_in(view.blocks))


async def test_an_empty_page_is_kind(bot: Bot) -> None:
    page = await opened(bot)

    assert "Nothing needs you right now." in page
    assert "No other incident is open." in page
    assert "Credits this month" not in page
