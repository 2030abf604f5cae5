"""Goodwill credits: one person asks, another decides, once."""

from collections.abc import Set as AbstractSet
from datetime import datetime

from bot.domain.credit import (
    LONGEST_CUSTOMER,
    LONGEST_REASON,
    Credit,
    approvers_for,
    real,
)
from bot.domain.incident import Incident
from bot.domain.money import parse_money
from bot.domain.organisation import Organisation
from bot.domain.timeline import Event
from bot.domain.typed import words
from bot.store import counters, credits, done, incidents, owed
from bot.store.owed import NewJob
from bot.store.transaction import Store, Transaction
from bot.usecases import change

CREDIT_CARD = "credit_card"
CREDIT_NOTE = "credit_note"


async def ask_for_credit(
    store: Store,
    organisation: Organisation,
    *,
    workspace: str,
    incident: int,
    customer: str,
    amount: str,
    reason: str,
    by: str,
    managers: AbstractSet[str],
    now: datetime,
    deed: str | None = None,
) -> Credit:
    """Record the request and owe every other manager a card to decide it on.

    Raises `BadAmount`, `WordsAreMissing`, `WordsAreTooLong`, `NobodyMayApprove`, `DrillHasNoMoney`.
    """
    customer = words("customer", customer, limit=LONGEST_CUSTOMER)
    reason = words("reason", reason, limit=LONGEST_REASON)
    money = parse_money(amount, currency=organisation.currency, locale=organisation.locale)
    approvers = approvers_for(by, managers)
    async with store.transaction() as tx:
        await done.once(tx, workspace, deed, now=now)
        about = real(await incidents.lock(tx, workspace, incident)).noted()
        credit = Credit(
            workspace=workspace,
            number=await counters.next_number(tx, workspace, "credit"),
            incident=incident,
            customer=customer,
            reason=reason,
            amount=money,
            asked_by=by,
            asked_at=now,
            asked_of=tuple(sorted(approvers)),
        )
        await credits.add(tx, credit)
        await _tell_thread(tx, organisation, about, credit, Event.CREDIT_ASKED, by=by, now=now)
        await _owe_cards(tx, credit, now=now)
    return credit


async def decide(
    store: Store,
    organisation: Organisation,
    *,
    workspace: str,
    number: int,
    approve: bool,
    by: str,
    managers: AbstractSet[str],
    now: datetime,
) -> Credit:
    """Decide a request, once. `managers` are those who hold the role at this moment.

    Raises `CreditIsDecided`, `OwnCredit`, `NotAnApprover` or `DrillHasNoMoney`.
    """
    async with store.transaction() as tx:
        asked = await credits.lock(tx, workspace, number)
        credit = asked.decided(approve=approve, by=by, approvers=managers, now=now)
        await credits.save_decision(tx, credit)
        about = await incidents.lock(tx, workspace, credit.incident)
        about = (real(about) if approve else about).noted()
        event = Event.CREDIT_APPROVED if approve else Event.CREDIT_DECLINED
        await _tell_thread(tx, organisation, about, credit, event, by=by, now=now)
        await _owe_cards(tx, credit, now=now)
        await owed.enqueue_all(tx, [_job(CREDIT_NOTE, credit, credit.asked_by, now=now)])
    return credit


async def read(store: Store, workspace: str, number: int) -> tuple[Credit, Incident]:
    """Return a request and the incident it is about. Raises `NoSuchCredit`."""
    async with store.reading() as reader:
        credit = await credits.read(reader, workspace, number)
        return credit, await incidents.read(reader, workspace, credit.incident)


async def _tell_thread(
    tx: Transaction,
    organisation: Organisation,
    incident: Incident,
    credit: Credit,
    event: Event,
    *,
    by: str,
    now: datetime,
) -> None:
    """The thread learns the sum and who; never for whom or why."""
    details = {
        "credit": credit.name,
        "amount_minor": str(credit.amount.minor),
        "currency": credit.amount.currency,
    }
    await change.keep(tx, organisation, incident, event, by=by, now=now, details=details)


async def _owe_cards(tx: Transaction, credit: Credit, *, now: datetime) -> None:
    cards = [_job(CREDIT_CARD, credit, person, now=now) for person in credit.asked_of]
    await owed.enqueue_all(tx, cards)


def _job(kind: str, credit: Credit, person: str, *, now: datetime) -> NewJob:
    return NewJob(
        kind=kind,
        args={"credit": credit.number, "person": person},
        workspace=credit.workspace,
        due_at=now,
        dedupe_key=f"{credit.workspace}:{kind}:{credit.number}:{person}",
        lane=change.lane(credit.workspace, person),
    )
