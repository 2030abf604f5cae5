# ruff: noqa: ARG002 - a platform that looks at nothing
"""A chat platform that answers at once and shows nothing to anybody."""

from collections.abc import Mapping
from datetime import datetime
from itertools import count
from typing import Any

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
