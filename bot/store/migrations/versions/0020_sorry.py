"""pre: words that say sorry, found fast for a letter about money. The old code ignores the index."""

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


def downgrade() -> None:
    op.drop_index("ix_updates_sorry", "updates")
