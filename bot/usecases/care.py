"""Suggesting a break, to the person alone.

Acts are counted by one statement in the transaction that makes them. What is known of somebody is
erased when nothing of it counts any more.
"""

from datetime import datetime
from typing import Final

from bot.domain.care import Strain, Why
from bot.domain.incident import Incident
from bot.domain.organisation import Organisation
from bot.store import care, incidents, owed
from bot.store.owed import NewJob
from bot.store.transaction import Reader, Store, Transaction

BREAK_NOTE: Final = "break_note"
ERASE_STRAIN: Final = "erase_strain"
MOST_OPEN: Final = 200


async def acted(
    tx: Transaction, organisation: Organisation, workspace: str, *, by: str, now: datetime
) -> None:
    """Count an act of a person, if it is one's; suggest a break if they have gone on for long."""
    if not by:
        return
    strain = await care.acted(tx, workspace, by, organisation.care, now=now)
    if strain.busy_since == strain.last_act_at:
        await owed.enqueue(tx, _erasing(workspace, by, at=now + organisation.care.kept_for))
    await _suggest(tx, organisation, workspace, strain, by=by, now=now)


async def hard_contact(
    tx: Transaction, organisation: Organisation, workspace: str, *, by: str, now: datetime
) -> None:
    """Count a contact with somebody angry, quiet or abusive."""
    rules = organisation.care
    strain = await care.acted(tx, workspace, by, rules, now=now)
    strain = strain.with_hard_contact(rules, now=now)
    await care.save(tx, workspace, by, strain)
    await _suggest(tx, organisation, workspace, strain, by=by, now=now)


async def take_break(
    store: Store, organisation: Organisation, *, workspace: str, by: str, now: datetime
) -> list[Incident]:
    """Begin to count afresh; return the open incidents of the person, whose clocks go on."""
    async with store.transaction() as tx:
        strain = await care.acted(tx, workspace, by, organisation.care, now=now)
        await care.save(tx, workspace, by, strain.rested(now=now))
        return await owned(tx, workspace, by)


async def owned(reader: Reader, workspace: str, person: str) -> list[Incident]:
    """Return the open incidents that are the person's."""
    found = await incidents.open_ones(reader, workspace, most=MOST_OPEN)
    return [one for one in found if one.owner == person]


async def erase(
    tx: Transaction, organisation: Organisation, workspace: str, person: str, *, now: datetime
) -> None:
    """Erase what is known of a person, or look again when it no longer counts."""
    kept_for = organisation.care.kept_for
    last = await care.erase(tx, workspace, person, before=now - kept_for)
    if last is not None:
        await owed.enqueue(tx, _erasing(workspace, person, at=last + kept_for))


async def _suggest(
    tx: Transaction,
    organisation: Organisation,
    workspace: str,
    strain: Strain,
    *,
    by: str,
    now: datetime,
) -> None:
    why = strain.why_rest(organisation.care, now=now)
    if why is None:
        return
    await care.save(tx, workspace, by, strain.suggested(now=now))
    await owed.enqueue(tx, _note(workspace, by, why, now=now))


def _note(workspace: str, person: str, why: Why, *, now: datetime) -> NewJob:
    return NewJob(
        kind=BREAK_NOTE,
        args={"person": person, "why": why.value},
        workspace=workspace,
        due_at=now,
        dedupe_key=f"{workspace}:{BREAK_NOTE}:{person}",
        lane=f"{workspace}:{person}",
    )


def _erasing(workspace: str, person: str, *, at: datetime) -> NewJob:
    return NewJob(
        kind=ERASE_STRAIN,
        args={"person": person},
        workspace=workspace,
        due_at=at,
        dedupe_key=f"{workspace}:{ERASE_STRAIN}:{person}",
    )
