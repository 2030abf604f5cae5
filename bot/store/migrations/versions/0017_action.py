"""pre: remember which action a job came from. The old code leaves it empty."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    op.add_column("jobs", sa.Column("action", sa.Text))


def downgrade() -> None:
    op.drop_column("jobs", "action")
