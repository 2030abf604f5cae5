"""Is the money right, whatever happened?"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import sqlalchemy as sa

from bot.domain.approval import Approval, open_slots
from bot.domain.booking import HEIGHTS
from bot.domain.credit import GRANTED, Credit, State
from bot.domain.ledger import Line, balance
from bot.domain.tiers import OWED
from bot.domain.trail import Footprint, Trace
from bot.sandbox.ids import TEAM
from bot.store import approvals, credits, ledger, trail
from bot.store.tables import incidents
from bot.store.transaction import Reader
from bot.usecases import books
from torture.scene import Scene

CURRENCIES = ("GBP", "EUR")
ASKED = frozenset({Trace.ASKED, Trace.ASKED_ANEW, Trace.GIVEN_ALONE})
"""What begins anew; who gives alone asks and decides in one step."""
DECIDED = {
    Trace.GIVEN_ALONE: State.APPROVED,
    Trace.APPROVED: State.APPROVED,
    Trace.DECLINED: State.DECLINED,
}


async def unbalanced(_scene: Scene, reader: Reader) -> Iterator[str]:
    """Name each credit whose lines in the ledger do not add up to where it stands."""
    lines = await ledger.every(reader, TEAM)
    found = [
        f"line {line.number} of the ledger stands at {place}"
        for place, line in enumerate(lines, start=1)
        if line.number != place
    ]
    of: dict[int, list[Line]] = {}
    for line in lines:
        of.setdefault(line.credit, []).append(line)
    for credit in await credits.in_states(reader, TEAM, State):
        own, height = balance(of.get(credit.number, ())), HEIGHTS.get(credit.state, 0)
        wanted = tuple(credit.amount.minor if height == level else 0 for level in (1, 2, 3))
        if (own.held, own.committed, own.spent) != wanted:
            found.append(f"{credit.name}, {credit.state}: {own} in the ledger")
    return iter(found)


async def overspent(scene: Scene, reader: Reader) -> Iterator[str]:
    found = []
    for row in await reader.rows(sa.select(incidents.c.number)):
        for currency in CURRENCIES:
            organisation = scene.settings.organisation
            budget = await books.incident_budget(reader, organisation, TEAM, row.number, currency)
            if budget.left is not None and budget.left < 0:
                found.append(f"INC-{row.number} is {-budget.left} {currency} over its budget")
    return iter(found)


async def unapproved(scene: Scene, reader: Reader) -> Iterator[str]:
    """Name each credit that was not decided by whom it needs, or not exactly once."""
    found = []
    for credit in await credits.in_states(reader, TEAM, State):
        given = await approvals.bound(reader, replace(credit, undo=None))
        people = [person for yes in given for person in (yes.by, yes.of)]
        if credit.asked_by in people or len({yes.by for yes in given}) < len(given):
            found.append(f"{credit.name}, asked by {credit.asked_by}, was approved by {people}")
        if credit.state in GRANTED and not credit.is_own and not _suffices(scene, credit, given):
            found.append(f"{credit.name} over {credit.amount} has only {people}")
        if (times := _times_decided(await trail.every(reader, credit))) > 1:
            found.append(f"{credit.name} was decided {times} times")
    return iter(found)


def _suffices(scene: Scene, credit: Credit, given: Sequence[Approval]) -> bool:
    """A customer's other credits may have asked for more; they can never ask for less."""
    if credit.is_owed:
        return open_slots(OWED, given) == ()
    rules = scene.settings.organisation.credit_rules.of(credit.amount.currency)
    fits = [one for one in rules.tiers if one.up_to is None or credit.amount.minor <= one.up_to]
    return any(open_slots(tier.approvals, given) == () for tier in fits)


def _times_decided(steps: Sequence[Footprint]) -> int:
    """Return how often at most one asking was decided."""
    counts = [0]
    for step in steps:
        if step.event in ASKED:
            counts.append(0)
        counts[-1] += DECIDED.get(step.event) == step.state
    return max(counts)
