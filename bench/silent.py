# ruff: noqa: ARG002 - a platform that looks at nothing
"""A chat platform that answers at once and shows nothing to anybody."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from itertools import count
from typing import Any

from bot.domain.outsider import Outsider
from bot.jobs.chat import Arrived, Delivery
from messages.card import Card


class Silent:
    def __init__(self) -> None:
        self._numbers = count(1)

    async def post(
        self,
        place: str,
        card: Card,
        delivery: Delivery,
        *,
        under: str | None = None,
        broadcast: bool = False,
    ) -> str:
        return f"{place}:{next(self._numbers)}"

    async def find(
        self, place: str, delivery_id: str, *, since: datetime, under: str | None = None
    ) -> Arrived | None:
        return None

    async def edit(self, message: str, card: Card) -> None: ...

    async def show_home(self, person: str, page: Mapping[str, Any]) -> None: ...

    async def pin(self, message: str) -> None: ...

    async def people_of(self, group: str) -> frozenset[str]:
        return frozenset()

    async def outsider(self, person: str, *, workspace: str) -> Outsider | None:
        return None

    async def outsiders(self, people: Iterable[str], *, workspace: str) -> Mapping[str, Outsider]:
        return {}

    async def share(
        self, place: str, name: str, content: bytes, words: str, *, under: str | None = None
    ) -> None: ...

    async def has_said(
        self, place: str, words: str, *, since: datetime, under: str | None = None
    ) -> bool:
        return False
