"""The buttons on promises and customers. A value names the promise, customer or incident."""

from slack_sdk.models.blocks import ButtonElement, InteractiveElement

from bot.domain.customer import Customer
from bot.domain.fact import Key
from bot.domain.incident import Incident
from bot.domain.promise import Promise, Status
from messages import case_buttons
from messages.action_ids import ActionId, numbered
from messages.buttons import button
from messages.unknown import ASKED


def log_promise(incident: Incident, update: int, place: int) -> ButtonElement:
    value = f"{incident.number}:{update}:{place}"
    return button("Log this promise", numbered(ActionId.LOG_PROMISE, place), value)


def dont_know(incident: Incident, key: Key, place: int) -> ButtonElement:
    value = f"{incident.number}:{key}"
    return button(f"I don't know {ASKED[key]}", numbered(ActionId.DONT_KNOW, place), value)


def dont_know_theirs(customer: Customer) -> ButtonElement:
    value = f"{customer.incident}:customer:{customer.number}"
    return button("I don't know the answer", numbered(ActionId.DONT_KNOW, customer.number), value)


def of_promise(promise: Promise) -> list[InteractiveElement]:
    """Return what can still be done about a promise; the words of a private one come on request."""
    details = button("Show it to me", ActionId.PROMISE_DETAILS, promise.number)
    settle = [settle_promise(promise.number)] if promise.is_missed and promise.customer else []
    if not promise.is_live:
        write = button("Write to them", ActionId.PROMISE_WRITE, promise.number)
        is_told = promise.status is Status.BROKEN and promise.customer
        return [*([write] if is_told else []), *settle, details]
    if promise.status is Status.BROKEN:
        time = button("Say it is late", ActionId.PROMISE_LATE, promise.number, style="primary")
    else:
        time = button("Move", ActionId.PROMISE_MOVE, promise.number)
    return [
        button("Kept", ActionId.PROMISE_KEPT, promise.number),
        time,
        button("Hand over", ActionId.PROMISE_REASSIGN, promise.number),
        button("Withdraw", ActionId.PROMISE_WITHDRAW, promise.number),
        *settle,
        details,
    ]


def settle_promise(promise: int) -> ButtonElement:
    return button("What would settle it", ActionId.PROMISE_SETTLE, promise)


def settle_by_credit(promise: Promise) -> ButtonElement:
    return button("Ask for a credit", ActionId.SETTLE_CREDIT, promise.number)


def log_customer(incident: Incident) -> ButtonElement:
    return button("Log a customer", ActionId.LOG_CUSTOMER, incident.number)


def of_customer(customer: Customer) -> list[InteractiveElement]:
    return [
        button("They have heard", ActionId.CUSTOMER_HEARD, customer.number),
        dont_know_theirs(customer),
        button("Change", ActionId.CUSTOMER_CHANGE, customer.number),
        case_buttons.case(customer.number),
    ]
