"""pre: follow-ups given to somebody else; the timers of what was resolved before there were any."""

from datetime import UTC, datetime, timedelta

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"

MS = timedelta(milliseconds=1)
WAITS = {"follow_up": timedelta(days=7), "seasoned": timedelta(days=90)}
STILL_ASKED = {"follow_up": timedelta(days=14), "seasoned": timedelta(days=90)}
"""For how long after it works again: later nobody asks whether it held for a week."""

incidents = sa.table(
    "incidents",
    sa.column("workspace", sa.Text),
    sa.column("number", sa.Integer),
    sa.column("is_drill", sa.Boolean),
    sa.column("resolved_at", sa.BigInteger),
)
jobs = sa.table(
    "jobs",
    sa.column("workspace", sa.Text),
    sa.column("kind", sa.Text),
    sa.column("args", sa.JSON),
    sa.column("dedupe_key", sa.Text),
    sa.column("due_at", sa.BigInteger),
    sa.column("run_at", sa.BigInteger),
    sa.column("dead_at", sa.BigInteger),
)


def upgrade() -> None:
    owner = "whom it was given to; null: who logged the customer"
    op.add_column("cases", sa.Column("owner", sa.Text, comment=owner))
    bind = op.get_bind()
    now = datetime.now(UTC)  # noqa: TID251 - nobody gives a migration the time
    oldest = int((now - STILL_ASKED["seasoned"]).timestamp() * 1_000)
    resolved = bind.execute(
        sa.select(incidents).where(
            incidents.c.resolved_at >= oldest, incidents.c.is_drill.is_(sa.false())
        )
    ).all()
    live = sa.select(jobs.c.dedupe_key).where(
        jobs.c.kind.in_(list(WAITS)), jobs.c.dead_at.is_(None)
    )
    known = set(bind.execute(live).scalars())
    for one in resolved:
        new = [job for job in _timers(one, now) if job["dedupe_key"] not in known]
        # The later timer waits for 90 days: where it stands, the earlier one was set as well.
        if new and _key(one, "seasoned") not in known:
            bind.execute(jobs.insert(), new)


def _timers(one: sa.Row[object], now: datetime) -> list[dict[str, object]]:
    ended = datetime.fromtimestamp(one.resolved_at / 1_000, UTC)
    return [
        {
            "workspace": one.workspace,
            "kind": kind,
            "args": {"incident": one.number, "customer": None},
            "dedupe_key": _key(one, kind),
            "due_at": one.resolved_at + wait // MS,
            "run_at": one.resolved_at + wait // MS,
        }
        for kind, wait in WAITS.items()
        if now - ended <= STILL_ASKED[kind]
    ]


def _key(one: sa.Row[object], kind: str) -> str:
    return f"{one.workspace}:{kind}:INC-{one.number}"


def downgrade() -> None:
    op.drop_column("cases", "owner")
