"""Requests that are signed, and yet what no screen of ours would send: nothing comes of them."""

import io
import json
from collections.abc import AsyncIterator
from copy import deepcopy
from typing import Any, Final

import pytest

from bot.sandbox.wire import Json
from messages.action_ids import ActionId, ViewId
from tests.doors import cells
from tests.doors.cells import Hall, Kept, wanted
from tests.doors.scene import ROLES, outage
from tests.doors.valid import DOORS

ELSEWHERE: Final = "T09ELSEWHERE"
NOT_OURS: Final = ("", "x", "-1", "1:1:1:1:1", "0", "999999999", "99999999999", "1 OR 1=1")
NO_NOTES: Final = ("", "{}", "[1]", "null", "{", '{"x": 1}')
UNREAD: Final = frozenset(
    {
        ActionId.OPEN_INCIDENT,
        ActionId.INSIGHTS,
        ActionId.EXPORT,
        ActionId.TAKE_BREAK,
        ActionId.NO_BREAK,
        ActionId.OBSTACLE,
    }
)
"""Buttons of which nothing but the press counts, or that open an empty form."""
NOTHING_TO_PICK: Final = frozenset({"", "open", "list", "drill", "help", "delegate", "obstacle"})
"""Commands that are about no incident, customer or credit that is there already."""
ABOUT_NOTHING: Final = frozenset({ViewId.OPEN, ViewId.DELEGATE, ViewId.OBSTACLE})


@pytest.fixture
async def hall(sqlite_url: str, written: io.StringIO) -> AsyncIterator[Hall]:
    async with outage(sqlite_url) as bot:
        kept = Kept(sqlite_url)
        yield Hall(bot, kept, written)
        kept.close()


def one_of_us(door: cells.Door) -> str:
    """Somebody who is let in."""
    return next(role for role in ROLES if not wanted(door, role))


async def test_what_another_workspace_has_is_not_there(hall: Hall) -> None:
    forms = {name: await the_form(hall, name) for name in DOORS["form"]}
    hall.kept.give_to(ELSEWHERE)
    hall.kept.keep()

    for name, door in DOORS["press"].items():
        payload = cells.press(hall.bot, name, door, one_of_us(door), "incidents")
        assert (await unheard(hall, payload)) or name in UNREAD, name
    for name, door in DOORS["command"].items():
        payload = cells.command(hall.bot, name, door, one_of_us(door), "incidents")
        assert (await unheard(hall, payload)) or name in NOTHING_TO_PICK, name
    for name, payload in forms.items():
        assert (await unheard(hall, payload)) or name in ABOUT_NOTHING, name


async def unheard(hall: Hall, payload: Json) -> bool:
    """Send it; tell whether it was refused, having seen that nothing of theirs was touched."""
    theirs = hall.kept.of(ELSEWHERE)
    before = len(hall.bot.practice.calls.log)
    why = await hall.outcome(payload, puts_back=False)
    assert hall.kept.of(ELSEWHERE) == theirs
    hall.kept.put_back()
    told = json.dumps([call.arguments for call in list(hall.bot.practice.calls.log)[before:]])
    assert "Quill" not in told
    return bool(why)


async def the_form(hall: Hall, name: str) -> Json:
    view = await cells.opened(hall.bot, DOORS["form"][name])
    return cells.submission(hall.bot, view)


async def test_a_form_that_is_replayed_counts_once(hall: Hall) -> None:
    for name, door in DOORS["form"].items():
        payload = await the_form(hall, name)
        assert await hall.outcome(payload, puts_back=False) == wanted(door, door["by"]), name
        once = hall.kept.as_it_is()

        await hall.outcome(payload, puts_back=False)

        assert not once.is_changed, name
        once.close()
        hall.kept.put_back()


async def test_no_form_is_taken_with_another_note(hall: Hall) -> None:
    for name in DOORS["form"]:
        payload = await the_form(hall, name)
        if not json.loads(payload["view"]["private_metadata"] or "{}"):
            continue
        hall.kept.keep()
        for note in NO_NOTES:
            payload["view"]["private_metadata"] = note

            assert await hall.outcome(payload, puts_back=False) == "Unreadable", name
            assert not hall.kept.is_changed, name


async def test_a_form_about_what_is_not_there_is_refused(hall: Hall) -> None:
    for name in DOORS["form"]:
        payload = await the_form(hall, name)
        note = json.loads(payload["view"]["private_metadata"] or "{}")
        [about, *_] = [*(one for one in note if type(note[one]) is int and note[one]), None]
        if about is None:
            continue
        payload["view"]["private_metadata"] = json.dumps({**note, about: 999})
        hall.kept.keep()

        assert await hall.outcome(payload, puts_back=False), name
        assert not hall.kept.is_changed, name


async def test_a_press_with_another_value_changes_nothing(hall: Hall) -> None:
    for name, door in DOORS["press"].items():
        for value in NOT_OURS if name not in UNREAD else ():
            payload = cells.press(hall.bot, name, {**door, "value": value}, "manager", "incidents")

            assert await hall.outcome(payload, puts_back=False), (name, value)
            assert not hall.kept.is_changed, (name, value)


async def test_a_choice_that_no_list_offers_is_refused(hall: Hall) -> None:
    """What is chosen in a form is read as strictly as a button's value."""
    for name in DOORS["form"]:
        payload = await the_form(hall, name)
        for block, action in chosen(payload["view"]["state"]["values"]):
            other = deepcopy(payload)
            other["view"]["state"]["values"][block][action]["selected_option"]["value"] = "made-up"
            hall.kept.keep()

            assert await hall.outcome(other, puts_back=False), (name, action)
            assert not hall.kept.is_changed, (name, action)


async def test_a_press_in_a_form_reads_its_choices_as_strictly(hall: Hall) -> None:
    for name, door in DOORS["in_form"].items():
        view = await cells.opened(hall.bot, door)
        payload = cells.in_form(hall.bot, view, name, door)
        for block, action in chosen(payload["view"]["state"]["values"]):
            other = deepcopy(payload)
            other["view"]["state"]["values"][block][action]["selected_option"]["value"] = "made-up"
            await hall.outcome(other)  # a fault of ours would be seen there
    credit = {**DOORS["in_form"]["code"], "value": "COHORT"}  # no reason of one person's
    view = await cells.opened(hall.bot, credit)
    assert await hall.outcome(cells.in_form(hall.bot, view, "code", credit)) == "Unreadable"


def chosen(values: dict[str, dict[str, Any]]) -> list[tuple[str, str]]:
    return [
        (block, action)
        for block, inputs in values.items()
        for action, given in inputs.items()
        if given.get("selected_option")
    ]
