"""People in a record by what they did: it says what happened, and blames nobody by name."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Final

from bot.domain.organisation import Organisation
from bot.domain.record import Record
from bot.domain.timeline import Event

US: Final = "Candour"
OWNER: Final = "owner"
APPROVER: Final = "approver"
COLLEAGUE: Final = "colleague"
OWNING: Final = (Event.TAKEN, Event.ACCEPTED)
DECIDING: Final = (Event.CREDIT_APPROVED, Event.CREDIT_DECLINED)
NAMING: Final = ("to", "owner", "released_by", "contact")
"""What in the details of a line names somebody."""


def roles_in(record: Record, organisation: Organisation) -> dict[str, str]:
    """Return what each person is called, in the order in which they appear: owner, colleague 2."""
    people = list(dict.fromkeys(filter(None, _people(record))))
    owners = {record.incident.owner or "", *_who(record, OWNING)}
    deciders = _who(record, DECIDING)
    plain = {one: _role(one, owners, deciders, organisation) for one in people}
    many, so_far = Counter(plain.values()), Counter[str]()
    named = {}
    for one, role in plain.items():
        so_far[role] += 1
        named[one] = f"{role} {so_far[role]}" if many[role] > 1 else role
    return named


def _people(record: Record) -> Iterator[str]:
    incident, inside = record.incident, record.inside
    yield incident.opened_by
    yield incident.owner or ""
    for said in record.said:
        yield said.update.sent_by
        yield from (who for fact in said.known for who in (fact.said_by, fact.approved_by or ""))
    if inside is not None:
        for entry in inside.entries:
            yield entry.by
            yield from (entry.details.get(name, "") for name in NAMING)
        yield from chain.from_iterable((one.owner, one.made_by) for one in inside.promises)


def _who(record: Record, events: Sequence[Event]) -> set[str]:
    entries = record.inside.entries if record.inside else ()
    return {entry.by for entry in entries if entry.event in events}


def _role(somebody: str, owners: set[str], deciders: set[str], organisation: Organisation) -> str:
    if somebody in owners:
        return OWNER
    for role, people in _named(organisation).items():
        if somebody in people:
            return role
    if somebody in deciders:
        return APPROVER
    return COLLEAGUE


def _named(organisation: Organisation) -> Mapping[str, tuple[str, ...]]:
    return {
        "head of support": organisation.head_of_support,
        "team lead": organisation.leads,
        "manager": organisation.managers,
        "finance": organisation.finance,
        "security": organisation.security,
        "engineering": organisation.engineering,
        "communications": organisation.comms,
        "director": organisation.directors,
        "legal": organisation.legal,
    }
