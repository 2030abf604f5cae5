"""Whom a request is put to, and who comes next when nobody decides: nothing waits in silence."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final

from bot.domain.approvers import NOBODY, Approvers
from bot.domain.credit import Credit
from bot.domain.refusals import NobodyMayApprove
from bot.domain.tiers import Function, Slot, Slots

PATIENCE: Final[Mapping[str, timedelta]] = {
    Function.LEADS: timedelta(minutes=15),
    Function.MANAGERS: timedelta(minutes=30),
}
PATIENCE_OF_OTHERS: Final = timedelta(hours=2)
ONCE_ALL_ARE_ASKED: Final = timedelta(days=1)
"""From then on they are reminded once a day."""


def route(
    credit: Credit, slot: Slot, approvers: Approvers, *, now: datetime
) -> list[frozenset[str]]:
    """Return who is asked for one approval, stage by stage.

    Each function in turn, and before the next one its stand-ins.
    """
    barred = {credit.asked_by, *credit.interested, *([credit.undo.by] if credit.undo else [])}
    stages: list[frozenset[str]] = []
    asked: frozenset[str] = NOBODY
    for name in slot:
        people = approvers.holding(name) - barred
        instead = (approvers.stand_ins_of(one, now=now) for one in people)
        for new in (people - asked, NOBODY.union(*instead) - barred - asked - people):
            if new:
                stages.append(new)
                asked |= new
    return stages


def asked_now(
    credit: Credit, slots: Slots, approvers: Approvers, *, now: datetime
) -> frozenset[str]:
    """Return everyone to whom the request is put by now. Raises `NobodyMayApprove`."""
    asked: frozenset[str] = NOBODY
    for slot in slots:
        stages = route(credit, slot, approvers, now=now)
        if not stages:
            raise NobodyMayApprove
        asked = asked.union(*stages[: credit.stage + 1])
    return asked


def next_stage_at(credit: Credit, slots: Slots, approvers: Approvers, *, now: datetime) -> datetime:
    """Return when those who are asked are reminded, and others are asked as well."""
    waits = [_patience(credit, slot, approvers, now=now) for slot in slots]
    return now + min(waits, default=ONCE_ALL_ARE_ASKED)


def _patience(credit: Credit, slot: Slot, approvers: Approvers, *, now: datetime) -> timedelta:
    stages = route(credit, slot, approvers, now=now)
    if not stages or credit.stage >= max(len(stages), 2):
        return ONCE_ALL_ARE_ASKED
    asked = stages[min(credit.stage, len(stages) - 1)]
    held = [name for name in slot if not approvers.holding(name).isdisjoint(asked)]
    return PATIENCE.get(held[0], PATIENCE_OF_OTHERS) if held else PATIENCE_OF_OTHERS
