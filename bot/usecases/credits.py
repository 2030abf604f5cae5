"""Asking for a credit, and asking anew. One function, one transaction."""

from dataclasses import replace
from datetime import datetime, time
from typing import Final
from zoneinfo import ZoneInfo

from bot.domain import overruling, own, size
from bot.domain.approvers import Approvers
from bot.domain.credit import GRANTED, Credit, real
from bot.domain.decision import given_alone
from bot.domain.money_refusals import NotWorkedOut
from bot.domain.organisation import Organisation
from bot.domain.own import Allowance
from bot.domain.reason import Reason
from bot.domain.route import asked_now
from bot.domain.size import Likes
from bot.domain.tiers import Slots
from bot.domain.timeline import Event
from bot.domain.trail import Trace
from bot.domain.wish import Wish, drawn_up
from bot.store import counters, credits, incidents
from bot.store.transaction import Reader, Store, Transaction
from bot.usecases import (
    accounts,
    books,
    credit_news,
    credit_steps,
    credit_stops,
    finance_news,
    letter_clock,
    notes,
)
from bot.usecases.acting import Acting

NOTES: Final = ("reason", "asked_for", "worked_out")


async def ask(store: Store, organisation: Organisation, acting: Acting, wish: Wish) -> Credit:
    """Record the request: given at once within one's own limit, else put to who decides.

    Raises `BadAmount`, `WordsAreMissing`, `WordsAreTooLong`, `RangeIsWrong`, `NotWorkedOut`,
    `NobodyForSum`, `NobodyMayApprove`, `BudgetIsSpent`, `DrillHasNoMoney`, `AlreadyDone`, or what
    stops it: `StaffAccount`, `AccountIsClosed`, `AskedAlready`, `GestureAskedAlready`, `NotOnList`.
    """
    async with store.transaction() as tx:
        await books.begin(tx, acting)
        number = await counters.next_number(tx, acting.workspace, "credit")
        drawn = _drawn(wish, organisation, acting, number)
        return await _put(tx, organisation, acting, None, drawn)


async def ask_anew(
    store: Store, organisation: Organisation, acting: Acting, number: int, wish: Wish
) -> Credit:
    """Change what is asked; whatever was approved is void, and it is put to people afresh.

    Raises what `ask` raises, `NotYourCredit`, or `CreditHasMoved` once finance has it.
    """
    async with store.transaction() as tx:
        await books.begin(tx, acting)
        before = await credits.lock(tx, acting.workspace, number)
        drawn = _drawn(replace(wish, incident=before.incident), organisation, acting, number)
        anew = before.asked_anew(drawn, by=acting.by)
        after = await _put(tx, organisation, acting, before, anew)
        await credit_steps.free_others(tx, organisation, acting, before, after)
    return after


async def read(store: Store, workspace: str, number: int) -> Credit:
    """Raises `NoSuchCredit`."""
    async with store.reading() as reader:
        return await credits.read(reader, workspace, number)


async def allowance(
    store: Store,
    organisation: Organisation,
    *,
    workspace: str,
    by: str,
    now: datetime,
    is_outsider: bool = False,
) -> Allowance:
    """Return what somebody may give without asking, now, in the organisation's currency."""
    currency = organisation.currency
    async with store.reading() as reader:
        since = _midnight(organisation.time_zone, now)
        today = await credits.given_alone(reader, workspace, by, since=since)
    limit = organisation.credit_rules.of(currency).own
    return own.allowance(limit, currency, today, is_outsider=is_outsider)


async def likes(
    store: Store, workspace: str, incident: int, code: Reason, currency: str, *, but: int = 0
) -> Likes | None:
    """Return what customers in a like case were given; `but` is the request that is asked anew."""
    async with store.reading() as reader:
        return await _alike(reader, workspace, incident, (code, currency), but=but)


