"""One person, who does one thing after another: types, presses what is there, fills in forms."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from random import Random
from typing import Final

from bot.sandbox.acts import Actor
from bot.sandbox.screen import NotPossible
from bot.sandbox.values import STATEFUL, Plain
from bot.sandbox.views import View
from bot.sandbox.wire import Json
from messages.action_ids import ViewId
from messages.shortcut_ids import ShortcutId
from torture.cast import ROOMS
from torture.claims import MARK, NOT_DONE, shown_view
from torture.commands import Typing
from torture.filling import Filling
from torture.office import Office
from torture.sight import On, Sight, acts, elements

LOOK_S: Final = 0.02
ANSWER_S: Final = 1.0
"""How long people wait for a form or a private answer: it may be lost."""
MOST_STEPS: Final = 5
AGAIN: Final = 0.5
"""How likely somebody presses again who was told that it failed."""
CHANGES: Final = 0.25
GIVES_UP: Final = 0.05
"""How likely somebody chooses in a form before they send it, or closes it unsent."""
ONCE: Final[dict[str, str]] = {
    ViewId.OPEN: "incidents",
    ViewId.CREDIT: "credits",
    ViewId.CUSTOMER: "customers",
    ViewId.OBSTACLE: "obstacles",
}
"""The tables in which a word typed into such a form stands in one row."""
TYPED_ONCE: Final = {"open": "incidents", "update": "updates"}


class Hands:
    def __init__(self, office: Office, person: str, chance: Random) -> None:
        self._office = office
        self._chance = chance
        self._actor: Actor = office.practice.workspace.as_person(person)
        self._sight = Sight(office, self._actor, chance)
        self._typing = Typing(chance)
        self._filling = Filling(chance, office.practice.clock.now, office.new_word)
        self.person = person

    @property
    def is_let_down(self) -> bool:
        """Whether the last thing that they did was not acknowledged."""
        return self.person not in self._office.front.answers

    async def act(self) -> None:
        doings: dict[Callable[[], Awaitable[None]], float] = {
            self._type: 0.4,
            self._press_something: 0.56,
            self._go_home: 0.01,
            self._use_shortcut: 0.03,
        }
        [do] = self._chance.choices([*doings], weights=[*doings.values()])
        try:
            await do()
        except NotPossible:
            self._office.noted["gone before it was pressed"] += 1
        self._sight.tidy()

    async def _type(self) -> None:
        room = self._chance.choice(ROOMS)
        number, word = self._sight.incident_in(room), self._office.new_word()
        is_full = self._office.open_now >= self._office.most_open
        line = self._typing.line(incident=number, is_full=is_full, word=word)
        table = TYPED_ONCE.get(line.partition(" ")[0])
        if table is not None:
            self._office.once[word] = table
        before = self._sight.form
        if await self._actor.slash(room, f"/incident {line}") is not None:
            return
        said = str((self._office.front.answers.get(self.person) or {}).get("text", ""))
        if self._hears(said) and table is not None:
            self._office.claims.marks[word] = f"/incident {line}"
            self._office.open_now += table == "incidents"
        if not said and await self._until(lambda: self._sight.form != before):
            await self._fill_in()

    async def _press_something(self) -> None:
        if found := self._sight.pressable():
            await self._press(*self._chance.choice(found))

    async def _go_home(self) -> None:
        await self._actor.open_home()
        home = self._actor.home
        if home is not None and (found := [*elements("home", home.blocks)]):
            await self._press(*self._chance.choice(found))

    async def _use_shortcut(self) -> None:
        on = self._sight.message_in(self._chance.choice(ROOMS))
        if not isinstance(on, tuple):
            return
        before = self._sight.form
        failure = await self._actor.shortcut(self._chance.choice([*ShortcutId]), on)
        if failure is None and await self._until(lambda: self._sight.form != before):
            await self._fill_in()

    async def _press(self, on: On, block: Json, element: Json) -> None:
        before = self._sight.form
        secret = await self._pressed(on, block, element)
        if secret is None:
            return
        words: list[str] = []

        def is_answered() -> bool:
            said = self._office.heard.words(secret)
            words.extend([] if said is None else [said])
            return bool(words) or self._sight.form != before

        if not await self._until(is_answered):
            self._office.noted["answers that nobody saw"] += 1
        elif words:
            self._hears(words[0])
        else:
            await self._fill_in()

    async def _pressed(self, on: On, block: Json, element: Json) -> str | None:
        """Press, once more if it failed; return where its private answer comes, if it did not."""
        chosen = self._chosen(element)
        self._office.heard.issued.pop(self.person, None)
        for _ in range(2):
            name, place = element["action_id"], block["block_id"]
            if await self._actor.choose(on, name, chosen, block_id=place) is None:
                return self._office.heard.issued.get(self.person, "")
            if self._chance.random() > AGAIN:
                break
        return None

    async def _fill_in(self) -> None:
        for _ in range(MOST_STEPS):
            view = self._actor.modal
            if view is None:
                return
            drawn = self._chance.random()
            if drawn < CHANGES:
                await self._change(view)
            elif "submit" not in view.content or drawn > 1 - GIVES_UP or await self._send(view):
                break
        while (view := self._actor.modal) is not None:
            await self._actor.close(view.id)

    async def _send(self, view: View) -> bool:
        """Fill in the form and send it; tell whether it is done with."""
        kind = str(view.content.get("callback_id"))
        brought = _marks(kind, view)
        fresh = self._filling.fill(view)
        if kind in ONCE:
            self._office.once |= dict.fromkeys(fresh, ONCE[kind])
        typed = _marks(kind, view)
        self._office.claims.replace(brought - typed)
        failure = await self._actor.submit(view.id)
        if failure not in (None, "incomplete") and self._chance.random() < AGAIN:
            failure = await self._actor.submit(view.id)
        if failure is not None:
            return failure != "incomplete"
        answer = self._office.front.answers.get(self.person)
        is_done = self._office.claims.hear_form(self.person, kind, typed, answer)
        self._office.noted["done" if is_done else "told or refused"] += 1
        return is_done or (shown_view(answer) is None and self._chance.random() < AGAIN)

    async def _change(self, view: View) -> None:
        """Press or choose something in the form that draws it anew."""
        found = [one for one in elements("modal", view.blocks) if acts(one[1], one[2])]
        if not found:
            return
        _, block, element = self._chance.choice(found)
        before, chosen = self._sight.form, self._chosen(element)
        if not await self._actor.choose(
            view, element["action_id"], chosen, block_id=block["block_id"]
        ):
            await self._until(lambda: self._sight.form != before)

    def _chosen(self, element: Json) -> Plain:
        if element["type"] == "button":
            return element.get("value")
        if element["type"] in STATEFUL or element["type"] == "overflow":
            return self._filling.choice_of(element)
        return None

    def _hears(self, words: str) -> bool:
        """Note what an answer claims; tell whether it claims anything."""
        is_done = self._office.claims.hear(self.person, words)
        if NOT_DONE.search(words):
            self._office.noted["not saved"] += 1
        elif words:
            self._office.noted["done" if is_done else "told or refused"] += 1
        return is_done

    async def _until(self, holds: Callable[[], bool]) -> bool:
        for _ in range(int(ANSWER_S / LOOK_S)):
            if holds():
                return True
            await asyncio.sleep(LOOK_S)
        return False


def _marks(kind: str, view: View) -> set[str]:
    return {*MARK.findall(json.dumps(_kept(kind, view)).lower())}


def _kept(kind: str, view: View) -> list[Json]:
    """Return what stands in the fields that are kept as they are: all but a draft's slots."""
    fields = [values for values in view.values.values() if kind != ViewId.WORDS or "text" in values]
    return [dict(values) for values in fields]
