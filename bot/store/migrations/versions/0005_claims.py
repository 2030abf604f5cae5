"""pre: timers and deliveries are claimed apart."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

LIVE = sa.text("dead_at IS NULL")
APART = {
    "ix_jobs_timers": sa.text("lane IS NULL AND dead_at IS NULL"),
    "ix_jobs_deliveries": sa.text("lane IS NOT NULL AND dead_at IS NULL"),
}


def upgrade() -> None:
    for name, where in APART.items():
        _index(name, where)
    op.drop_index("ix_jobs_run_at", "jobs")


def downgrade() -> None:
    _index("ix_jobs_run_at", LIVE)
    for name in APART:
        op.drop_index(name, "jobs")


def _index(name: str, where: sa.TextClause) -> None:
    op.create_index(name, "jobs", ["run_at", "id"], sqlite_where=where, postgresql_where=where)
