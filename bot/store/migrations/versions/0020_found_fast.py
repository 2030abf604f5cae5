"""pre: what everyday questions look for, found however much there is. The old code gains by it."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    op.create_index(
        "ix_updates_sorry",
        "updates",
        ["workspace", "incident", "number"],
        sqlite_where=sa.text("(text LIKE '%sorry%' OR text LIKE '%apolog%')"),
        postgresql_where=sa.text("(text ILIKE '%sorry%' OR text ILIKE '%apolog%')"),
    )
    is_turn = sa.text("event IN ('resolved', 'cancelled', 'reopened', 'learned')")
    op.create_index(
        "ix_timeline_turns",
        "timeline",
        ["workspace", "incident", "number"],
        sqlite_where=is_turn,
        postgresql_where=is_turn,
    )
    for column in ("state", "evidence", "decided_at"):
        op.create_index(f"ix_credits_{column}", "credits", ["workspace", column])
    # With their numbers: else SQLite reads all of a workspace to have them in order.
    for table in ("promises", "releases", "customers"):
        op.drop_index(f"ix_{table}_incident", table)
        op.create_index(f"ix_{table}_incident", table, ["workspace", "incident", "number"])


def downgrade() -> None:
    for table in ("customers", "releases"):
        op.drop_index(f"ix_{table}_incident", table)
        op.create_index(f"ix_{table}_incident", table, ["workspace", "incident"])
    op.drop_index("ix_promises_incident", "promises")
    op.create_index("ix_promises_incident", "promises", ["workspace", "incident", "made_in"])
    for column in ("decided_at", "evidence", "state"):
        op.drop_index(f"ix_credits_{column}", "credits")
    op.drop_index("ix_timeline_turns", "timeline")
    op.drop_index("ix_updates_sorry", "updates")
