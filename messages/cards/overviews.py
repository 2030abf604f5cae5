"""What is open, what one incident looks like in full, what needs you, and what can be typed."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from slack_sdk.models.blocks import ActionsBlock, Block, ButtonElement

from bot.domain.call import NO_CALLS, Figures
from bot.domain.customer import NOBODY, Tally
from bot.domain.fact import NOTHING_KNOWN, Known
from bot.domain.handover import answerable
from bot.domain.incident import Incident
from bot.domain.organisation import Organisation
from bot.domain.promise import Promise
from bot.domain.rhythm import Rhythm
from bot.domain.timeline import Entry
from messages.action_ids import BlockId
from messages.card import LONGEST_TEXT, Card, escaped, section, sections, shortened
from messages.cards.answers import plain
from messages.cards.promises import promises_in_full, promises_to_keep
from messages.cards.state import state_card
from messages.cards.timeline import line
from messages.rhythm import rhythm_words
from messages.words import due_words, named, owner, place, severity_name, state_words

MOST_SHOWN: Final = 20
WHAT_TO_TYPE: Final = (
    "`/incident open` and what customers cannot do opens one; `/incident help` has the rest."
)


def listed(incidents: Sequence[Incident], organisation: Organisation, *, now: datetime) -> Card:
    """Return the open incidents, the longest overdue first."""
    if not incidents:
        return plain(f"No incident is open. {WHAT_TO_TYPE}")
    return _list(f"*Open: {len(incidents)}*", incidents, organisation, now=now)


def needs_you(
    somebody: str,
    incidents: Sequence[Incident],
    organisation: Organisation,
    *,
    now: datetime,
    promises: Sequence[Promise] = (),
) -> Card:
    """Return which of the open `incidents` are this person's own, or overdue whoever owns them.

    `promises` are those that they have still to keep, each with what can be done about it.
    """
    theirs = [one for one in incidents if somebody in answerable(one) or _is_overdue(one, now=now)]
    if promises:
        kept = promises_to_keep(promises, organisation, now=now)
        if not theirs:
            return kept
        needing = _list("*These need you*", theirs, organisation, now=now)
        return Card(
            shortened(f"{needing.text}\n{kept.text}", LONGEST_TEXT), [*needing.blocks, *kept.blocks]
        )
    if not theirs:
        others = f" Open, with other owners: {len(incidents)}." if incidents else ""
        return plain(f"Nothing needs you now.{others} {WHAT_TO_TYPE}")
    return _list("*These need you*", theirs, organisation, now=now)


def status(
    incident: Incident,
    entries: Sequence[Entry],
    rhythm: Rhythm,
    organisation: Organisation,
    *,
    now: datetime,
    known: Known = NOTHING_KNOWN,
    customers: Tally = NOBODY,
    calls: Figures = NO_CALLS,
    promises: Sequence[Promise] = (),
    said: str = "",
    heat: str = "",
    correct: Sequence[ButtonElement] = (),
) -> Card:
    """Return one incident in full: how long customers waited, what was `said` to them where.

    `promises` are all that were made, whatever became of them.
    """
    card = state_card(
        incident, organisation, now=now, known=known, customers=customers, calls=calls
    )
    parts = [f"*How long customers waited*\n{rhythm_words(rhythm, incident)}"]
    parts += promises_in_full(promises, organisation)
    more: list[Block] = [block for part in parts for block in sections(part)]
    if said:
        more += sections(f"*What customers were told last*\n{said}")
    if heat:
        more += sections(f"*Angry posts*\n{heat}")
    if correct:
        more.append(ActionsBlock(block_id=BlockId.CORRECT, elements=correct))
    if entries:
        told = "\n".join(line(entry, organisation) for entry in entries)
        more += sections(f"*Last on the timeline*\n{told}")
    row = next((place for place, one in enumerate(card.blocks) if isinstance(one, ActionsBlock)))
    return Card(card.text, [*card.blocks[:row], *more, *card.blocks[row:]])


def help_card(lines: Sequence[tuple[str, str]]) -> Card:
    """Return what can be typed: each command, and what it does. Both must be escaped."""
    return plain("\n".join(f"`{command}`  {does}" for command, does in lines))


def _list(
    heading: str, incidents: Sequence[Incident], organisation: Organisation, *, now: datetime
) -> Card:
    ordered = sorted(incidents, key=lambda one: one.next_update_due or now)
    rows = [_row(one, organisation, now=now) for one in ordered[:MOST_SHOWN]]
    more = [f"And {len(ordered) - MOST_SHOWN} more."] if len(ordered) > MOST_SHOWN else []
    text = shortened("\n".join([heading.strip("*"), *rows, *more]), LONGEST_TEXT)
    return Card(text, [section(words) for words in [heading, *rows, *more, WHAT_TO_TYPE]])


def _row(incident: Incident, organisation: Organisation, *, now: datetime) -> str:
    due = due_words(incident, organisation.time_zone, now=now)
    due = f"{state_words(incident)}. {due}" if incident.is_being_checked else due
    where = f"{severity_name(incident.severity)}, {owner(incident)}, {place(incident.place)}"
    return f"*{named(incident)}* · {escaped(incident.what_fails)}\n{due}. {where}"


def _is_overdue(incident: Incident, *, now: datetime) -> bool:
    return incident.next_update_due is not None and incident.next_update_due <= now
