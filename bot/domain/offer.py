"""What follows on a decision about money: the customer is told, answers, and nobody forgets it."""

from dataclasses import replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final
from zoneinfo import ZoneInfo

from bot.domain.credit import GRANTED, Credit, State
from bot.domain.decision import to_undo
from bot.domain.decline import Undo
from bot.domain.letter import was_refused_one
from bot.domain.letter_refusals import AnsweredAlready, NotOffered
from bot.domain.told import Answer, Said, Told
from bot.domain.working_hours import WorkingHours

TELL_WITHIN: Final = timedelta(hours=2)
"""Working time from the decision until who asked is reminded of the letter; then each day."""
MOST_REMINDERS: Final = 10
A_WEEK: Final = timedelta(days=7)
"""How long the customer has to answer until who asked is asked. Source: goodwill, 6.10."""
GIVEN_UP_AFTER: Final = 1
"""Who did not say what the customer said is asked so often; then it counts as no answer."""


class Waiting(StrEnum):
    """What who asked still owes."""

    LETTER = "letter"
    ANSWER = "answer"


def waiting_for(credit: Credit) -> Waiting | None:
    """Return what is still to be done about the customer; None if nothing is."""
    is_granted = credit.state in GRANTED and credit.undo is None
    if credit.told is None:
        return Waiting.LETTER if is_granted or was_refused_one(credit) else None
    if credit.cohort is None and credit.state in GRANTED and credit.told.said is None:
        return Waiting.ANSWER
    return None


def next_turn_at(
    credit: Credit, hours: WorkingHours, zone: ZoneInfo, *, turn: int, now: datetime
) -> datetime | None:
    """Return when who asked is reminded for the time `turn`, from 0; None if never."""
    match waiting_for(credit):
        case Waiting.LETTER if turn < MOST_REMINDERS:
            return hours.next_day(now, zone) if turn else hours.after(now, TELL_WITHIN, zone)
        case Waiting.ANSWER if credit.told is not None:
            due = credit.told.at + (turn + 1) * A_WEEK
            return hours.after(max(due, now), timedelta(0), zone)
    return None


def told(credit: Credit, *, by: str, now: datetime) -> Credit:
    """Return the credit whose customer was told; of many customers the first one counts."""
    return replace(credit, told=credit.told or Told(by=by, at=now))


def answered(credit: Credit, said: Said, *, why: str) -> Credit:
    """Return the credit with what the customer said to it.

    A refusal frees the money at once; what finance has already must be taken back, which needs
    approvals of its own: `why` is what those who give them read. Raises `NotOffered` or
    `AnsweredAlready`.
    """
    if credit.told is None or credit.cohort is not None or credit.state not in GRANTED:
        raise NotOffered(credit.name)
    before = credit.told.said
    if before is not None and credit.told.is_answered:
        raise AnsweredAlready(credit.name, before.answer, before.by, before.at)
    after = replace(credit, told=replace(credit.told, said=said))
    if said.answer is not Answer.REFUSED:
        return after
    if credit.state is State.APPROVED:
        return replace(after, state=State.REFUSED, undo=None)
    return after if after.undo else to_undo(after, Undo(why=why, by=said.by, at=said.at))
