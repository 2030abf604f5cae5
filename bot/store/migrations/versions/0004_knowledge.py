"""pre: how long a fact is fresh and who approved it; what is known of each channel; the leader.

The old code ignores the columns. What it notes meanwhile does not age: restart every replica.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0004"
down_revision = "0003"

JSON = sa.JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")
AN_HOUR_MS = 3_600_000
AGED = ("what_fails", "scope", "workaround", "current_action", "eta", "data_safety")


def upgrade() -> None:
    op.add_column("incidents", sa.Column("unsure", JSON, nullable=False, server_default="[]"))
    op.add_column("incidents", sa.Column("channels_said_by", sa.Text))
    op.add_column("incidents", sa.Column("channels_said_at", sa.BigInteger))
    op.add_column("incidents", sa.Column("leader", sa.Text))
    op.add_column("facts", sa.Column("approved_by", sa.Text))
    op.add_column("facts", sa.Column("fresh_until", sa.BigInteger))
    _let_change()
    facts = sa.table("facts", *map(sa.column, ("key", "said_at", "fresh_until")))
    op.execute(
        facts.update().where(facts.c.key.in_(AGED)).values(fresh_until=facts.c.said_at + AN_HOUR_MS)
    )
    _forbid_changes()


def _let_change() -> None:
    on = " ON facts" if op.get_bind().dialect.name == "postgresql" else ""
    op.execute(f"DROP TRIGGER facts_stand{on}")


def _forbid_changes() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE TRIGGER facts_stand BEFORE UPDATE ON facts "
            "FOR EACH ROW EXECUTE FUNCTION facts_stand()"
        )
    else:
        op.execute(
            "CREATE TRIGGER facts_stand BEFORE UPDATE ON facts "
            "BEGIN SELECT RAISE(ABORT, 'facts are append-only'); END"
        )


def downgrade() -> None:
    for column in ("fresh_until", "approved_by"):
        op.drop_column("facts", column)
    for column in ("leader", "channels_said_at", "channels_said_by", "unsure"):
        op.drop_column("incidents", column)
