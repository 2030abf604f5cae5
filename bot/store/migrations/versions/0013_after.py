"""pre: who says fixed, who has checked, what prevents it. The old code resolves without them."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0013"
down_revision = "0011"

JSON = sa.JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")
IS_LIVE = sa.text("state = 'open'")


def upgrade() -> None:
    for column in _of_the_end():
        op.add_column("incidents", column)
    _create_prevention()
    _create_reviews()


def _of_the_end() -> list[sa.Column[object]]:
    return [
        sa.Column("fixed_by", sa.Text),
        sa.Column("fixed_at", sa.BigInteger),
        sa.Column("fixes", sa.Integer, nullable=False, server_default="0"),
        sa.Column("checked_by", sa.Text),
        sa.Column("checked_how", sa.Text, nullable=False, server_default=sa.text("''")),
    ]


def _create_prevention() -> None:
    op.create_table(
        "prevention",
        sa.Column("workspace", sa.Text, nullable=False),
        sa.Column("number", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("incident", sa.Integer, nullable=False),
        sa.Column("words", sa.Text, nullable=False),
        sa.Column("owner", sa.Text, nullable=False),
        sa.Column("due", sa.Date, nullable=False, comment="a day where the organisation is"),
        sa.Column("made_by", sa.Text, nullable=False),
        sa.Column("made_at", sa.BigInteger, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("ended_by", sa.Text),
        sa.Column("ended_at", sa.BigInteger),
        sa.Column("why", sa.Text, nullable=False),
        sa.Column("approved_at", sa.BigInteger, comment="when its owner let customers read of it"),
        sa.Column("nudged_at", sa.BigInteger),
        sa.Column("leads_told_at", sa.BigInteger),
        sa.PrimaryKeyConstraint("workspace", "number", name="pk_prevention"),
        sa.ForeignKeyConstraint(
            ["workspace", "incident"],
            ["incidents.workspace", "incidents.number"],
            name="fk_prevention_workspace_incident_incidents",
        ),
        sa.CheckConstraint(
            "state <> 'dropped' or why <> ''", name=op.f("ck_prevention_dropped_for_a_reason")
        ),
    )
    op.create_index("ix_prevention_incident", "prevention", ["workspace", "incident"])
    op.create_index(
        "ix_prevention_owner",
        "prevention",
        ["workspace", "owner", "due"],
        sqlite_where=IS_LIVE,
        postgresql_where=IS_LIVE,
    )


def _create_reviews() -> None:
    op.create_table(
        "reviews",
        sa.Column("workspace", sa.Text, nullable=False),
        sa.Column("incident", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("asked_at", sa.BigInteger, nullable=False),
        sa.Column("answers", JSON, nullable=False),
        sa.Column("answered_by", sa.Text),
        sa.Column("answered_at", sa.BigInteger),
        sa.Column("nudged_at", sa.BigInteger),
        sa.Column("leads_told_at", sa.BigInteger),
        sa.Column("closed_by", sa.Text),
        sa.Column("closed_at", sa.BigInteger),
        sa.Column("why_nothing", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("workspace", "incident", name="pk_reviews"),
        sa.ForeignKeyConstraint(
            ["workspace", "incident"],
            ["incidents.workspace", "incidents.number"],
            name="fk_reviews_workspace_incident_incidents",
        ),
    )


def downgrade() -> None:
    op.drop_table("reviews")
    op.drop_table("prevention")
    for column in _of_the_end():
        op.drop_column("incidents", column.name)
