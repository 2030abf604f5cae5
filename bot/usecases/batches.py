"""Giving finance what was approved, once, and what was taken back of it."""

from dataclasses import astuple, fields, replace
from datetime import datetime
from typing import Final

from bot.domain.accrual import UNPAID, Accrued, accrued
from bot.domain.approval import Approval
from bot.domain.batch import UNMATCHED_AFTER, Kind, as_csv, row, written
from bot.domain.budget import month_of
from bot.domain.credit import TAKEN_BACK, Credit, State
from bot.domain.money_refusals import NoSuchBatch, NothingToExport
from bot.domain.organisation import Organisation
from bot.domain.tiers import Function
from bot.domain.trail import Trace
from bot.store import approvals, batches, credits, ledger
from bot.store.batches import Unmatched
from bot.store.transaction import Reader, Store, Transaction
from bot.usecases import books, credit_news, finance_news
from bot.usecases.acting import Acting

APPROVALS: Final = {Kind.GRANT: approvals.bound, Kind.UNDO: approvals.of_undo}
"""Who approved what a line stands for, and nothing else."""


async def export(
    store: Store, organisation: Organisation, *, workspace: str, by: str, now: datetime
) -> tuple[int, str]:
    """Put all that finance does not have yet into a batch; return its number and its CSV.

    Raises `NothingToExport`.
    """
    async with store.transaction() as tx:
        await ledger.take_turn(tx, workspace)
        return await _export(tx, organisation, workspace, by=by, now=now)


async def export_to(store: Store, organisation: Organisation, acting: Acting) -> int:
    """Do the same for somebody of finance, and owe them the file; return the batch's number.

    Raises `NotInThatFunction`, `OutsiderMayNotDecide`, `NothingToExport` or `AlreadyDone`.
    """
    acting.check_is(Function.FINANCE)
    async with store.transaction() as tx:
        await books.begin(tx, acting)
        place = (tx, organisation, acting.workspace)
        number, _ = await _export(*place, by=acting.by, now=acting.now)
        await finance_news.send_file(tx, acting.workspace, number, acting.by, now=acting.now)
    return number


async def again_to(store: Store, acting: Acting, number: int) -> None:
    """Owe somebody of finance the file of a batch that was given before.

    Raises `NotInThatFunction`, `OutsiderMayNotDecide` or `NoSuchBatch`.
    """
    acting.check_is(Function.FINANCE)
    async with store.transaction() as tx:
        await _csv(tx, acting.workspace, number)
        await finance_news.send_file(tx, acting.workspace, number, acting.by, now=acting.now)


async def again(store: Store, workspace: str, number: int) -> str:
    """Return the very bytes of a batch that was given before. Raises `NoSuchBatch`."""
    async with store.reading() as reader:
        return await _csv(reader, workspace, number)


async def accrual(store: Store, organisation: Organisation, workspace: str) -> str:
    """Return what is approved and not paid yet as CSV: in all, by incident, reason, team …"""
    async with store.reading() as reader:
        unpaid = await credits.in_states(reader, workspace, UNPAID)
    lines = accrued(unpaid, organisation.bookkeeping)
    return as_csv([one.name for one in fields(Accrued)], map(astuple, lines))


async def waiting(store: Store, workspace: str, *, now: datetime) -> list[Credit]:
    """Return what was approved, or taken back after finance had it, that is in no batch yet."""
    async with store.reading() as reader:
        return [credit for credit, _, _ in await _new(reader, workspace, now=now)]


async def _export(
    tx: Transaction, organisation: Organisation, workspace: str, *, by: str, now: datetime
) -> tuple[int, str]:
    new = await _new(tx, workspace, now=now)
    if not new:
        raise NothingToExport
    number = await batches.next_number(tx, workspace)
    period = month_of(now, organisation.time_zone)
    how = organisation.bookkeeping
    rows = [row(*one, how, batch=number, period=period) for one in new]
    csv = written(rows)
    await batches.add(tx, workspace, number, csv, by=by, at=now)
    lines = [(credit.number, kind) for credit, kind, _ in new]
    await batches.add_lines(tx, workspace, number, lines)
    for credit, kind, _ in new:
        if kind is Kind.GRANT:
            await _hand_over(tx, organisation, credit, number, by=by, now=now)
    await finance_news.exported(tx, workspace, number, now=now)
    return number, csv


async def _csv(reader: Reader, workspace: str, number: int) -> str:
    csv = await batches.csv_of(reader, workspace, number)
    if csv is None:
        raise NoSuchBatch(str(number))
    return csv


async def unmatched(store: Store, workspace: str, *, now: datetime) -> list[Unmatched]:
    """Return the lines that finance has not answered within three days."""
    async with store.reading() as reader:
        return await batches.unmatched(reader, workspace, before=now - UNMATCHED_AFTER)


async def _new(
    tx: Reader, workspace: str, *, now: datetime
) -> list[tuple[Credit, Kind, list[Approval]]]:
    """Return the grants, and the voids and reversals of what finance has, not in a batch yet.

    What has lapsed is none of them, even where its clock is late.
    """
    ready = await credits.in_states(tx, workspace, {State.APPROVED, *TAKEN_BACK})
    sent = await batches.sent(tx, workspace, [one.number for one in ready])
    found: list[tuple[Credit, Kind, list[Approval]]] = []
    for credit in ready:
        kind = Kind.UNDO if credit.state in TAKEN_BACK else Kind.GRANT
        if credit.lapsed(now=now).is_for_finance and (credit.number, kind) not in sent:
            found.append((credit, kind, await APPROVALS[kind](tx, credit)))
    return found


async def _hand_over(
    tx: Transaction,
    organisation: Organisation,
    credit: Credit,
    number: int,
    *,
    by: str,
    now: datetime,
) -> None:
    after = replace(credit, state=State.EXPORTED, batch=number)
    await credits.save(tx, after)
    await books.book(tx, organisation, credit, after, by=by, now=now)
    details = {"batch": str(number)}
    await books.note(tx, after, Trace.EXPORTED, by=by, now=now, details=details)
    await credit_news.show(tx, after, organisation, now=now)
    await credit_news.stop_clock(tx, after)
