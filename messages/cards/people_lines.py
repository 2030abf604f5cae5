"""The lines of the timeline on promises and customers: numbers, owners and times, never a name."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Final

from bot.domain.case import Outcome
from bot.domain.organisation import Organisation
from bot.domain.timeline import Entry, Event
from messages.card import escaped
from messages.words import chat_time, person


def _promised(entry: Entry, organisation: Organisation) -> str:
    details = entry.details
    return (
        f"{person(entry.by)} made a promise, {details['promise']}, due "
        f"{_due(entry, organisation)}; {person(details['owner'])} keeps it."
    )


def _moved(entry: Entry, organisation: Organisation) -> str:
    due = _due(entry, organisation)
    return f"{person(entry.by)} moved {entry.details['promise']} to {due}, before it was due."


def _reassigned(entry: Entry, _: Organisation) -> str:
    promise, owner = entry.details["promise"], person(entry.details["owner"])
    return f"{person(entry.by)} gave {promise} to {owner}."


def _kept(entry: Entry, _: Organisation) -> str:
    evidence = entry.details.get("evidence")
    by = f": {escaped(evidence)}" if evidence else "."
    return f"{person(entry.by)} noted that {entry.details['promise']} is kept{by}"


def _broken(entry: Entry, organisation: Organisation) -> str:
    due = _due(entry, organisation)
    return f"{entry.details['promise']} was not kept in time. It was due {due}."


def _withdrawn(entry: Entry, _: Organisation) -> str:
    return f"{person(entry.by)} withdrew {entry.details['promise']}."


def _wish(entry: Entry, _: Organisation) -> str:
    promise = entry.details["promise"]
    return f"{person(entry.by)} noted what would put the missed promise {promise} right."


def _called(entry: Entry, _: Organisation) -> str:
    return f"{person(entry.by)} had a customer on the phone ({entry.details['call']})."


def _logged(entry: Entry, _: Organisation) -> str:
    return f"{person(entry.by)} logged a customer ({entry.details['customer']})."


def _changed(entry: Entry, _: Organisation) -> str:
    return f"{person(entry.by)} changed what is noted of a customer ({entry.details['customer']})."


def _heard(entry: Entry, _: Organisation) -> str:
    return f"{person(entry.by)} noted that a customer has heard ({entry.details['customer']})."


def _imported(entry: Entry, _: Organisation) -> str:
    return f"{int(entry.details['many']):,} customers were imported from a file."


def _case_resolved(entry: Entry, _: Organisation) -> str:
    customer = entry.details["customer"]
    return f"{person(entry.by)} noted that it works again for a customer ({customer})."


def _case_reopened(entry: Entry, _: Organisation) -> str:
    return (
        f"A customer ({entry.details['customer']}) is not happy: {person(entry.by)} opened their "
        "case again. A manager is told, and the next step is promised."
    )


def _case_answered(entry: Entry, _: Organisation) -> str:
    customer = entry.details["customer"]
    if entry.details["outcome"] == Outcome.NO_ANSWER:
        return f"A customer did not answer in time ({customer}); their case is closed."
    return f"{person(entry.by)} noted that a customer is happy ({customer})."


def _case_changed(entry: Entry, _: Organisation) -> str:
    return f"{person(entry.by)} changed the case of a customer ({entry.details['customer']})."


def _forgotten(entry: Entry, _: Organisation) -> str:
    if "older_than" in entry.details:
        return f"Personal data was removed after {entry.details['older_than']} days."
    return "What was kept of one customer was removed, for good."


def _due(entry: Entry, organisation: Organisation) -> str:
    return chat_time(datetime.fromisoformat(entry.details["due"]), organisation.time_zone)


OF_PEOPLE: Final[Mapping[Event, Callable[[Entry, Organisation], str]]] = {
    Event.PROMISED: _promised,
    Event.PROMISE_MOVED: _moved,
    Event.PROMISE_REASSIGNED: _reassigned,
    Event.PROMISE_KEPT: _kept,
    Event.PROMISE_BROKEN: _broken,
    Event.PROMISE_WITHDRAWN: _withdrawn,
    Event.PROMISE_WISH: _wish,
    Event.CALLED: _called,
    Event.CUSTOMER_LOGGED: _logged,
    Event.CUSTOMER_CHANGED: _changed,
    Event.CUSTOMER_HEARD: _heard,
    Event.CUSTOMERS_IMPORTED: _imported,
    Event.CASE_RESOLVED: _case_resolved,
    Event.CASE_REOPENED: _case_reopened,
    Event.CASE_ANSWERED: _case_answered,
    Event.CASE_CHANGED: _case_changed,
    Event.FORGOTTEN: _forgotten,
}
