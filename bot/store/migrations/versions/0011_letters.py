"""pre: that a customer was told of a decision about money, and what they said."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0011"
down_revision = "0010"

JSON = sa.JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")


def upgrade() -> None:
    op.add_column("credits", sa.Column("told", JSON))


def downgrade() -> None:
    op.execute("UPDATE credits SET state = 'voided' WHERE state = 'refused'")
    with op.batch_alter_table("credits") as credits_:
        credits_.drop_column("told")
