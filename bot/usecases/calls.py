"""Calls with customers: begun, noted stage by stage so that nothing is lost, ended, added up."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.domain.call import (
    NOTHING_NOTED,
    Alike,
    Call,
    Figures,
    Turn,
    reported,
)
from bot.domain.customer import checked
from bot.domain.incident import Incident
from bot.domain.on_call import OnCall
from bot.domain.organisation import Organisation
from bot.domain.timeline import Event
from bot.store import calls, counters, done, incidents, owed
from bot.store.transaction import Store, Transaction
from bot.usecases import care, change, customers, notes, promises
from bot.usecases.call_notes import (
    MOST_ALIKE,
    THREAT,
    alarm_in_thread,
    flag_patterns,
    note_to,
)
from bot.usecases.on_call import customer_of, made_in, on_call
from bot.usecases.safety import safety_leads


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """What a stage says when it is left for `stage`; `answers` is None where nothing was asked."""

    stage: int
    notes: Mapping[str, str] = field(default_factory=lambda: NOTHING_NOTED)
    answers: Mapping[str, str] | None = None
    waited: int | None = None
    turn: Turn | None = None


async def begin(
    store: Store,
    organisation: Organisation,
    *,
    workspace: str,
    incident: int,
    by: str,
    now: datetime,
    anew: bool = False,
) -> OnCall:
    """Go on with the call that the person has begun; without one, or `anew`, begin another.

    The earlier one ends then: its caller is logged, by the call's name if they gave none.
    """
    async with store.transaction() as tx:
        about = await incidents.lock(tx, workspace, incident)
        before = await calls.going_on(tx, workspace, incident, by)
        if before is not None and not anew:
            return replace(await on_call(tx, before, about), is_resumed=True)
        if before is not None:
            about = await _break_off(tx, organisation, before, about, now=now)
        call = Call(
            workspace=workspace,
            number=await counters.next_number(tx, workspace, "call"),
            incident=incident,
            by=by,
            began_at=now,
        )
        await calls.add(tx, call)
        await change.show(tx, about, now=now)
        return await on_call(tx, call, about)


async def note(
    store: Store,
    noted: Noted,
    *,
    workspace: str,
    number: int,
    by: str,
    now: datetime,
    deed: str | None = None,
) -> OnCall:
    """Keep what was noted; the lead is told of an answer that has just become a pattern.

    Raises `NotYourCall` or `AlreadyDone`.
    """
    async with store.transaction() as tx:
        await done.once(tx, workspace, deed, now=now)
        call, about = await _locked(tx, workspace, number, by)
        return await on_call(tx, await _keep(tx, call, about, noted, now=now), about)


async def call_for_help(
    store: Store,
    organisation: Organisation,
    noted: Noted,
    *,
    workspace: str,
    number: int,
    by: str,
    now: datetime,
) -> OnCall:
    """Tell the safety lead at once that a caller threatens somebody."""
    async with store.transaction() as tx:
        call, about = await _locked(tx, workspace, number, by)
        noted = replace(noted, turn=Turn.THREAT)
        call = await _keep(tx, call, about, noted, now=now)
        people = safety_leads(organisation, about, by=by)
        alarms = [note_to(person, call, THREAT, now=now) for person in people]
        await owed.enqueue_all(tx, alarms or [alarm_in_thread(call, about, now=now)])
        return await on_call(tx, call, about)


async def promise_answer(
    store: Store,
    organisation: Organisation,
    noted: Noted,
    *,
    words: str,
    due: datetime,
    workspace: str,
    number: int,
    by: str,
    now: datetime,
) -> OnCall:
    """Promise the caller an answer by `due`, once; whoever has no name yet goes by the call's."""
    async with store.transaction() as tx:
        call, about = await _locked(tx, workspace, number, by)
        call = await _keep(tx, call, about, noted, now=now)
        made = promises.Made(
            words=words,
            due=due,
            owner=by,
            to=call.notes.get("name", call.name),
            made_in=made_in(call),
        )
        promise = await promises.keep(tx, organisation, about, made, by=by, now=now)
        call = replace(call, customer=promise.customer)
        await calls.save(tx, call)
        return await on_call(tx, call, await incidents.read(tx, workspace, about.number))


