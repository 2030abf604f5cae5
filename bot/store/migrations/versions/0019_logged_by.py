"""pre: whom somebody has logged, found fast for App Home. The old code ignores the index."""

from alembic import op

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    op.create_index("ix_customers_logged_by", "customers", ["workspace", "logged_by", "incident"])


def downgrade() -> None:
    op.drop_index("ix_customers_logged_by", "customers")
