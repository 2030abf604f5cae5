"""Every door, tried by everybody from everywhere: `doors.toml` says who is let in, and who not.

Each cell finds the office as it was, so nobody is refused for what another has done before.
"""

import io
from collections.abc import AsyncIterator, Callable
from typing import Any, Final

import aiohttp
import pytest

from bot.sandbox.wire import Json
from handlers.buttons import BUTTONS
from handlers.commands import VERBS
from handlers.doors import PAGES
from handlers.modals import CHANGES, SENDS
from handlers.shortcuts import SHORTCUTS
from tests.doors import cells
from tests.doors.cells import PLACES, Hall, Kept, wanted
from tests.doors.scene import ROLES, outage
from tests.doors.valid import DOORS
from tests.driver import AGENT, HEAD, INCIDENTS, LEAD, MANAGER

AT_A_PLACE: Final[dict[str, Callable[..., Any]]] = {
    "command": cells.command,
    "press": cells.press,
    "shortcut": cells.shortcut,
}


@pytest.fixture
async def hall(sqlite_url: str, written: io.StringIO) -> AsyncIterator[Hall]:
    async with outage(sqlite_url) as bot:
        kept = Kept(sqlite_url)
        yield Hall(bot, kept, written)
        kept.close()


def test_the_table_names_every_door() -> None:
    assert {name.partition(" ")[0] for name in DOORS["command"]} == {"", *VERBS}
    assert set(DOORS["press"]) == set(BUTTONS)
    assert set(DOORS["form"]) == set(SENDS)
    assert set(DOORS["shortcut"]) == set(SHORTCUTS)
    assert set(DOORS["in_form"]) == set(CHANGES)
    assert set(DOORS["page"]["names"]) == set(PAGES)
    tried = {*AT_A_PLACE, "form", "in_form", "search", "event", "page"}
    assert set(DOORS) == tried


def test_the_table_names_nobody_twice_and_nobody_unknown() -> None:
    for kind in set(DOORS) - {"page"}:
        for name, door in DOORS[kind].items():
            named = " ".join(door["refused"].values()).split()
            assert len(named) == len(set(named)), (kind, name)
            assert set(named) <= set(ROLES), (kind, name)
            assert "stranger" in named, (kind, name)


@pytest.mark.timeout(400)
@pytest.mark.parametrize("place", PLACES)
async def test_who_is_let_in_from_where(hall: Hall, place: str) -> None:
    for kind, request in AT_A_PLACE.items():
        for name, door in DOORS[kind].items():
            for role in ROLES:
                why = await hall.outcome(request(hall.bot, name, door, role, place))
                assert why == wanted(door, role), (kind, name, role)


@pytest.mark.timeout(400)
async def test_a_menu_lets_in_nobody_whom_the_button_would_not(hall: Hall) -> None:
    guarded = {name: door for name, door in DOORS["press"].items() if len(door["refused"]) > 1}
    for name, door in guarded.items():
        for role in ROLES:
            why = await hall.outcome(cells.menu(hall.bot, name, door, role, "incidents"))
            assert why == wanted(door, role), (name, role)


@pytest.mark.timeout(400)
async def test_who_is_let_in_by_another_persons_form(hall: Hall) -> None:
    for name, door in DOORS["form"].items():
        view = await cells.opened(hall.bot, door)
        payload = cells.submission(hall.bot, view)
        await everybody(hall, name, door, payload)


@pytest.mark.timeout(400)
async def test_who_may_press_in_another_persons_form(hall: Hall) -> None:
    for name, door in DOORS["in_form"].items():
        view = await cells.opened(hall.bot, door)
        await everybody(hall, name, door, cells.in_form(hall.bot, view, name, door))


async def test_who_may_search_and_who_sees_app_home(hall: Hall) -> None:
    [(_, door)] = DOORS["search"].items()
    view = await cells.opened(hall.bot, door)
    await everybody(hall, "search", door, cells.search(hall.bot, view))
    [(_, door)] = DOORS["event"].items()
    for role in ROLES:
        assert await hall.outcome(cells.home(hall.bot, role)) == wanted(door, role), role


async def everybody(hall: Hall, name: str, door: cells.Door, payload: Json) -> None:
    """The form belongs to one of them; each of the others sends what that one's screen would."""
    hall.kept.keep()
    for role in ROLES:
        why = await hall.outcome(cells.by(hall.bot, payload, role))
        assert why == wanted(door, role), (name, role)


async def test_pages_hold_nothing_of_customers_and_people(hall: Hall) -> None:
    private = ("Quill", "ACC-", "pay by card", INCIDENTS, AGENT, LEAD, MANAGER, HEAD, "xox")
    async with aiohttp.ClientSession() as session:
        for page in PAGES:
            async with session.get(f"{hall.bot.candour.url}{page}") as answer:
                said = await answer.text()
            assert said
            assert [word for word in private if word in said] == [], page
