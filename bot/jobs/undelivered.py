"""A delivery that was given up is told to the person whose work it was, and of an incident to the
leads as well, in a direct message.
"""

from typing import Final

from bot.domain.organisation import Organisation
from bot.domain.refusals import AlreadyDone
from bot.jobs.queue import Claimed
from bot.store import credits, done, incidents, owed, releases
from bot.store.owed import NewJob
from bot.store.transaction import Transaction
from bot.usecases import change
from messages.cards.undelivered import WHAT
from messages.words import person as named

UNDELIVERED: Final = "undelivered"


async def tell_whose_work(
    tx: Transaction, job: Claimed, why: str, *, organisation: Organisation
) -> None:
    """Owe the note, in the transaction that gives the delivery up.

    An incident, or a customer of one, has one for each reason, and its leads hear of it too.
    Extras are only logged.
    """
    if job.kind not in WHAT:
        return
    subject, person = await _whose(tx, job)
    deed = f"{UNDELIVERED}:{subject}:{why}" if "incident" in job.args else None
    try:
        await done.once(tx, job.workspace, deed, now=job.run_at)
    except AlreadyDone:
        return
    leads = organisation.leads if "incident" in job.args else ()
    people = dict.fromkeys((person, *leads))
    is_last = bool(leads)
    await owed.enqueue_all(
        tx,
        [
            note(job, one, kind=job.kind, subject=subject, why=why, is_last=is_last)
            for one in people
        ],
    )


def note(
    job: Claimed, person: str, *, kind: str, subject: str, why: str, is_last: bool = False
) -> NewJob:
    """Return the note owed to a person; `is_last` if nobody is left to tell instead."""
    return NewJob(
        kind=UNDELIVERED,
        args={
            "person": person,
            "kind": kind,
            "subject": subject,
            "why": why,
            "is_last": is_last,
        },
        workspace=job.workspace,
        due_at=job.run_at,
        dedupe_key=f"{job.workspace}:{UNDELIVERED}:{kind}:{subject}:{person}",
        lane=change.lane(job.workspace, person),
    )


async def _whose(tx: Transaction, job: Claimed) -> tuple[str, str]:
    if "of" in job.args:
        return named(str(job.args["person"])), str(job.args["of"])
    if "batch" in job.args:
        return f"batch {job.args['batch']}", str(job.args["person"])
    if "credit" in job.args:
        credit = await credits.read(tx, job.workspace, int(job.args["credit"]))
        return credit.name, credit.asked_by
    if "release" in job.args:
        release = await releases.read(tx, job.workspace, int(job.args["release"]))
        return release.name, release.asked_by
    incident = await incidents.read(tx, job.workspace, int(job.args["incident"]))
    about = f"CU-{job.args['customer']}" if "customer" in job.args else incident.name
    return about, incident.owner or incident.opened_by
