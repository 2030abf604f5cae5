"""Whom a request is put to, and who comes next when nobody decides: nothing waits in silence."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from bot.domain.approvers import NOBODY, Approvers
from bot.domain.credit import Credit
from bot.domain.decision import put_to, second_readers
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
    barred = _barred(credit)
    stages: list[frozenset[str]] = []
    asked: frozenset[str] = NOBODY
    for name in slot:
        people = approvers.holding(name) - barred
        present = people - credit.first_readers
        instead = (approvers.stand_ins_of(one, now=now) for one in present)
        for new in (people - asked, NOBODY.union(*instead) - barred - asked - people):
            if new:
                stages.append(new)
                asked |= new
    return stages


def asked_now(
    credit: Credit, slots: Slots, approvers: Approvers, *, now: datetime
) -> frozenset[str]:
    """Return everyone to whom the request is put by now.

    Raises `NobodyMayApprove` where there are too few: one person is never two approvers.
    """
    if not _are_enough([approvers.of_slot(slot) - _barred(credit) for slot in slots]):
        raise NobodyMayApprove
    stages = [route(credit, slot, approvers, now=now)[: credit.stage + 1] for slot in slots]
    return NOBODY.union(*(people for early in stages for people in early))


def put_to_another(credit: Credit, slots: Slots, approvers: Approvers, *, now: datetime) -> Credit:
    """Return the request put to the next in turn, unless a second reader has it already.

    Raises `NobodyMayApprove` where there is none.
    """

    def is_read(people: AbstractSet[str]) -> bool:
        return bool(second_readers(credit, slots, people, approvers=approvers, now=now))

    if is_read({*credit.asked_of}):
        return credit
    longest = max(len(route(credit, slot, approvers, now=now)) for slot in slots)
    for stage in range(credit.stage, longest):
        staged = replace(credit, stage=stage)
        people = asked_now(staged, slots, approvers, now=now)
        if is_read(people):
            return put_to(staged, people)
    raise NobodyMayApprove


def _barred(credit: Credit) -> frozenset[str]:
    askers = {credit.asked_by, *([credit.undo.by] if credit.undo else [])}
    return frozenset({*askers, *credit.interested})


def _are_enough(slots: Sequence[frozenset[str]]) -> bool:
    """Whether each slot can have a person of its own."""
    if not slots:
        return True
    first, *rest = slots
    return any(_are_enough([people - {one} for people in rest]) for one in first)


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
