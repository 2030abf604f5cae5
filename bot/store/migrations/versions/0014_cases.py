"""pre: customers' cases after the outage; whom released words are for; what settles a promise."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"

HAS_REFERENCE = sa.text("reference <> ''")


def upgrade() -> None:
    op.create_table(
        "cases",
        sa.Column("workspace", sa.Text, nullable=False),
        sa.Column("customer", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("incident", sa.Integer, nullable=False),
        sa.Column("resolved_at", sa.BigInteger, comment="for them alone; null: with the incident"),
        sa.Column("reopened_at", sa.BigInteger),
        sa.Column("opted_out", sa.Boolean, nullable=False),
        sa.Column("may_write", sa.Boolean, nullable=False),
        sa.Column("may_market", sa.Boolean, nullable=False),
        sa.Column("left_on", sa.Date),
        sa.Column("led_to", sa.Text, nullable=False, comment="personal data"),
        sa.Column("written_at", sa.BigInteger),
        sa.Column("written_by", sa.Text),
        sa.Column("outcome", sa.Text),
        sa.Column("outcome_at", sa.BigInteger),
        sa.Column("said", sa.Text, nullable=False, comment="personal data"),
        sa.Column("rating", sa.Integer, comment="from 1 to 5"),
        sa.Column("later", sa.Text),
        sa.Column("later_at", sa.BigInteger),
        sa.Column("won_at", sa.BigInteger),
        sa.Column("won_by", sa.Text),
        sa.Column("reply", sa.Text),
        sa.Column("reply_at", sa.BigInteger),
        sa.PrimaryKeyConstraint("workspace", "customer", name="pk_cases"),
        sa.ForeignKeyConstraint(
            ["workspace", "incident"],
            ["incidents.workspace", "incidents.number"],
            name="fk_cases_workspace_incident_incidents",
        ),
        sa.ForeignKeyConstraint(
            ["workspace", "customer"],
            ["customers.workspace", "customers.number"],
            name="fk_cases_workspace_customer_customers",
        ),
        sa.CheckConstraint("rating between 1 and 5", name="ck_cases_rating_is_one_to_five"),
        sa.CheckConstraint(
            "resolved_at is null or reopened_at is null", name="ck_cases_open_or_resolved"
        ),
    )
    op.create_index("ix_cases_incident", "cases", ["workspace", "incident"])
    op.create_index(
        "ix_customers_same",
        "customers",
        ["workspace", "reference"],
        sqlite_where=HAS_REFERENCE,
        postgresql_where=HAS_REFERENCE,
    )
    op.add_column("releases", sa.Column("customer", sa.Integer, comment="whom the words are for"))
    op.add_column("promises", sa.Column("settles", sa.Text, comment="personal data"))
