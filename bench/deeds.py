"""What members do while things are down, in the shares in which people do it."""

import asyncio
from collections.abc import Callable, Coroutine, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from random import Random
from typing import Any, Final

from bot.sandbox.acts import Actor
from bot.sandbox.messages import Message
from bot.sandbox.values import Plain, elements_of
from bot.sandbox.workspace import Workspace

Doing = Coroutine[Any, Any, None]
Deed = Callable[["Scene", str], Doing]
FORM_WITHIN_S: Final = 3.0
THINK_S: Final = (2.0, 8.0)
"""How long somebody fills in a form."""
QUIET_EACH: Final = 4
"""Of one incident in so many nobody says anything until its reminder comes."""
SNOOZED: Final = "10"


@dataclass(frozen=True)
class Card:
    number: int
    channel: str
    ts: str


@dataclass(frozen=True)
class Scene:
    workspace: Workspace
    random: Random
    cards: dict[int, Card] = field(default_factory=dict)
    heard: dict[int, int] = field(default_factory=dict)
    """How much of each thread was looked through for reminders."""
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def find_cards(self, channels: Sequence[str]) -> None:
        for place in channels:
            log = self.workspace.channel(place).log
            for message in map(log.message, log.timeline()):
                number = int(message.text.removeprefix("INC-").split()[0])
                self.cards[number] = Card(number, place, message.ts)

    def actor(self, person: str) -> Actor:
        return self.workspace.as_person(person)

    def any_card(self) -> Card:
        return self.random.choice(list(self.cards.values()))

    def busy_card(self) -> Card:
        """One that is talked about."""
        while (card := self.any_card()).number % QUIET_EACH == 0:
            pass
        return card

    def new_reminders(self) -> Iterator[Message]:
        """Yield the reminders that came into threads since this was asked last."""
        for number, card in self.cards.items():
            log = self.workspace.channel(card.channel).log
            replies = log.replies(card.ts)
            fresh = replies[self.heard.get(number, 0) :]
            self.heard[number] = len(replies)
            messages = (log.message(ts) for ts in fresh)
            yield from (one for one in messages if _has(one, "snooze"))

    async def fill_in(self, person: str, **fields: Plain) -> None:
        """Fill in the form that opens, send it, and put it away; raises TimeoutError."""
        actor, changes = self.actor(person), self.workspace.state.changes
        async with asyncio.timeout(FORM_WITHIN_S):
            while actor.modal is None:
                await changes.after(changes.version)
        await asyncio.sleep(self.random.uniform(*THINK_S))
        for name, value in fields.items():
            actor.fill(name, value)
        await actor.submit()
        while actor.modal is not None:
            await actor.close()

    async def type(self, person: str, card: Card, words: str) -> None:
        await self.actor(person).slash(card.channel, f"/incident {words}")

    async def press(self, person: str, card: Card, action: str, chosen: str | None = None) -> None:
        await self.actor(person).choose((card.channel, card.ts), action, chosen)

    async def choose(self, person: str, card: Card, action: str) -> None:
        """Choose what stands in one of the card's menus."""
        message = self.workspace.channel(card.channel).log.message(card.ts)
        menu, value = next(
            (element["action_id"], option["value"])
            for _, element in elements_of(message.blocks)
            if element["type"] == "overflow"
            for option in element["options"]
            if option["value"].startswith(f"{action}:")
        )
        await self.press(person, card, menu, value)


def _has(message: Message, action: str) -> bool:
    return any(element["action_id"] == action for _, element in elements_of(message.blocks))


async def look(scene: Scene, person: str) -> None:
    """Ask what needs them."""
    await scene.type(person, scene.any_card(), "")


async def status(scene: Scene, person: str) -> None:
    card = scene.any_card()
    await scene.type(person, card, f"status INC-{card.number}")


async def press_status(scene: Scene, person: str) -> None:
    await scene.choose(person, scene.any_card(), "status")


async def home(scene: Scene, person: str) -> None:
    await scene.actor(person).open_home()


async def update(scene: Scene, person: str) -> None:
    card, step = scene.busy_card(), next(scene.numbers)
    words = f"The payment provider has found the failing part. Step {step} of the repair is done."
    await scene.type(person, card, f"update INC-{card.number} {words}")


async def hold(scene: Scene, person: str) -> None:
    card = scene.busy_card()
    await scene.type(person, card, f"hold INC-{card.number}")


async def severity(scene: Scene, person: str) -> None:
    chosen = scene.random.choice(("SEV1", "SEV2", "SEV3"))
    await scene.press(person, scene.busy_card(), "set_severity", chosen)


async def facts(scene: Scene, person: str) -> None:
    await scene.press(person, scene.any_card(), "facts")
    share = f"about {scene.random.randint(1, 99)} in 100 customers"
    await scene.fill_in(person, scope=share)


async def customer(scene: Scene, person: str) -> None:
    await scene.choose(person, scene.any_card(), "log_customer")
    await scene.fill_in(
        person,
        customer_name=f"Customer {next(scene.numbers)}",
        impact="Their card was refused twice, and the queue behind them was long.",
    )


async def promise(scene: Scene, person: str) -> None:
    card = scene.any_card()
    await scene.type(person, card, f"promise INC-{card.number} write the cause in 3 hours")


async def credit(scene: Scene, person: str) -> None:
    await scene.choose(person, scene.any_card(), "ask_credit")
    await scene.fill_in(
        person,
        customer=f"ACC-{next(scene.numbers)}",
        amount="£40",
        reason="Two hours in the queue.",
    )


async def heed(scene: Scene, person: str, reminder: Message) -> None:
    """Put a reminder off, or say at once that there is no news."""
    place = (reminder.channel, reminder.ts)
    if scene.random.random() < 1 / 2:
        options = next(
            element["options"]
            for _, element in elements_of(reminder.blocks)
            if element["action_id"] == "snooze"
        )
        await scene.actor(person).choose(place, "snooze", options[0]["value"])
        return
    await scene.actor(person).choose(place, "no_news", None)
    await scene.fill_in(person)


SHARES: Final[Mapping[Deed, tuple[int, int]]] = {
    status: (22, 1),
    press_status: (8, 1),
    look: (8, 1),
    home: (10, 1),
    update: (18, 1),
    hold: (12, 1),
    severity: (3, 1),
    facts: (6, 2),
    customer: (6, 2),
    promise: (5, 1),
    credit: (2, 2),
}
"""Of a hundred deeds how many are of each kind, and how many acts it takes: a form takes two."""
DEEDS: Final = tuple(SHARES)
WEIGHTS: Final = tuple(share for share, _ in SHARES.values())
ACTS_EACH: Final = sum(share * acts for share, acts in SHARES.values()) / sum(WEIGHTS)


def one(random: Random) -> Deed:
    return random.choices(DEEDS, WEIGHTS)[0]
