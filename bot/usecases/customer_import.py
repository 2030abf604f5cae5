"""Customers from a file: judged row by row first, then kept together or not at all."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from bot.domain.customer import Customer
from bot.domain.customer_table import Columns, Imported, imported
from bot.domain.organisation import Organisation
from bot.domain.people_refusals import CustomerIsLogged, ReferenceStandsTwice
from bot.domain.refusals import Refusal
from bot.domain.timeline import Event
from bot.store import counters, customers, incidents
from bot.store.transaction import Store
from bot.usecases import change

A_STEP: Final = 500
"""Customers after whom it is told again how far it has come."""
LIMIT_S: Final = 600.0
"""A file of 100,000 rows takes seconds; this is for a machine that is very busy."""

Row = tuple[int, Sequence[str]]
"""The number of the row in the file, counting the header as 1, and its cells."""


@dataclass(slots=True)
class Judging:
    """What of a file can be kept; `on_refused` is told of each row that cannot, and why."""

    incident: str
    columns: Columns
    known: AbstractSet[str]
    """The references that stand on the incident already."""
    on_refused: Callable[[int, Refusal], None]
    taken: list[Imported] = field(default_factory=list)
    refused: int = 0

    def judge(self, rows: Iterable[Row]) -> None:
        seen: dict[str, int] = {}
        for number, cells in rows:
            try:
                one = imported(cells, self.columns)
                self._check_new(one.report.reference, seen)
            except Refusal as refusal:
                self.refused += 1
                self.on_refused(number, refusal)
            else:
                seen[one.report.reference] = number
                self.taken.append(one)

    def _check_new(self, reference: str, seen: dict[str, int]) -> None:
        if reference in seen:
            raise ReferenceStandsTwice(seen[reference])
        if reference in self.known:
            raise CustomerIsLogged(self.incident, reference)


async def workspaces_of(store: Store, incident: int) -> list[str]:
    """Return the workspaces that have an incident of this number."""
    async with store.reading() as reader:
        return await incidents.workspaces_with(reader, incident)


async def known_references(store: Store, workspace: str, incident: int) -> set[str]:
    """Return the references on the incident. Raises `NoSuchIncident`."""
    async with store.reading(limit_s=LIMIT_S) as reader:
        await incidents.read(reader, workspace, incident)
        return await customers.references(reader, workspace, incident)


async def keep_imported(
    store: Store,
    organisation: Organisation,
    taken: Sequence[Imported],
    *,
    workspace: str,
    incident: int,
    now: datetime,
    on_kept: Callable[[int], object],
) -> None:
    """Keep all of them in one transaction; `on_kept` is told how many more have come so far.

    Raises `CustomerIsLogged`, with nothing kept, when one was logged since the file was judged.
    """
    if not taken:
        return
    async with store.transaction(limit_s=LIMIT_S) as tx:
        about = (await incidents.lock(tx, workspace, incident)).noted()
        known = await customers.references(tx, workspace, incident)
        again = next((one for one in taken if one.report.reference in known), None)
        if again is not None:
            raise CustomerIsLogged(about.name, again.report.reference)
        numbers = await counters.next_numbers(tx, workspace, "customer", many=len(taken))
        added = _as_customers(taken, numbers, workspace, incident, now=now)
        await customers.add_all(tx, _counted(added, on_kept))
        event, details = Event.CUSTOMERS_IMPORTED, {"many": str(len(taken))}
        await change.keep(tx, organisation, about, event, by="", now=now, details=details)


def _as_customers(
    taken: Sequence[Imported], numbers: range, workspace: str, incident: int, *, now: datetime
) -> Iterator[Customer]:
    for one, number in zip(taken, numbers, strict=True):
        yield Customer(
            workspace=workspace,
            number=number,
            incident=incident,
            report=one.report,
            logged_by="",
            logged_at=now,
            heard_at=now if one.has_heard else None,
        )


def _counted(added: Iterable[Customer], on_kept: Callable[[int], object]) -> Iterator[Customer]:
    for place, one in enumerate(added, start=1):
        yield one
        if place % A_STEP == 0:
            on_kept(A_STEP)
