"""A credit as its managers see it, and the note to the person who asked."""

from slack_sdk.models.blocks import ActionsBlock, Block, InteractiveElement

from bot.domain.credit import Credit, State
from bot.domain.incident import Incident
from bot.domain.organisation import Organisation
from messages.action_ids import ActionId, BlockId
from messages.buttons import button, question
from messages.card import Card, escaped, fields, header, section, sections
from messages.words import chat_time, named, person, place


def credit_card(credit: Credit, incident: Incident, organisation: Organisation) -> Card:
    """Return the request, for managers only: it names the customer.

    The lock screen does not: it shows the sum, who asks and what became of it.
    """
    sum_asked = credit.amount.shown(organisation.locale)
    state = _state(credit, organisation)
    blocks: list[Block] = [
        header(f"{credit.name} · credit of {sum_asked}"),
        section(f"*{state}*"),
        fields(
            {
                "Customer": escaped(credit.customer),
                "Amount": sum_asked,
                "Asked by": person(credit.asked_by),
                "Asked": chat_time(credit.asked_at, organisation.time_zone),
                "Incident": f"{named(incident)} in {place(incident.place)}",
                "What customers cannot do": escaped(incident.what_fails),
            }
        ),
        *sections(f"*Reason*\n{escaped(credit.reason)}"),
    ]
    if credit.state is State.ASKED:
        blocks.append(
            ActionsBlock(block_id=BlockId.ACTIONS, elements=_decisions(credit, sum_asked))
        )
    asked = (
        f"{person(credit.asked_by)} asks for {sum_asked} for a customer hit by {named(incident)}"
    )
    return Card(f"{credit.name}: {asked}. {state}.", blocks)


def credit_note(credit: Credit, organisation: Organisation) -> Card:
    """Return what became of a request, for the person who asked; no customer is named."""
    sum_asked = credit.amount.shown(organisation.locale)
    next_step = {
        State.ASKED: "The decision comes to you here.",
        State.APPROVED: "You can tell the customer now.",
        State.DECLINED: "Ask for the reason before you answer the customer.",
    }[credit.state]
    words = f"Your request {credit.name} for {sum_asked}. {_state(credit, organisation)}."
    return Card(f"{words} {next_step}", [section(f"*{words}*\n{next_step}")])


def _state(credit: Credit, organisation: Organisation) -> str:
    if credit.decided_by is None or credit.decided_at is None:
        return "Waiting for a decision"
    done = "Approved" if credit.state is State.APPROVED else "Declined"
    at = chat_time(credit.decided_at, organisation.time_zone)
    return f"{done} by {person(credit.decided_by)}, {at}"


def _decisions(credit: Credit, sum_asked: str) -> list[InteractiveElement]:
    approve = question(
        f"Approve {sum_asked}?",
        f"{credit.name} is then approved for good, in your name.",
        yes="Approve",
        no="Go back",
        style="primary",
    )
    decline = question(
        f"Decline {sum_asked}?",
        f"{credit.name} is then declined for good, in your name.",
        yes="Decline",
        no="Go back",
        style="danger",
    )
    number = credit.number
    return [
        button("Approve", ActionId.APPROVE_CREDIT, number, style="primary", confirm=approve),
        button("Decline", ActionId.DECLINE_CREDIT, number, style="danger", confirm=decline),
    ]