async def end(
    store: Store,
    organisation: Organisation,
    noted: Noted,
    *,
    workspace: str,
    number: int,
    by: str,
    now: datetime,
    deed: str | None = None,
) -> OnCall:
    """End the call; who gave a name is among the affected customers from now on."""
    async with store.transaction() as tx:
        await done.once(tx, workspace, deed, now=now)
        call, about = await _locked(tx, workspace, number, by)
        call = await _keep(tx, call, about, noted, now=now)
        call, about = await _end(tx, organisation, call, about, now=now)
        return await on_call(tx, call, about)


async def totals(
    store: Store, *, workspace: str, incident: int, by: str, roles: AbstractSet[str]
) -> tuple[Incident, Figures, list[Alike]]:
    """Return what the calls add up to. Raises `NotOnIncident`: the answers are customers' words."""
    async with store.reading() as reader:
        about = await incidents.read(reader, workspace, incident)
        await customers.check_works_on(reader, about, by, roles)
        figures = await calls.figures(reader, workspace, incident)
        same = await calls.same(reader, workspace, incident, least=1, most=MOST_ALIKE)
        return about, figures, same


async def _locked(tx: Transaction, workspace: str, number: int, by: str) -> tuple[Call, Incident]:
    about = await incidents.lock(tx, workspace, (await calls.read(tx, workspace, number)).incident)
    call = await calls.read(tx, workspace, number)
    call.check_is_whose(by)
    return call, about


async def _end(
    tx: Transaction, organisation: Organisation, call: Call, about: Incident, *, now: datetime
) -> tuple[Call, Incident]:
    call, about = await _log_customer(tx, organisation, call.ended(now=now), about, now=now)
    await calls.save(tx, call)
    if call.is_hard or reported(call, None).is_hard:
        await care.hard_contact(tx, organisation, call.workspace, by=call.by, now=now)
    about, details = about.noted(), {"call": call.name}
    await change.keep(tx, organisation, about, Event.CALLED, by=call.by, now=now, details=details)
    return call, about


async def _break_off(
    tx: Transaction, organisation: Organisation, call: Call, about: Incident, *, now: datetime
) -> Incident:
    """End a call that another one follows; nothing that its caller said is lost."""
    answers = await calls.answers(tx, call)
    if call.says_something or answers:
        named = {"name": call.name, **call.notes} if call.customer is None else call.notes
        _, about = await _end(tx, organisation, replace(call, notes=named), about, now=now)
    else:
        await calls.save(tx, call.ended(now=now))
    return about


async def _keep(
    tx: Transaction, call: Call, about: Incident, noted: Noted, *, now: datetime
) -> Call:
    notes.check(noted.notes)
    after = call.noted(noted.notes, waited=noted.waited).at(noted.stage)
    after = after.turned(noted.turn) if noted.turn else after
    await calls.save(tx, after)
    if after.waited != call.waited:
        await change.show(tx, about, now=now)
    if noted.answers is not None:
        before = await calls.answers(tx, call)
        await calls.set_answers(tx, call, noted.answers)
        new = {asked for asked, said in noted.answers.items() if before.get(asked) != said}
        await flag_patterns(tx, after, about, new, now=now)
    return after


async def _log_customer(
    tx: Transaction, organisation: Organisation, call: Call, about: Incident, *, now: datetime
) -> tuple[Call, Incident]:
    """Bring what the call says to the customer's record; without a name there is none."""
    known = await customer_of(tx, call)
    report = reported(call, known)
    if known is not None:
        after, event = replace(known, report=checked(report)), Event.CUSTOMER_CHANGED
        about = await customers.keep(tx, organisation, about, after, event, by=call.by, now=now)
        return replace(call, customer=known.number), about
    if not report.name:
        return call, about
    new, about = await customers.add(tx, organisation, about, checked(report), by=call.by, now=now)
    return replace(call, customer=new.number), about
