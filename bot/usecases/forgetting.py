"""Forgetting one customer: everywhere, and for good.

What is nobody's row is swept table by table, in short transactions; the person's own rows go last,
in one transaction with the line that tells of it. Whoever was interrupted asks once more, and finds
them still.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import structlog

from bot.domain.credit import Credit, State
from bot.domain.customer import Customer
from bot.domain.forgetting import (
    MoneyIsOnItsWay,
    Names,
    NobodyOfThatName,
    WhichCustomer,
    folded,
    is_too_short,
    same_person,
)
from bot.domain.timeline import Event
from bot.store import customers, erasing, forgotten_people, incidents, owed, postings
from bot.store.erasing import Key
from bot.store.every_table import TABLES
from bot.store.transaction import Reader, Store, Transaction
from bot.usecases import change, credit_news

LIMIT_S: Final = 60.0
AT_ONCE: Final = 200
IN_FLIGHT: Final = frozenset({State.ASKED, State.CHANGED, State.APPROVED})
OWN: Final = ("customers", "calls", "call_answers", "promises", "credits", "credit_steps")
"""Tables with rows about one customer: by these they are found, so they go last."""
NUMBERED: Final = "CU-"

log = structlog.get_logger()


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is kept of somebody. `shared` names are those of somebody else too, and stay."""

    workspace: str
    customers: tuple[Customer, ...]
    credits: tuple[Credit, ...]
    calls: Mapping[int, int]
    """Each with its incident."""
    names: Names
    keys: Mapping[str, Sequence[Key]]
    """By table, the rows in which a name stands."""
    is_name_shared: bool
    has_short_name: bool
    """Whether one is too short to be looked for in free words."""
    cards: int
    """How many messages with a request of theirs are written anew."""

    @property
    def numbers(self) -> list[int]:
        return [one.number for one in self.customers]

    @property
    def incidents(self) -> list[int]:
        about = {one.incident for one in self.customers}
        return sorted(about | {one.incident for one in self.credits} | set(self.calls.values()))

    @property
    def exported(self) -> list[Credit]:
        return [one for one in self.credits if one.batch is not None]

    @property
    def waiting(self) -> tuple[str, ...]:
        """Return the credits that nobody can decide or pay without the name."""
        return tuple(
            one.name for one in self.credits if one.state in IN_FLIGHT or one.undo is not None
        )

    @property
    def figures(self) -> Counter[str]:
        """Return how many rows change, by table."""
        figures = Counter({table: len(keys) for table, keys in self.keys.items()})
        figures["customers"] = len(self.customers)
        figures["calls"], figures["credits"] = len(self.calls), len(self.credits)
        return +figures


async def plan(store: Store, *, workspace: str, asked: str, also: Collection[str] = ()) -> Plan:
    """Return what is kept of the customer of this number (CU-3), reference or name.

    `also` are other words for them. Raises `NobodyOfThatName`, `NoSuchCustomer` or `WhichCustomer`.
    """
    asked = " ".join(asked.split())
    async with store.reading(limit_s=LIMIT_S) as reader:
        them = await _customers(reader, workspace, asked)
        named = {name for one in them for name in (one.report.name, one.report.reference) if name}
        named |= set() if asked.upper().startswith(NUMBERED) else {asked}
        everything = {folded(one) for one in (*named, *also)}
        credits = await forgotten_people.credits_of(reader, workspace, everything)
        numbers = {one.number for one in them}
        calls = await forgotten_people.calls_of(reader, workspace, numbers, everything)
        if not (them or credits or calls):
            raise NobodyOfThatName
        others = await forgotten_people.called(reader, workspace, named)
        shared = {folded(one.report.name) for one in others if one.number not in numbers}
        names = Names.of({one for one in named if folded(one) not in shared} | set(also))
        keys = {
            table.name: await erasing.holding(reader, table, workspace, names)
            for table in erasing.tables_with_words()
        }
        cards = [await postings.of(reader, workspace, one.name) for one in credits]
    return Plan(
        workspace=workspace,
        customers=tuple(them),
        credits=tuple(credits),
        calls=calls,
        names=names,
        keys=keys,
        is_name_shared=bool(shared),
        has_short_name=any(is_too_short(one) for one in named),
        cards=sum(map(len, cards)),
    )


async def forget(store: Store, them: Plan, *, now: datetime) -> None:
    """Remove what the plan found. Raises `MoneyIsOnItsWay` while a credit still needs the name."""
    if them.waiting:
        raise MoneyIsOnItsWay(them.waiting)
    for name in them.keys:
        if name not in OWN:
            await sweep_table(store, them, name)
    async with store.transaction(limit_s=LIMIT_S) as tx:
        about = [await incidents.lock(tx, them.workspace, number) for number in them.incidents]
        async with erasing.with_leave(tx, them.workspace):
            for name in OWN:
                await erasing.sweep(tx, TABLES[name], them.keys.get(name, ()), them.names)
            await erasing.clear_person(
                tx,
                them.workspace,
                customers=them.numbers,
                calls=list(them.calls),
                credits=[one.number for one in them.credits],
            )
        for incident in about:
            after = incident.noted()
            await incidents.save(tx, after)
            await change.note(tx, after, Event.FORGOTTEN, by="", now=now)
        await erasing.note(tx, them.workspace, "customer", them.figures, at=now)
        await _show_credits(tx, them, now=now)
    log.info("forgotten", rows=sum(them.figures.values()), incidents=len(about))


async def _customers(reader: Reader, workspace: str, asked: str) -> list[Customer]:
    """Return every place of one person. Raises `WhichCustomer` if it may be several people."""
    number = asked.upper().removeprefix(NUMBERED)
    if asked.upper().startswith(NUMBERED) and number.isdecimal():
        found = [await customers.read(reader, workspace, int(number))]
    else:
        found = await forgotten_people.called(reader, workspace, [asked])
    references = {one.report.reference for one in found} - {""}
    if len({one.lower() for one in references}) > 1:
        raise WhichCustomer(tuple(one.label for one in found))
    found += await forgotten_people.called(reader, workspace, references)
    names = {one.report.name for one in found}
    alike = await forgotten_people.called(reader, workspace, names)
    found += same_person(found, alike)
    return sorted({one.number: one for one in found}.values(), key=lambda one: one.number)


async def sweep_table(store: Store, them: Plan, table: str) -> None:
    """Take the names out of one table, some rows at a time."""
    keys = them.keys[table]
    for begin in range(0, len(keys), AT_ONCE):
        some = keys[begin : begin + AT_ONCE]
        async with (
            store.transaction(limit_s=LIMIT_S) as tx,
            erasing.with_leave(tx, them.workspace),
        ):
            await erasing.sweep(tx, TABLES[table], some, them.names)


async def _show_credits(tx: Transaction, them: Plan, *, now: datetime) -> None:
    """Owe every copy of their requests that was posted, so that Slack shows no name any more."""
    for credit in them.credits:
        posted = await postings.of(tx, them.workspace, credit.name)
        places = {one.place: True for one in posted}
        await owed.enqueue_all(tx, credit_news.cards(credit, places, now=now))
