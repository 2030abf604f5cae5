# ruff: noqa: ARG002 - groups that say nothing of the people
"""Who holds which role, as one press sees it: asked once, and waited for once."""

import asyncio
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

import pytest

from bot.domain.authority import Role
from bot.domain.organisation import Organisation
from bot.domain.outsider import Outsider
from bot.domain.refusals import RolesAreUnknown
from bot.store.transaction import Store
from handlers.desk import Desk

NOON = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)


class Groups:
    """Groups that answer, or never do; and what they were asked."""

    def __init__(self, *, answers: bool) -> None:
        self.asked: list[str] = []
        self._answers = answers

    async def members(self, group: str) -> frozenset[str]:
        self.asked.append(group)
        if not self._answers:
            await asyncio.Event().wait()
        return frozenset({f"U-{group}"})

    async def outsider(self, person: str) -> Outsider | None:
        return None

    async def outsiders(self, people: Iterable[str]) -> Mapping[str, Outsider]:
        return {}


def desk(store: Store, groups: Groups) -> Desk:
    theirs = Organisation(leads=("S01",), managers=("S02",), security=("S01", "U03"))
    return Desk("T1", store, theirs, lambda: NOON, groups)


async def test_one_press_asks_for_a_group_once(store: Store) -> None:
    groups = Groups(answers=True)
    one = desk(store, groups).for_one_press()

    roles = await one.roles([Role.LEADS, Role.MANAGERS])
    assert await one.roles([Role.SECURITY]) == {Role.SECURITY: {"U-S01", "U03"}}

    assert roles == {Role.LEADS: {"U-S01"}, Role.MANAGERS: {"U-S02"}}
    assert sorted(groups.asked) == ["S01", "S02"]


async def test_another_press_asks_anew(store: Store) -> None:
    groups = Groups(answers=True)

    for _ in range(2):
        await desk(store, groups).for_one_press().roles([Role.LEADS])

    assert groups.asked == ["S01", "S01"]


async def test_a_press_waits_once_for_groups_that_do_not_answer(store: Store) -> None:
    groups = Groups(answers=False)
    one = desk(store, groups).for_one_press()

    for role in (Role.LEADS, Role.MANAGERS, Role.SECURITY):
        with pytest.raises(RolesAreUnknown):
            await one.roles([role])

    assert groups.asked == ["S01"]
