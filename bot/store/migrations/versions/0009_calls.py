"""pre: calls with customers, and what callers answer."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0009"
down_revision = "0008"

JSON = sa.JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")
GOES_ON = sa.text("ended_at is null")


def upgrade() -> None:
    op.create_table(
        "calls",
        sa.Column("workspace", sa.Text, nullable=False),
        sa.Column("number", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("incident", sa.Integer, nullable=False),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("began_at", sa.BigInteger, nullable=False),
        sa.Column("stage", sa.Integer, nullable=False),
        sa.Column("notes", JSON, nullable=False, comment="personal data"),
        sa.Column("turns", JSON, nullable=False),
        sa.Column("waited", sa.Integer, nullable=False, comment="minutes"),
        sa.Column("customer", sa.Integer),
        sa.Column("ended_at", sa.BigInteger),
        sa.PrimaryKeyConstraint("workspace", "number", name="pk_calls"),
        sa.ForeignKeyConstraint(
            ["workspace", "incident"],
            ["incidents.workspace", "incidents.number"],
            name="fk_calls_workspace_incident_incidents",
        ),
    )
    op.create_index("ix_calls_incident", "calls", ["workspace", "incident"])
    op.create_index(
        "ix_calls_going_on",
        "calls",
        ["workspace", "incident", "by"],
        unique=True,
        sqlite_where=GOES_ON,
        postgresql_where=GOES_ON,
    )
    op.create_table(
        "call_answers",
        sa.Column("workspace", sa.Text, nullable=False),
        sa.Column("call", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("incident", sa.Integer, nullable=False),
        sa.Column("answer", sa.Text, nullable=False, comment="personal data"),
        sa.Column("alike", sa.Text, nullable=False, comment="by which answers are the same"),
        sa.PrimaryKeyConstraint("workspace", "call", "question", name="pk_call_answers"),
        sa.ForeignKeyConstraint(
            ["workspace", "call"],
            ["calls.workspace", "calls.number"],
            name="fk_call_answers_workspace_calls",
        ),
    )
    op.create_index(
        "ix_call_answers_incident",
        "call_answers",
        ["workspace", "incident", "question", "alike"],
    )


def downgrade() -> None:
    op.drop_table("call_answers")
    op.drop_table("calls")
