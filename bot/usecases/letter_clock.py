"""The clock of a decision: the customer is told, and what they said is noted; nobody forgets it."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime
from typing import Final

from bot.domain.credit import Credit
from bot.domain.offer import GIVEN_UP_AFTER, Waiting, next_turn_at, waiting_for
from bot.domain.organisation import Organisation
from bot.domain.told import Answer, Said
from bot.domain.trail import Trace
from bot.store import credits, owed
from bot.store.owed import NewJob
from bot.store.transaction import Transaction
from bot.usecases import books, credit_news
from bot.usecases.acting import Acting

LETTER_CLOCK: Final = "letter_clock"


async def follow(
    tx: Transaction, organisation: Organisation, credit: Credit, *, now: datetime, turn: int = 0
) -> None:
    """Move the timer to when who asked must be reminded the next time; `turn` counts from 0."""
    hours, zone = organisation.working_hours, organisation.time_zone
    due = next_turn_at(credit, hours, zone, turn=turn, now=now)
    if due is None:
        await owed.cancel(tx, _key(credit))
        return
    args = {"credit": credit.number, "turn": turn}
    timer = NewJob(LETTER_CLOCK, args, credit.workspace, due, dedupe_key=_key(credit))
    await owed.enqueue(tx, timer)


async def strike(
    tx: Transaction,
    organisation: Organisation,
    acting: Acting,
    number: int,
    finish: Callable[[], Awaitable[None]],
    *,
    turn: int,
) -> None:
    """Remind who asked of what is still to be done; a customer nobody heard of did not answer.

    `finish` ends the timer that struck, once the request is locked.
    """
    await books.begin(tx, acting)
    credit = await credits.lock(tx, acting.workspace, number)
    await finish()
    match waiting_for(credit):
        case Waiting.LETTER:
            await _remind(tx, credit, Trace.LETTER_OWED, now=acting.now)
        case Waiting.ANSWER if turn < GIVEN_UP_AFTER:
            await _remind(tx, credit, Trace.ANSWER_OWED, now=acting.now)
        case Waiting.ANSWER:
            credit = await _give_up(tx, organisation, credit, now=acting.now)
    await follow(tx, organisation, credit, now=acting.now, turn=turn + 1)


async def _remind(tx: Transaction, credit: Credit, trace: Trace, *, now: datetime) -> None:
    step = await books.note(tx, credit, trace, by="", now=now)
    await credit_news.tell_asker(tx, credit, now=now, step=step)


async def _give_up(
    tx: Transaction, organisation: Organisation, credit: Credit, *, now: datetime
) -> Credit:
    if credit.told is None:
        return credit
    said = Said(answer=Answer.UNANSWERED, by="", at=now)
    after = replace(credit, told=replace(credit.told, said=said))
    await credits.save(tx, after)
    await _remind(tx, after, Trace.UNANSWERED, now=now)
    await credit_news.show(tx, after, organisation, now=now)
    return after


def _key(credit: Credit) -> str:
    return f"{credit.workspace}:{LETTER_CLOCK}:{credit.number}"
