"""A call as it stands, with all that its script is drawn from."""

from collections.abc import Sequence
from datetime import datetime

from bot.domain.call import Call
from bot.domain.customer import Customer
from bot.domain.incident import Incident
from bot.domain.on_call import OnCall
from bot.domain.organisation import Organisation
from bot.domain.update import Kind
from bot.store import calls, customers, facts, promises, updates
from bot.store.transaction import Reader
from bot.usecases.drafts import known_facts
from messages.drafts.draft import Draft
from messages.drafts.given import PersonSlots, PromiseSlots
from messages.words import customer_time


async def on_call(reader: Reader, call: Call, about: Incident) -> OnCall:
    customer = await customer_of(reader, call)
    live = await promises.live(reader, call.workspace, call.incident)
    theirs = [one for one in live if customer is not None and one.customer == customer.number]
    return OnCall(
        call=call,
        incident=about,
        known=await facts.known(reader, about),
        answers=await calls.answers(reader, call),
        last=await updates.newest(reader, call.workspace, call.incident),
        customer=customer,
        promised=theirs,
        promise=await promises.made_in(reader, call.workspace, call.incident, made_in(call)),
    )


async def customer_of(reader: Reader, call: Call) -> Customer | None:
    """Return who is on the phone once the call is theirs.

    A name alone is not enough: two people may share it, and what one was promised is private.
    """
    if call.customer is None:
        return None
    return await customers.read(reader, call.workspace, call.customer)


def made_in(call: Call) -> str:
    """Return the name of where a promise was made, if it was made in this call."""
    return f"call:{call.number}"


def phone_draft(on: OnCall, organisation: Organisation, *, now: datetime) -> Draft:
    """Return what the script is spoken from; a next update that is late is not announced."""
    due = on.incident.next_update_due
    typed = {name: said.rstrip(" .!?") for name, said in on.call.notes.items()}
    promised: Sequence[PromiseSlots] = ()
    if on.promise is not None and on.promise.is_live:
        due_at, zone = on.promise.due, organisation.time_zone
        promised = [PromiseSlots(promise_words=on.promise.words, promise_due=due_at)]
        typed["answer_due"] = customer_time(due_at, zone, now=now, locale=organisation.locale)
    return Draft(
        kind=Kind.PHONE,
        facts=known_facts(on.incident, due if due and due > now else None, on.known, now=now),
        organisation=organisation,
        now=now,
        last_update_at=on.incident.last_update_at,
        person=PersonSlots(typed.get("name", ""), typed.get("impact_personal", "")),
        given=promised,
        typed=typed,
    )
