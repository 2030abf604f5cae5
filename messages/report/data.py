"""A record for machines: JSON with everything, CSV with a row for each moment or sum.

`docs/report.md` says what each name means. The same record gives the same bytes.
"""

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from bot.domain.batch import defused
from bot.domain.organisation import Organisation
from bot.domain.record import Inside, Record, Said
from messages.cards.tellable import sure_words
from messages.report.figures import CREDIT_STATES
from messages.report.roles import US, roles_in
from messages.report.times import stamp
from messages.report.told import KINDS, line_words

SCHEMA: Final = 1
COLUMNS: Final = (
    "at_utc",
    "what",
    "name",
    "words",
    "state",
    "due_utc",
    "many",
    "minor",
    "currency",
)
OF_SILENCE: Final = ("first_word_s", "longest_silence_s", "holding")
"""What can be read from the words themselves; the rest is measured by our own deadlines."""
UTC_ZONE: Final = ZoneInfo("UTC")

Json = dict[str, Any]
Cells = tuple[str | int, ...]


def as_json(record: Record, organisation: Organisation) -> str:
    return json.dumps(_data(record, _at_utc(organisation)), indent=2, ensure_ascii=False) + "\n"


def as_csv(record: Record, organisation: Organisation) -> str:
    """Return the rows; no cell of text can be read as a formula."""
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\r\n")
    table.writerow(COLUMNS)
    for row in _rows(record, _at_utc(organisation)):
        table.writerow(map(defused, row))
    return out.getvalue()


def _at_utc(organisation: Organisation) -> Organisation:
    return replace(organisation, time_zone=UTC_ZONE)


def _data(record: Record, organisation: Organisation) -> Json:
    incident, rhythm = record.incident, record.rhythm
    data: Json = {
        "schema": SCHEMA,
        "incident": incident.name,
        "is_public": record.is_public,
        "is_drill": incident.is_drill,
        "title": record.title,
        "status": incident.status.value,
        "through": stamp(record.through),
        "opened_at": stamp(incident.opened_at),
        "resolved_at": _stamp(incident.resolved_at),
        "rhythm": {
            name: figure
            for name, figure in rhythm.details().items()
            if name in OF_SILENCE or not record.is_public
        },
        "waits": [
            {
                "began": stamp(one.began),
                "ended": stamp(one.ended),
                "due": _stamp(one.due),
                "message": one.update,
                "is_late": None if record.is_public else one.is_late,
            }
            for one in record.waits
        ],
        "messages": [_said(one, record) for one in record.said],
        "promises": {status.value: many for status, many in sorted(record.promises.items())},
    }
    data["prevention"] = [
        {
            "words": one.words,
            "state": one.state.value,
            "due": one.due.isoformat(),
            "ended_at": _stamp(one.ended_at),
        }
        for one in record.prevention
    ]
    return data if record.inside is None else data | {"inside": _inside(record, organisation)}


def _said(said: Said, record: Record) -> Json:
    update = said.update
    known = [
        {"subject": fact.key.value, "value": dict(fact.value)}
        | ({} if record.is_public else _sure(said, place))
        for place, fact in enumerate(said.known)
    ]
    return {
        "number": update.number,
        "kind": update.kind.value,
        "at": stamp(update.sent_at),
        "channels": list(update.channels),
        "text": update.text or None,
        "promised_by": _stamp(update.promised_by),
        "corrects": update.corrects,
        "known": known,
    }


def _sure(said: Said, place: int) -> Json:
    fact = said.known[place]
    return {
        "state": fact.state.value,
        "sure": sure_words(fact, said.update.sent_at),
        "said_at": stamp(fact.said_at),
        "version": fact.version,
    }


def _inside(record: Record, organisation: Organisation) -> Json:
    inside, roles = record.inside, roles_in(record, organisation)
    if inside is None:
        return {}
    return {
        "severities": [
            {"severity": band.severity.value, "from": stamp(band.began), "to": stamp(band.ended)}
            for band in inside.bands
        ],
        "timeline": [
            {
                "at": stamp(one.at),
                "event": one.event.value,
                "by": roles.get(one.by, US),
                "words": line_words(one, organisation, roles),
            }
            for one in inside.entries
        ],
        **_people_and_money(inside),
        "roles": {role: person for person, role in roles.items()},
    }


def _people_and_money(inside: Inside) -> Json:
    tally = inside.customers
    return {
        "promises": [
            {
                "name": one.name,
                "to": "everybody" if one.customer is None else "one customer",
                "words": one.words or None,
                "due": stamp(one.due),
                "state": one.status.value,
                "closed_at": _stamp(one.closed_at),
            }
            for one in inside.promises
        ],
        "customers": {name: getattr(tally, name) for name in tally.__slots__},
        "contacts": [{"from": stamp(one.began), "many": one.contacts} for one in inside.contacts],
        "credits": [
            {
                "currency": one.currency,
                "asked": {"many": one.asked, "minor": one.asked_minor},
                "given": {"many": one.given, "minor": one.given_minor},
                "states": {
                    state.value: {"many": many, "minor": minor}
                    for state, (many, minor) in one.states.items()
                },
            }
            for one in inside.credits
        ],
        "left": [{"currency": one.currency, "minor": one.minor} for one in inside.left],
        "worries": [{"words": words, "many": many} for words, many in inside.worries],
        "questions": {question.value: words for question, words in inside.answers.items()},
    }


def _rows(record: Record, organisation: Organisation) -> Iterator[Cells]:
    for one in record.said:
        update = one.update
        words = update.text
        where = ", ".join(update.channels)
        due = _stamp(update.promised_by) or ""
        name = f"{update.number}: {KINDS[update.kind]}"
        yield stamp(update.sent_at), "message", name, words, where, due, "", "", ""
    for item in record.prevention:
        agreed, day = stamp(item.made_at), item.due.isoformat()
        yield agreed, "prevention", item.name, item.words, item.state.value, day, "", "", ""
    if record.inside is None:
        return
    roles = roles_in(record, organisation)
    for entry in record.inside.entries:
        words = line_words(entry, organisation, roles)
        yield stamp(entry.at), "event", entry.event.value, words, "", "", "", "", ""
    yield from _counted(record.inside)


def _counted(inside: Inside) -> Iterator[Cells]:
    for one in inside.promises:
        made = stamp(one.made_at)
        yield made, "promise", one.name, one.words, one.status.value, stamp(one.due), "", "", ""
    for quarter in inside.contacts:
        yield stamp(quarter.began), "contacts", "", "", "", "", quarter.contacts, "", ""
    for worry, customers in inside.worries:
        yield "", "worry", "", worry, "", "", customers, "", ""
    for question, answer in inside.answers.items():
        yield "", "question", question.value, answer, "", "", "", "", ""
    for each in inside.credits:
        for state, (many, minor) in each.states.items():
            words = CREDIT_STATES[state]
            yield "", "credits", "", words, state.value, "", many, minor, each.currency


def _stamp(at: datetime | None) -> str | None:
    return None if at is None else stamp(at)
