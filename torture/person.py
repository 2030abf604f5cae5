"""One person, who does one thing after another: types, presses what is there, fills in forms."""

import asyncio
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random
from typing import Final

from bot.sandbox.acts import Actor
from bot.sandbox.screen import NotPossible
from bot.sandbox.server import PracticeServer
from bot.sandbox.values import STATEFUL, Plain, elements_of
from bot.sandbox.views import View
from bot.sandbox.wire import Json
from messages.action_ids import ViewId
from messages.shortcut_ids import ShortcutId
from torture.cast import ROOMS
from torture.claims import MARK, NOT_DONE, Claims, mark, shown_view
from torture.commands import Typing
from torture.filling import Filling
from torture.front import Front, Heard

CARD: Final = re.compile(r"^(?:DRILL · )?INC-(\d+) ·")
LOOK_S: Final = 0.02
ANSWER_S: Final = 1.0
"""How long people wait for a form or a private answer: it may be lost."""
SHOWN: Final = 10
"""Messages of each place that are on the screen."""
WHISPERS: Final = 6
MOST_STEPS: Final = 5
AGAIN: Final = 0.5
"""How likely somebody presses again who was told that it failed."""
ONCE: Final = {
    ViewId.OPEN: "incidents",
    ViewId.CREDIT: "credits",
    ViewId.CUSTOMER: "customers",
    ViewId.OBSTACLE: "obstacles",
}
"""The tables in which a word typed into such a form stands in one row."""

On = tuple[str, str] | str
"""A message by its channel and ts, or a view."""


@dataclass
class Office:
    """What all share."""

    practice: PracticeServer
    front: Front
    heard: Heard
    claims: Claims
    once: dict[str, str]
    """The table in which a word may stand in one row only, by the word."""
    noted: Counter[str]
    incidents: dict[int, str]
    """Those whose cards somebody has seen, and where."""
    open_now: int = 0
    words: int = 0

    def new_word(self) -> str:
        self.words += 1
        return mark(self.words)