def _drawn(wish: Wish, organisation: Organisation, acting: Acting, number: int) -> Credit:
    notes.check({name: getattr(wish, name) for name in NOTES})
    return drawn_up(
        wish,
        organisation,
        workspace=acting.workspace,
        number=number,
        team=acting.team,
        by=acting.by,
        now=acting.now,
    )


async def _put(
    tx: Transaction,
    organisation: Organisation,
    acting: Acting,
    before: Credit | None,
    drawn: Credit,
) -> Credit:
    incident = real(await incidents.lock(tx, acting.workspace, drawn.incident))
    incident, added_as = await credit_stops.check(tx, organisation, acting, incident, drawn)
    is_out_of_line = size.is_out_of_line(drawn.amount, await likes_of(tx, drawn))
    if is_out_of_line and not drawn.worked_out:
        raise NotWorkedOut
    found = overruling.found(is_out_of_line=is_out_of_line, added_as=added_as)
    approvers = await books.approvers(tx, acting)
    slots = await books.needed(tx, organisation, drawn)
    credit = await _decided_or_asked(tx, organisation, drawn, slots, approvers, now=acting.now)
    await (credits.add if before is None else credits.save)(tx, credit)
    mark = await books.book(tx, organisation, before, credit, by=acting.by, now=acting.now)
    trace = Trace.ASKED if before is None else Trace.ASKED_ANEW
    trace = Trace.GIVEN_ALONE if credit.is_own else trace
    await books.note(tx, credit, trace, by=acting.by, now=acting.now, details=found)
    event = Event.CREDIT_APPROVED if credit.is_own else Event.CREDIT_ASKED
    await credit_news.tell_thread(
        tx, organisation, incident, credit, event, by=acting.by, now=acting.now
    )
    if credit.is_own:
        await finance_news.tell_of_waiting(tx, credit.workspace, now=acting.now)
    await credit_news.warn(tx, credit, approvers, mark, now=acting.now)
    await credit_news.show(tx, credit, organisation, now=acting.now)
    await credit_news.set_clock(tx, credit, slots, approvers, now=acting.now)
    await letter_clock.follow(tx, organisation, credit, now=acting.now)
    return credit


async def _decided_or_asked(
    tx: Transaction,
    organisation: Organisation,
    drawn: Credit,
    slots: Slots,
    approvers: Approvers,
    *,
    now: datetime,
) -> Credit:
    limit = organisation.credit_rules.of(drawn.amount.currency).own
    since = _midnight(organisation.time_zone, now)
    today = await credits.given_alone(tx, drawn.workspace, drawn.asked_by, since=since)
    today = [one for one in today if one.number != drawn.number]
    total = await books.total(tx, drawn)
    is_outsider = drawn.asked_by in approvers.outsiders
    why_not = own.why_not_alone(
        drawn,
        limit,
        names=await accounts.names(tx, drawn),
        total=total,
        today=today,
        is_outsider=is_outsider,
    )
    if why_not is None:
        return given_alone(drawn, now=now)
    people = asked_now(drawn, slots, approvers, now=now)
    return replace(drawn, asked_of=tuple(sorted(people)))


async def likes_of(reader: Reader, credit: Credit) -> Likes | None:
    """Return what customers in a case like this one were given."""
    kind = (credit.code, credit.amount.currency)
    return await _alike(reader, credit.workspace, credit.incident, kind, but=credit.number)


async def _alike(
    reader: Reader, workspace: str, incident: int, kind: tuple[Reason, str], *, but: int
) -> Likes | None:
    same = await credits.of_incident(reader, workspace, incident)
    given = [
        one.amount.minor
        for one in same
        if one.state in GRANTED
        and one.number != but
        and one.cohort is None
        and (one.code, one.amount.currency) == kind
    ]
    return size.like_cases(given)


def _midnight(zone: ZoneInfo, now: datetime) -> datetime:
    return datetime.combine(now.astimezone(zone).date(), time(), tzinfo=zone)
