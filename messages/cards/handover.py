"""All that a new owner must know, as the thread and they themselves get it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from slack_sdk.models.blocks import ActionsBlock, InteractiveElement

from bot.domain.credit import Credit
from bot.domain.fact import Key, Known
from bot.domain.facts import Facts
from bot.domain.incident import Incident
from bot.domain.organisation import Organisation
from bot.domain.promise import Promise
from bot.domain.update import Update
from messages import buttons
from messages.action_ids import BlockId
from messages.card import Card, escaped, quoted, sections
from messages.cards.promises import promises_line
from messages.cards.tellable import fact_line
from messages.certainty import certain, uncertain
from messages.words import (
    chat_time,
    due_words,
    owner,
    person,
    place,
    sentence,
    severity_words,
    title,
)

MOST_UPDATES: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """`updates` and `waiting` are oldest first; `note` is what the one who leaves wrote."""

    incident: Incident
    facts: Facts
    updates: Sequence[Update]
    waiting: Sequence[Credit]
    to: str
    by: str
    note: str
    known: Known = field(default_factory=dict)
    promises: Sequence[Promise] = ()
    """Those still to be kept, the one due first in front."""


def handover_card(
    pack: Pack, organisation: Organisation, *, now: datetime, unreachable: bool = False
) -> Card:
    """Return the pack for the thread; `unreachable` if the new owner cannot be written to."""
    incident = pack.incident
    asks = f"{person(pack.to)}, {person(pack.by)} asks you to take over {title(incident)}."
    if unreachable:
        lost = f"I could not reach {person(pack.to)} in a direct message."
        asks = f"{lost} Who takes {title(incident)}? Press *Take it*."
    last = buttons.take(incident) if unreachable else buttons.accept(incident)
    return _card(pack, asks, organisation, last, now=now)


def handover_note(pack: Pack, organisation: Organisation, *, now: datetime) -> Card:
    """Return the pack for who was asked to take over."""
    where = f"It is in {place(pack.incident.place)}."
    asks = f"{person(pack.by)} asks you to take over {title(pack.incident)}. {where}"
    return _card(pack, asks, organisation, buttons.accept(pack.incident), now=now)


def _card(
    pack: Pack,
    asks: str,
    organisation: Organisation,
    last: InteractiveElement,
    *,
    now: datetime,
) -> Card:
    incident, zone = pack.incident, organisation.time_zone
    due = due_words(incident, zone, now=now)
    until = "Until you accept, you are both reminded." if incident.handed_to == pack.to else ""
    known = " ".join(sentence(words) for words in certain(pack.facts, zone, now=now))
    unknown = uncertain(pack.facts, asked=True)
    parts = [
        f"*{asks}*\n{due}. {until}".rstrip(),
        f"*State*: {severity_words(incident.severity)}; owner {owner(incident)}.",
        f"*Known*: {escaped(known)}",
        f"*Not known yet*: {', '.join(unknown) or 'nothing that customers ask'}.",
        _told(pack.updates, organisation),
        _waiting(pack.waiting, organisation),
        promises_line(pack.promises, organisation),
    ]
    parts += _noted(pack.known, organisation, now=now)
    parts += [f"*Note for the next shift*\n{quoted(pack.note)}"] if pack.note else []
    row = ActionsBlock(block_id=BlockId.ACTIONS, elements=[last, buttons.post_update(incident)])
    blocks = [block for part in parts for block in sections(part)]
    return Card(f"{asks} {due}.", [*blocks, row])


def _noted(known: Known, organisation: Organisation, *, now: datetime) -> list[str]:
    """Return what was noted of each subject, also what customers are not told."""
    lines = [f"• {fact_line(known[key], organisation, now=now)}" for key in Key if key in known]
    return ["\n".join(["*Noted by us*", *lines])] if lines else []


def _told(updates: Sequence[Update], organisation: Organisation) -> str:
    if not updates:
        return "*Told to customers*: nothing yet."
    lines = [_update(update, organisation) for update in updates[-MOST_UPDATES:]]
    earlier = len(updates) - len(lines)
    more = [f"And {earlier} before these."] if earlier else []
    return "\n".join(["*Told to customers*", *lines, *more])


def _update(update: Update, organisation: Organisation) -> str:
    at = chat_time(update.sent_at, organisation.time_zone)
    where = f" on {escaped(', '.join(update.channels))}" if update.channels else ""
    if not update.kind.is_public:
        return f"{at} {person(update.sent_by)} to one customer, in person."
    return f"{at} {person(update.sent_by)}{where}:\n{quoted(update.text)}"


def _waiting(credits_: Sequence[Credit], organisation: Organisation) -> str:
    if not credits_:
        return "*Credits that wait for a decision*: none."
    each = ", ".join(f"{one.name} ({one.amount.shown(organisation.locale)})" for one in credits_)
    return f"*Credits that wait for a decision*: {each}."