class Hands:
    """The person's hands and eyes: each act ends with what came of it."""

    def __init__(self, office: Office, person: str, chance: Random) -> None:
        self._office = office
        self._chance = chance
        self._actor: Actor = office.practice.workspace.as_person(person)
        self._typing = Typing(chance)
        self._filling = Filling(chance, office.practice.clock.now, office.new_word)
        self.person = person

    async def act(self) -> None:
        acts: dict[Callable[[], object], float] = {
            self._type: 0.4,
            self._press_something: 0.54,
            self._go_home: 0.03,
            self._use_shortcut: 0.03,
        }
        [act] = self._chance.choices([*acts], weights=[*acts.values()])
        try:
            await act()  # type: ignore[misc]
        except NotPossible:
            self._office.noted["gone before it was pressed"] += 1
        self._tidy()

    # In a channel.

    async def _type(self) -> None:
        room = self._chance.choice(ROOMS)
        number = self._incident_in(room)
        word = self._office.new_word()
        line = self._typing.line(incident=number, open_now=self._office.open_now, word=word)
        if line.startswith(("open", "update")):
            self._office.once[word] = "incidents" if line.startswith("open") else "updates"
        before = self._form_now()
        failure = await self._actor.slash(room, f"/incident {line}")
        if failure is not None:
            return
        said = str((self._office.front.answers.get(self.person) or {}).get("text", ""))
        if self._hears(said) and word in line and line.startswith(("open", "update")):
            self._office.claims.marks[word] = f"/incident {line}"
        if not said and await self._until(lambda: self._form_now() != before):
            await self._fill_in()

    async def _press_something(self) -> None:
        found = [*self._pressable()]
        if not found:
            return
        on, block, element = self._chance.choice(found)
        await self._press(on, block, element)

    async def _go_home(self) -> None:
        await self._actor.open_home()
        home = self._actor.home
        if home is not None and (found := [*self._elements("home", home.blocks)]):
            await self._press(*self._chance.choice(found))

    async def _use_shortcut(self) -> None:
        room = self._chance.choice(ROOMS)
        if not (stamps := self._office.practice.workspace.channel(room).log.timeline()):
            return
        before = self._form_now()
        on = (room, self._chance.choice(stamps[-SHOWN:]))
        name = self._chance.choice([*ShortcutId])
        if await self._actor.shortcut(name, on) is None:
            if await self._until(lambda: self._form_now() != before):
                await self._fill_in()

    async def _press(self, on: On, block: Json, element: Json) -> None:
        before = self._form_now()
        chosen = self._chosen(element)
        self._office.heard.issued.pop(self.person, None)
        for _ in range(2):
            failure = await self._actor.choose(
                on, element["action_id"], chosen, block_id=block["block_id"]
            )
            if failure is None or self._chance.random() > AGAIN:
                break
        if failure is not None:
            return
        secret = self._office.heard.issued.get(self.person, "")
        words: list[str] = []

        def is_answered() -> bool:
            said = self._office.heard.words(secret)
            words.extend([] if said is None else [said])
            return bool(words) or self._form_now() != before

        if not await self._until(is_answered):
            self._office.noted["answers that nobody saw"] += 1
        elif words:
            self._hears(words[0])
        else:
            await self._fill_in()

    # In a form.

    async def _fill_in(self) -> None:
        for _ in range(MOST_STEPS):
            view = self._actor.modal
            if view is None:
                return
            if self._chance.random() < 0.25:
                await self._change(view)
            elif view.content.get("submit") is None or self._chance.random() < 0.05:
                break
            elif await self._send(view):
                break
        await self._put_away()

    async def _send(self, view: View) -> bool:
        """Fill in the form and send it; tell whether it is done with."""
        fresh = self._filling.fill(view)
        kind = str(view.content.get("callback_id"))
        self._office.once |= dict.fromkeys(fresh, ONCE[kind]) if kind in ONCE else {}  # type: ignore[index]
        typed = {*MARK.findall(json.dumps(view.values).lower())}
        failure = await self._actor.submit(view.id)
        if failure not in (None, "incomplete") and self._chance.random() < AGAIN:
            failure = await self._actor.submit(view.id)
        if failure is not None:
            return failure != "incomplete"
        answer = self._office.front.answers.get(self.person)
        is_done = self._office.claims.hear_form(self.person, kind, typed, answer)
        self._office.noted["done" if is_done else "refused"] += 1
        return is_done or (shown_view(answer) is None and self._chance.random() < 0.5)

    async def _change(self, view: View) -> None:
        """Press or choose something in the form that draws it anew."""
        found = [one for one in self._elements("modal", view.blocks) if _acts(one[1], one[2])]
        if not found:
            return
        _, block, element = self._chance.choice(found)
        before = self._form_now()
        chosen = self._chosen(element)
        if await self._actor.choose(view, element["action_id"], chosen, block_id=block["block_id"]):
            return
        await self._until(lambda: self._form_now() != before)

    async def _put_away(self) -> None:
        while (view := self._actor.modal) is not None:
            await self._actor.close(view.id)

    # What is there.

    def _pressable(self) -> Iterator[tuple[On, Json, Json]]:
        """Yield everything that can be pressed in one of the places that they look at."""
        log = self._office.practice.workspace.channel(place := self._place()).log
        stamps = log.timeline()[-SHOWN:]
        whispers = self._office.practice.workspace.channel(place).ephemerals.get(self.person, {})
        threads = [log.replies(ts)[-SHOWN:] for ts in stamps[-3:]]
        for ts in [*stamps, *(ts for thread in threads for ts in thread), *whispers]:
            message = log.get(ts) or whispers[ts]
            self._see(place, message.text)
            yield from self._elements((place, ts), message.blocks)

    def _place(self) -> str:
        if self._chance.random() < 0.3:
            return self._actor.direct
        return self._chance.choice(ROOMS)

    def _elements(self, on: On, blocks: list[Json]) -> Iterator[tuple[On, Json, Json]]:
        for block, element in elements_of(blocks):
            if "url" not in element and element["type"] != "external_select":
                yield on, block, element

    def _chosen(self, element: Json) -> Plain:
        if element["type"] == "button":
            return element.get("value")
        if element["type"] in STATEFUL or element["type"] == "overflow":
            return self._filling.choice_of(element)
        return None

    def _incident_in(self, room: str) -> int | None:
        for ts in self._office.practice.workspace.channel(room).log.timeline()[-SHOWN:]:
            message = self._office.practice.workspace.channel(room).log.get(ts)
            if message is not None:
                self._see(room, message.text)
        there = [one for one, place in self._office.incidents.items() if place == room]
        return self._chance.choice(there[-SHOWN:]) if there else None

    def _see(self, place: str, text: str) -> None:
        if (card := CARD.match(text)) is not None and place in ROOMS:
            self._office.incidents[int(card[1])] = place

    def _hears(self, words: str) -> bool:
        """Note what the answer claims."""
        is_done = self._office.claims.hear(self.person, words)
        if NOT_DONE.search(words):
            self._office.noted["not saved"] += 1
        elif words:
            self._office.noted["done" if is_done else "told or refused"] += 1
        return is_done

    def _form_now(self) -> tuple[str, str]:
        view = self._actor.modal
        return ("", "") if view is None else (view.id, view.hash)

    async def _until(self, holds: Callable[[], bool]) -> bool:
        for _ in range(int(ANSWER_S / LOOK_S)):
            if holds():
                return True
            await asyncio.sleep(LOOK_S)
        return False

    def _tidy(self) -> None:
        """Private answers scroll away."""
        for channel in self._office.practice.workspace.state.channels.values():
            whispers = channel.ephemerals.get(self.person)
            while whispers and len(whispers) > WHISPERS:
                whispers.pop(next(iter(whispers)))


def _acts(block: Json, element: Json) -> bool:
    """Whether the app hears of it at once."""
    return element["type"] == "button" or (
        element["type"] not in ("plain_text_input",)
        and element["type"] in STATEFUL
        and (block["type"] != "input" or bool(block.get("dispatch_action")))
    )
