"""How many may act at once, who waits for their turn, and who is sent away."""

import asyncio

import pytest

from bot.store.failures import NotSaved
from handlers.room import LEAST, MOST, MOST_WAITING, NoRoom, Room

PATIENT_S = 5


class Crowd:
    """People who stay inside until the gate opens."""

    def __init__(self, room: Room) -> None:
        self.room = room
        self.gate = asyncio.Event()
        self.inside = 0

    async def act(self) -> None:
        async with self.room.entered():
            self.inside += 1
            await self.gate.wait()

    async def come(self, many: int) -> list[asyncio.Task[None]]:
        coming = [asyncio.create_task(self.act()) for _ in range(many)]
        await asyncio.wait(coming, timeout=0)
        return coming


async def fail(room: Room) -> None:
    async with room.entered():
        raise NotSaved


async def succeed(room: Room) -> None:
    async with room.entered():
        pass


async def room_for(room: Room) -> int:
    """Return how many may be inside at once."""
    crowd = Crowd(room)
    coming = await crowd.come(MOST + 1)
    found = crowd.inside
    crowd.gate.set()
    await asyncio.gather(*coming)
    return found


async def test_who_finds_no_place_has_the_next_that_is_free() -> None:
    crowd = Crowd(Room())
    coming = await crowd.come(MOST + 3)
    assert crowd.inside == MOST

    crowd.gate.set()
    await asyncio.gather(*coming)

    assert crowd.inside == MOST + 3


async def test_where_many_wait_already_nobody_more_waits() -> None:
    crowd = Crowd(Room())
    coming = await crowd.come(MOST + MOST_WAITING)

    with pytest.raises(NoRoom):
        await crowd.act()

    assert not any(one.done() for one in coming)
    crowd.gate.set()
    await asyncio.gather(*coming)


async def test_who_waits_in_vain_is_sent_away_and_holds_no_place() -> None:
    crowd = Crowd(Room())
    inside = await crowd.come(MOST)
    late = await crowd.come(3)

    done, _ = await asyncio.wait(late, timeout=PATIENT_S)

    assert [type(one.exception()) for one in done] == [NoRoom] * 3
    crowd.gate.set()
    await asyncio.gather(*inside)
    assert await room_for(crowd.room) == MOST


async def test_who_is_cancelled_while_they_wait_holds_no_place() -> None:
    crowd = Crowd(Room())
    inside = await crowd.come(MOST)
    for one in await crowd.come(3):
        one.cancel()
    crowd.gate.set()
    await asyncio.gather(*inside)
    assert await room_for(crowd.room) == MOST


async def test_fewer_act_at_once_while_the_database_is_late_and_as_many_again_later() -> None:
    room = Room()
    for _ in range(MOST):
        with pytest.raises(NotSaved):
            await fail(room)
    assert await room_for(room) < MOST // 2

    for _ in range(MOST * MOST):
        await succeed(room)
    assert await room_for(room) == MOST


async def test_however_late_it_is_somebody_may_try() -> None:
    room = Room()
    for _ in range(MOST):
        with pytest.raises(NotSaved):
            await fail(room)
    crowd = Crowd(room)
    coming = await crowd.come(MOST)
    assert crowd.inside == LEAST
    crowd.gate.set()
    await asyncio.gather(*coming)
