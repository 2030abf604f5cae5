"""pre: the jobs that are owed, and their lanes. The first tables there are."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0001"
down_revision = None

ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
JSON = sa.JSON().with_variant(JSONB(), "postgresql")
LIVE = sa.text("dead_at IS NULL")
LIVE_IN_LANE = sa.text("lane IS NOT NULL AND dead_at IS NULL")
DEAD = sa.text("dead_at IS NOT NULL")


def upgrade() -> None:
    op.create_table(
        "jobs",
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column("workspace", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("args", JSON, nullable=False),
        sa.Column("dedupe_key", sa.Text()),
        sa.Column("lane", sa.Text()),
        sa.Column("due_at", sa.BigInteger(), nullable=False),
        sa.Column("run_at", sa.BigInteger(), nullable=False),
        sa.Column("wanted_at", sa.BigInteger()),
        sa.Column("attempt", sa.Integer(), server_default="0", nullable=False),
        sa.Column("crashes", sa.Integer(), server_default="0", nullable=False),
        sa.Column("lease", sa.Text()),
        sa.Column("lease_until", sa.BigInteger()),
        sa.Column("last_error", sa.Text()),
        sa.Column("dead_at", sa.BigInteger()),
        sa.PrimaryKeyConstraint("id", name="pk_jobs"),
        sqlite_autoincrement=True,
    )
    _index("uq_jobs_dedupe_key", ["dedupe_key"], LIVE, unique=True)
    _index("ix_jobs_run_at", ["run_at", "id"], LIVE)
    _index("ix_jobs_lane", ["lane", "id"], LIVE_IN_LANE)
    _index("ix_jobs_dead_at", ["dead_at"], DEAD)
    op.create_table(
        "job_lanes",
        sa.Column("lane", sa.Text(), nullable=False),
        sa.Column("workspace", sa.Text(), nullable=False),
        sa.Column("free_at", sa.BigInteger(), nullable=False),
        sa.Column("lease", sa.Text()),
        sa.Column("lease_until", sa.BigInteger()),
        sa.PrimaryKeyConstraint("lane", name="pk_job_lanes"),
    )
    op.create_index("ix_job_lanes_free_at", "job_lanes", ["free_at"])


def downgrade() -> None:
    op.drop_table("job_lanes")
    op.drop_table("jobs")


def _index(name: str, columns: list[str], where: sa.TextClause, *, unique: bool = False) -> None:
    op.create_index(
        name, "jobs", columns, unique=unique, sqlite_where=where, postgresql_where=where
    )
