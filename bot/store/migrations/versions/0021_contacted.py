"""pre: when a customer was last noted to have come back. The old code leaves it empty."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"


def upgrade() -> None:
    when = "when they were last noted to have come back"
    op.add_column("customers", sa.Column("contacted_at", sa.BigInteger, comment=when))


def downgrade() -> None:
    op.drop_column("customers", "contacted_at")
