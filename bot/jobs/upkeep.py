"""What those who run the bot do to its jobs by hand: try again what was given up, and begin anew
after a backup was put back.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.jobs import queue
from bot.jobs.queue import DeadLetter
from bot.store import job_statements as sql
from bot.store.transaction import Store


@dataclass(frozen=True, slots=True)
class Retried:
    again: int
    dropped: int
    """Owed anew since then: the job that lives does all that these would have done."""


async def dead_letters(store: Store) -> Sequence[DeadLetter]:
    async with store.reading() as reader:
        return await queue.dead_letters(reader, limit=sql.MOST_SHOWN)


async def retry(store: Store, job: int | None) -> Retried:
    """Owe the dead letter of that number again, or all of them; the answer says how many that were.

    Each is looked for before it is sent: its message may have arrived when nobody said so.
    """
    async with store.transaction() as tx:
        rows = await tx.rows(sql.DEAD, {"job": job})
        again = 0
        for row in rows:
            # One by one: of several with one key, only one can live.
            revived = await tx.execute(sql.REVIVE, {"job": row.id})
            again += revived.rowcount
        await tx.execute(sql.DROP_DEAD, {"ids": [row.id for row in rows]})
        tx.owes_work = tx.owes_work or again > 0
    return Retried(again, len(rows) - again)


async def look_first(store: Store) -> int:
    """Have every message that is owed looked for before it is sent; return how many are owed.

    A backup owes what was sent after it was made. Leases in it are nobody's any more.
    """
    async with store.transaction() as tx:
        owed = await tx.execute(sql.LOOK_FIRST)
        await tx.execute(sql.FORGET_LANES)
        return owed.rowcount
