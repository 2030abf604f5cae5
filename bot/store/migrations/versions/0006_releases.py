"""pre: who released words to customers, what they correct, and which rules were passed over."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0006"
down_revision = "0005"

JSON = sa.JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")


def upgrade() -> None:
    op.create_table(
        "releases",
        sa.Column("workspace", sa.Text, nullable=False),
        sa.Column("number", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("incident", sa.Integer, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("basis", sa.Text, nullable=False, comment="fingerprint of what was known"),
        sa.Column("approval", sa.Text, nullable=False, comment="the role that must release it"),
        sa.Column("asked_by", sa.Text, nullable=False),
        sa.Column("asked_at", sa.BigInteger, nullable=False),
        sa.Column("asked_of", JSON, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("decided_by", sa.Text),
        sa.Column("decided_at", sa.BigInteger),
        sa.Column("note", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("workspace", "number", name="pk_releases"),
        sa.ForeignKeyConstraint(
            ["workspace", "incident"],
            ["incidents.workspace", "incidents.number"],
            name="fk_releases_workspace_incident_incidents",
        ),
    )
    op.create_index("ix_releases_incident", "releases", ["workspace", "incident"])
    with op.batch_alter_table("updates") as updates:
        updates.add_column(
            sa.Column("variant", sa.Text, nullable=False, server_default=sa.text("''"))
        )
        updates.add_column(sa.Column("released_by", sa.Text))
        updates.add_column(sa.Column("overrides", JSON, nullable=False, server_default="{}"))
        updates.add_column(sa.Column("corrects", sa.Integer))


def downgrade() -> None:
    with op.batch_alter_table("updates") as updates:
        for column in ("corrects", "overrides", "released_by", "variant"):
            updates.drop_column(column)
    op.drop_index("ix_releases_incident", "releases")
    op.drop_table("releases")
