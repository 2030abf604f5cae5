"""pre: who has opened App Home, and what it looks for. The old code ignores both."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"

IS_LIVE = sa.text("closed_at is null")
IS_ASKED = sa.text("state = 'asked'")
WAITS = sa.text("state = 'asked' or undo is not null")


def upgrade() -> None:
    op.create_table(
        "homes",
        sa.Column("workspace", sa.Text, nullable=False),
        sa.Column("person", sa.Text, nullable=False),
        sa.Column("opened_at", sa.BigInteger, nullable=False),
        sa.Column("shown", sa.Text, nullable=False, comment="fingerprint of what stands there"),
        sa.PrimaryKeyConstraint("workspace", "person", name="pk_homes"),
    )
    op.create_index("ix_incidents_opened", "incidents", ["workspace", "opened_at"])
    op.create_index(
        "ix_promises_live",
        "promises",
        ["workspace", "owner", "due"],
        sqlite_where=IS_LIVE,
        postgresql_where=IS_LIVE,
    )
    op.create_index(
        "ix_releases_asked",
        "releases",
        ["workspace", "number"],
        sqlite_where=IS_ASKED,
        postgresql_where=IS_ASKED,
    )
    op.create_index(
        "ix_credits_waiting",
        "credits",
        ["workspace", "number"],
        sqlite_where=WAITS,
        postgresql_where=WAITS,
    )


def downgrade() -> None:
    op.drop_index("ix_credits_waiting", "credits")
    op.drop_index("ix_releases_asked", "releases")
    op.drop_index("ix_promises_live", "promises")
    op.drop_index("ix_incidents_opened", "incidents")
    op.drop_table("homes")
