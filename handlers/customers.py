"""Affected customers: logged by hand or from a message; shown to those who work on it."""

from bot.domain.customer import (
    MOST_CONTACTS,
    MOST_MINUTES,
    Customer,
    Mood,
    Report,
    counted,
)
from bot.domain.incident import Incident
from bot.usecases import customers, incidents
from handlers.answers import Answer, Form
from handlers.asked import Asked, Payload, choice, ticked, typed_values, whole
from handlers.desk import Desk
from handlers.reference import meant, meant_or_bare
from messages.action_ids import ActionId
from messages.cards.customers import customer_heard, customer_logged, waiting_card
from messages.modals.customer_form import HAS_LEFT, MAY_LEAVE, UNSAID, CustomerNote, customer_view


async def command(asked: Asked, desk: Desk, rest: str) -> Answer:
    """`customer [INC-7] [what it means for them]`: log an affected customer, in a form"""
    number, impact = await meant(asked, desk, rest)
    return await _form(asked, desk, number, impact=impact)


async def list_command(asked: Asked, desk: Desk, rest: str) -> Answer:
    """`customers [INC-7]`: who still waits to hear, for those who work on it"""
    number, _ = await meant_or_bare(asked, desk, rest)
    return await show(asked, desk, str(number))


async def ask(asked: Asked, desk: Desk, value: str) -> Answer:
    return await _form(asked, desk, whole(value))


async def show(asked: Asked, desk: Desk, value: str) -> Answer:
    found = await customers.waiting(
        desk.store,
        workspace=asked.workspace,
        incident=whole(value),
        by=asked.person,
        roles=await desk.seniors(),
    )
    return waiting_card(found.incident, found.tally, found.first)


async def heard(asked: Asked, desk: Desk, value: str) -> Answer:
    await _read(asked, desk, whole(value))
    customer = await customers.mark_heard(
        desk.store,
        desk.organisation,
        workspace=asked.workspace,
        number=whole(value),
        by=asked.person,
        roles=await desk.seniors(),
        now=desk.now(),
    )
    return customer_heard(customer)


async def change(asked: Asked, desk: Desk, value: str) -> Answer:
    customer, incident = await _read(asked, desk, whole(value))
    return Form(customer_view(incident, customer.report, customer=customer))


async def save(asked: Asked, desk: Desk, view: Payload) -> Answer:
    note, report = CustomerNote.read(view["private_metadata"]), report_in(view)
    if note.customer is None:
        customer, incident = await customers.log_customer(
            desk.store,
            desk.organisation,
            report,
            workspace=asked.workspace,
            incident=note.incident,
            by=asked.person,
            now=desk.now(),
            deed=asked.deed,
        )
    else:
        await _read(asked, desk, note.customer)
        customer, incident = await customers.change_report(
            desk.store,
            desk.organisation,
            report,
            workspace=asked.workspace,
            number=note.customer,
            seen=note.seen,
            by=asked.person,
            roles=await desk.seniors(),
            now=desk.now(),
            deed=asked.deed,
        )
    return customer_logged(customer, incident, is_new=note.customer is None)


def report_in(view: Payload) -> Report:
    """Return what the form says. Raises `BadCount`."""
    values, risks = typed_values(view), ticked(view, ActionId.RISKS) or ()
    mood, contacts, waited = (
        values[name] for name in (ActionId.MOOD, ActionId.CONTACTS, ActionId.WAITED)
    )
    return Report(
        name=values[ActionId.CUSTOMER_NAME],
        reference=values[ActionId.REFERENCE],
        via=values[ActionId.VIA],
        concern=values[ActionId.CONCERN],
        impact=values[ActionId.IMPACT],
        mood=None if mood == UNSAID else choice(Mood, mood),
        contacts=counted("contacts", contacts, unless_said=1, least=1, most=MOST_CONTACTS),
        waited=counted("waited", waited, unless_said=0, least=0, most=MOST_MINUTES),
        asked_for=values[ActionId.ASKED_FOR],
        needs=values[ActionId.NEEDS],
        may_leave=MAY_LEAVE in risks,
        has_left=HAS_LEFT in risks,
    )


async def _read(asked: Asked, desk: Desk, number: int) -> tuple[Customer, Incident]:
    """Raises `NotOnIncident` for those who do not work on it."""
    return await customers.read(
        desk.store,
        workspace=asked.workspace,
        number=number,
        by=asked.person,
        roles=await desk.seniors(),
    )


async def _form(asked: Asked, desk: Desk, number: int, *, impact: str = "") -> Form:
    incident = await incidents.read(desk.store, asked.workspace, number)
    return Form(customer_view(incident, Report(impact=impact)), typed=impact)
