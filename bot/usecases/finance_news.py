"""What finance is told: what waits for them, the file they asked for, what they have not answered.

Who finance is, is asked when it is told: the command line, which exports too, does not know.
"""

from datetime import datetime, timedelta
from typing import Any, Final

from bot.domain.batch import UNMATCHED_AFTER
from bot.domain.organisation import Organisation
from bot.store import owed
from bot.store.owed import NewJob
from bot.store.transaction import Store, Transaction
from bot.usecases import change

FINANCE_NOTE: Final = "finance_note"
BATCH_FILE: Final = "batch_file"
UNMATCHED_NOTE: Final = "unmatched_note"
GATHER: Final = timedelta(hours=1)
"""What is approved within this time is told by one note."""


async def tell_of_waiting(tx: Transaction, workspace: str, *, now: datetime) -> None:
    """Owe finance one note that approved credits wait for them."""
    await owed.enqueue(tx, _job(FINANCE_NOTE, workspace, "", due_at=now + GATHER))


async def remind_of_waiting(
    store: Store, organisation: Organisation, workspace: str, *, now: datetime
) -> None:
    """Owe finance the same note on the next day of work: an approval lapses without them."""
    due_at = organisation.working_hours.next_day(now, organisation.time_zone)
    async with store.transaction() as tx:
        await owed.enqueue(tx, _job(FINANCE_NOTE, workspace, f"{due_at:%Y-%m-%d}", due_at=due_at))


async def send_file(
    tx: Transaction, workspace: str, batch: int, person: str, *, now: datetime
) -> None:
    """Owe a person the file of a batch."""
    job = _job(BATCH_FILE, workspace, f"{batch}:{person}", due_at=now, batch=batch, person=person)
    await owed.enqueue(tx, job)


async def exported(tx: Transaction, workspace: str, batch: int, *, now: datetime) -> None:
    """Nothing waits now; owe finance a look at what they have not answered on day three."""
    await owed.cancel(tx, _key(FINANCE_NOTE, workspace, ""))
    due_at = now + UNMATCHED_AFTER
    await owed.enqueue(tx, _job(UNMATCHED_NOTE, workspace, str(batch), due_at=due_at, batch=batch))


def _job(kind: str, workspace: str, which: str, *, due_at: datetime, **args: Any) -> NewJob:  # noqa: ANN401 - JSON
    return NewJob(
        kind=kind,
        args=args,
        workspace=workspace,
        due_at=due_at,
        dedupe_key=_key(kind, workspace, which),
        lane=change.lane(workspace, str(args.get("person", "finance"))),
    )


def _key(kind: str, workspace: str, which: str) -> str:
    return f"{workspace}:{kind}:{which}"
