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
        sqlite_where=sa.text("text LIKE '%sorry%' OR text LIKE '%apolog%'"),
        postgresql_where=sa.text("text ILIKE '%sorry%' OR text ILIKE '%apolog%'"),
    )
    for column in ("state", "evidence", "decided_at"):
        op.create_index(f"ix_credits_{column}", "credits", ["workspace", column])
    # With their numbers: else SQLite reads all of a workspace to have them in order.
    op.drop_index("ix_promises_incident", "promises")
    op.create_index("ix_promises_incident", "promises", ["workspace", "incident", "number"])
    op.drop_index("ix_releases_incident", "releases")
    op.create_index("ix_releases_incident", "releases", ["workspace", "incident", "number"])


def downgrade() -> None:
    op.drop_index("ix_releases_incident", "releases")
    op.create_index("ix_releases_incident", "releases", ["workspace", "incident"])
    op.drop_index("ix_promises_incident", "promises")
    op.create_index("ix_promises_incident", "promises", ["workspace", "incident", "made_in"])
    for column in ("decided_at", "evidence", "state"):
        op.drop_index(f"ix_credits_{column}", "credits")
    op.drop_index("ix_updates_sorry", "updates")
