"""The practice workspace as tests, the page and rehearsals hold it."""

from collections.abc import Callable

from bot.sandbox.acts import Actor
from bot.sandbox.channels import Channel
from bot.sandbox.delivery import Delivery
from bot.sandbox.people import Person
from bot.sandbox.state import State

PATIENCE_S = 10.0  # real seconds a wait lasts before it fails


class Workspace:
    def __init__(self, state: State, delivery: Delivery) -> None:
        self.state = state
        self.delivery = delivery

    def as_person(self, person: str) -> Actor:
        if person not in self.state.people:
            raise KeyError(f"There is nobody with the id {person}.")
        return Actor(self.delivery, person)

    def channel(self, channel: str) -> Channel:
        """Find a channel by id, name or #name."""
        return self.state.channel(channel)

    def add_channel(self, channel: Channel) -> None:
        self.state.channels[channel.id] = channel
        self.state.changes.note()

    def add_person(self, person: Person) -> None:
        self.state.people[person.id] = person
        self.state.changes.note()

    @property
    def complaints(self) -> list[str]:
        """What real Slack would have refused where it gives the app no answer to say so."""
        return self.state.complaints

    async def until(self, holds: Callable[[], bool], *, within_s: float = PATIENCE_S) -> None:
        """Wait until something holds of the workspace; raises `TimeoutError`."""
        await self.state.changes.until(holds, within_s=within_s)

    async def settled(self) -> None:
        """Wait until every event under way has been delivered or given up."""
        await self.delivery.settled()
