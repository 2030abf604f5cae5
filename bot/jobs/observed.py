"""What is counted and logged of each run of a job."""

from collections.abc import Callable
from datetime import timedelta
from typing import Final

import structlog

from bot import action, meters
from bot.jobs.queue import Claimed

Observer = Callable[[Claimed, str, timedelta], None]
"""Told of each run: the job, the outcome's name, and how late it began."""

log: Final = structlog.get_logger()


def note_run(job: Claimed, outcome: str, late: timedelta) -> None:
    meters.JOBS.labels(job.kind, outcome).inc()
    room = "timer" if job.lane is None else "delivery"
    meters.LATE.labels(room).observe(max(late.total_seconds(), 0))
    # In a batch the line's own action is the batch's; else it is the job's.
    begun_by = {} if job.action in {None, action.current()} else {"begun_by": job.action}
    log.info(
        "job",
        kind=job.kind,
        id=job.id,
        attempt=job.attempt,
        outcome=outcome,
        late_ms=late // timedelta(milliseconds=1),
        **begun_by,
    )
