"""What a draft cannot do without, and which of it the person who writes it may fill in."""

from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import UTC, datetime
from itertools import chain
from typing import Any, Final

from bot.domain.update import Update
from messages.drafts.catalogue import SLOTS, Source
from messages.drafts.draft import Draft, missing, template_of
from messages.drafts.given import (
    AgentSlots,
    CorrectionSlots,
    Given,
    PromiseSlots,
    ResolutionSlots,
)

RECORDS: Final[Mapping[Callable[..., Given], tuple[str, ...]]] = {
    record: tuple(one.name for one in fields(record) if one.type in (str, datetime | None))
    for record in (AgentSlots, ResolutionSlots, PromiseSlots, CorrectionSlots)
}
"""What people know and no record holds yet. Sums and decisions are never among it."""
_FIELDS: Final = frozenset(chain.from_iterable(RECORDS.values()))
MOMENTS: Final = frozenset(
    one.name
    for record in (ResolutionSlots, PromiseSlots, CorrectionSlots)
    for one in fields(record)
    if one.type == datetime | None
)
"""Slots that hold a day and a time."""
PLAIN_REASON: Final = "reason_plain"
"""Why the answer is no: asked of the author only where the decision names no reason."""
OF_PERSON: Final = ("name", "impact_personal")
"""Asked of every letter, where the customer is asked about."""
HANDLE: Final = "handle"
CLAIM: Final = "wrong_claim"
CONCERN: Final = "concern_answer"
"""A worry must be answered first, so once it is told, its answer is asked for."""


def asked_slots(bare: Draft) -> dict[str, str]:
    """Return the labels of the slots that the author must fill, by their names.

    `bare` is the draft without what was typed, so that what is filled in can still be changed.
    """
    asked = {name: label for name, label in missing(bare).items() if may_fill(name)}
    if bare.person.concern and any(CONCERN in line.slots for line in template_of(bare)):
        asked[CONCERN] = SLOTS[CONCERN].label
    return asked


def not_for_author(draft: Draft) -> tuple[str, ...]:
    """Return the labels of what is missing and only a fact, a record or the settings can fill."""
    open_ones = missing(draft)
    return tuple(
        label for name, label in open_ones.items() if not (may_fill(name) or name in OF_PERSON)
    )


def wrong_slots(wrong: Update) -> dict[str, str]:
    """Return what a correction says of the words that it takes back, by the names of its slots."""
    most = SLOTS[CLAIM].most - len("“…”")
    words = " ".join(wrong.text.split()).rstrip(".")
    claim = words if len(words) <= most else f"{words[:most]}…"
    return {"wrong_at": str(int(wrong.sent_at.timestamp())), CLAIM: f"“{claim}”"}


def may_fill(name: str) -> bool:
    if name in OF_PERSON:
        return False
    is_asked = name in _FIELDS or name in (HANDLE, PLAIN_REASON)
    return is_asked or SLOTS[name].source is Source.AUTHOR


def records_of(typed: Mapping[str, str]) -> tuple[Given, ...]:
    """Return the records that hold what was typed; a moment is in seconds since 1970, UTC."""
    return tuple(
        record(**{name: _value(name, typed[name]) for name in names if typed.get(name)})
        for record, names in RECORDS.items()
    )


def _value(name: str, typed: str) -> Any:  # noqa: ANN401 - as the field of the record takes it
    return datetime.fromtimestamp(int(typed), UTC) if name in MOMENTS else typed
