"""What Candour asks of a chat platform. Places, people and messages are ids it does not read."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from bot.domain.outsider import Outsider
from messages.card import Card


@dataclass(frozen=True, slots=True)
class Delivery:
    """What is kept with a message, so that it is known again when its answer was lost.

    `through` is the last timeline line it tells, 0 for anything else.
    """

    id: str
    through: int = 0


@dataclass(frozen=True, slots=True)
class Arrived:
    message: str
    through: int


class Chat(Protocol):
    async def post(
        self,
        place: str,
        card: Card,
        delivery: Delivery,
        *,
        under: str | None = None,
        broadcast: bool = False,
    ) -> str:
        """Post the card in a channel or to a person; return the message's reference.

        `under` is the message whose thread it joins; `broadcast` shows it in the channel as well.
        Raises the errors below.
        """

    async def people_of(self, group: str) -> frozenset[str]:
        """Return the people of a group at this moment."""

    async def outsider(self, person: str, *, workspace: str) -> Outsider | None:
        """Return why a person is none of the workspace's own at this moment; None if they are."""

    async def outsiders(self, people: Iterable[str], *, workspace: str) -> Mapping[str, Outsider]:
        """Return those who are none of its own, as they were within the last ten minutes."""

    async def find(
        self, place: str, delivery_id: str, *, since: datetime, under: str | None = None
    ) -> Arrived | None:
        """Return the message that carries the delivery, if it did arrive."""

    async def share(
        self, place: str, name: str, content: bytes, words: str, *, under: str | None = None
    ) -> None:
        """Share a file in a channel or with a person, with plain words of our own above it.

        `under` is the message whose thread it joins.
        """

    async def has_said(
        self, place: str, words: str, *, since: datetime, under: str | None = None
    ) -> bool:
        """Return whether a message of ours with exactly these words stands there."""

    async def edit(self, message: str, card: Card) -> None:
        """Show another card in place of a message."""

    async def show_home(self, person: str, page: Mapping[str, Any]) -> None:
        """Show a page to one person in their App Home, in place of the one before."""

    async def pin(self, message: str) -> None:
        """Keep a message at hand in its place."""


class ChatIsBusy(Exception):
    """The platform asks us to wait. Nothing was posted."""

    def __init__(self, wait_s: float) -> None:
        super().__init__(f"asked to wait {wait_s:g} s")
        self.wait_s = wait_s


class ChatIsAway(Exception):
    """No answer, or a failure of the platform's own. The message may or may not have arrived."""


class ChatRefused(Exception):
    """The platform said no and will say no again; the text is its own name for the reason."""
