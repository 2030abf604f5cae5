"""What one person has on the screen, and what of it can be pressed."""

import re
from collections.abc import Iterator
from random import Random
from typing import Final

from bot.sandbox.acts import Actor
from bot.sandbox.channels import Channel
from bot.sandbox.values import STATEFUL, elements_of
from bot.sandbox.wire import Json
from torture.cast import ROOMS
from torture.office import Office

CARD: Final = re.compile(r"^(?:DRILL · )?INC-(\d+) ·")
SHOWN: Final = 10
"""Messages of each place that are on the screen."""
THREADS: Final = 3
"""How many of them are open besides."""
WHISPERS: Final = 6
IN_PRIVATE: Final = 0.3
"""How likely somebody looks at what the bot has written to them."""

On = tuple[str, str] | str
"""A message by its channel and ts, or a view."""
Pressable = tuple[On, Json, Json]
"""Where it is, its block, and itself."""


class Sight:
    def __init__(self, office: Office, actor: Actor, chance: Random) -> None:
        self._office = office
        self._actor = actor
        self._chance = chance

    def pressable(self) -> list[Pressable]:
        """Return everything that can be pressed in one of the places that they look at."""
        is_private = self._chance.random() < IN_PRIVATE
        place = self._channel(self._actor.direct if is_private else self._chance.choice(ROOMS))
        stamps = place.log.timeline()[-SHOWN:]
        whispers = place.ephemerals.get(self._actor.id, {})
        replies = [ts for parent in stamps[-THREADS:] for ts in place.log.replies(parent)[-SHOWN:]]
        found: list[Pressable] = []
        for ts in (*stamps, *replies, *whispers):
            message = place.log.get(ts) or whispers[ts]
            self._see(place, message.text)
            found += elements("message", message.blocks, at=(place.id, ts))
        return found

    def incident_in(self, room: str) -> int | None:
        """Return the number of an incident whose card stands in the room, else of any seen."""
        place = self._channel(room)
        for ts in place.log.timeline()[-SHOWN:]:
            self._see(place, place.log.message(ts).text)
        there = [one for one, where in self._office.incidents.items() if where == room]
        if there or (self._office.open_now < self._office.most_open):
            return self._chance.choice(there[-SHOWN:]) if there else None
        return self._chance.choice([*self._office.incidents]) if self._office.incidents else None

    def message_in(self, room: str) -> On | None:
        stamps = self._channel(room).log.timeline()[-SHOWN:]
        return (room, self._chance.choice(stamps)) if stamps else None

    @property
    def form(self) -> tuple[str, str]:
        """The form in front of them, as it is drawn now."""
        view = self._actor.modal
        return ("", "") if view is None else (view.id, view.hash)

    def tidy(self) -> None:
        """Private answers scroll away."""
        for channel in self._office.practice.workspace.state.channels.values():
            whispers = channel.ephemerals.get(self._actor.id)
            while whispers and len(whispers) > WHISPERS:
                whispers.pop(next(iter(whispers)))

    def _channel(self, channel: str) -> Channel:
        return self._office.practice.workspace.channel(channel)

    def _see(self, place: Channel, text: str) -> None:
        if (card := CARD.match(text)) is not None and place.id in ROOMS:
            self._office.incidents[int(card[1])] = place.id


def elements(view: str, blocks: list[Json], *, at: On | None = None) -> Iterator[Pressable]:
    for block, element in elements_of(blocks):
        if "url" not in element and element["type"] != "external_select":
            yield at or view, block, element


def acts(block: Json, element: Json) -> bool:
    """Whether the app hears at once of what is pressed or chosen there in a form."""
    if element["type"] == "button":
        return True
    is_choice = element["type"] in STATEFUL and element["type"] != "plain_text_input"
    return is_choice and (block["type"] != "input" or bool(block.get("dispatch_action")))
