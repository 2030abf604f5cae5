"""pre: what was said last on each channel, and which update released words take back."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0010"
down_revision = "0009"

JSON = sa.JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")
PUBLIC = ("K01", "K02", "K03", "K04", "K10", "K11", "K12", "K13", "K14", "K18")
"""The kinds that were for everybody when this was written."""


def upgrade() -> None:
    said = op.create_table(
        "said",
        sa.Column("workspace", sa.Text, nullable=False),
        sa.Column("incident", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("channel", sa.Text, nullable=False),
        sa.Column("number", sa.Integer, nullable=False, comment="of the last words there"),
        sa.PrimaryKeyConstraint("workspace", "incident", "channel", name="pk_said"),
        sa.ForeignKeyConstraint(
            ["workspace", "incident", "number"],
            ["updates.workspace", "updates.incident", "updates.number"],
            name="fk_said_workspace_updates",
        ),
    )
    op.create_index("ix_updates_kind", "updates", ["workspace", "incident", "kind"])
    with op.batch_alter_table("releases") as releases:
        releases.add_column(
            sa.Column(
                "corrects",
                sa.Integer,
                comment="the number of the update that they take back",
            )
        )
    _fill(said)


def downgrade() -> None:
    with op.batch_alter_table("releases") as releases:
        releases.drop_column("corrects")
    op.drop_index("ix_updates_kind", "updates")
    op.drop_table("said")


def _fill(said: sa.Table) -> None:
    """Find what was said last before this was kept."""
    updates = sa.table(
        "updates",
        *(sa.column(name) for name in ("workspace", "incident", "number", "kind")),
        sa.column("channels", JSON),
    )
    asked = sa.select(updates).where(updates.c.kind.in_(PUBLIC)).order_by(updates.c.number)
    last = {
        (one.workspace, one.incident, channel): one.number
        for one in op.get_bind().execute(asked)
        for channel in one.channels
    }
    rows = [
        {"workspace": workspace, "incident": incident, "channel": channel, "number": number}
        for (workspace, incident, channel), number in last.items()
    ]
    if rows:
        op.bulk_insert(said, rows)
