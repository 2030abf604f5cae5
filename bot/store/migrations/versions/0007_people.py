"""pre: promises, and the customers whom an incident hurts."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

HAS_REFERENCE = sa.text("reference <> ''")
IS_WAITING = sa.text("heard_at is null")


def upgrade() -> None:
    _create_promises()
    _create_customers()


def _create_promises() -> None:
    op.create_table(
        "promises",
        sa.Column("workspace", sa.Text, nullable=False),
        sa.Column("number", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("incident", sa.Integer, nullable=False),
        sa.Column("customer", sa.Integer, comment="who it was made to; null for the public"),
        sa.Column("words", sa.Text, nullable=False, comment="personal data if it has a customer"),
        sa.Column("due", sa.BigInteger, nullable=False),
        sa.Column("owner", sa.Text, nullable=False),
        sa.Column("made_by", sa.Text, nullable=False),
        sa.Column("made_at", sa.BigInteger, nullable=False),
        sa.Column("made_in", sa.Text, nullable=False),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("moved_from", sa.BigInteger),
        sa.Column("counted_from", sa.BigInteger, nullable=False),
        sa.Column("nudged", sa.Integer, nullable=False),
        sa.Column("evidence", sa.Text, nullable=False),
        sa.Column("why", sa.Text, nullable=False),
        sa.Column("closed_at", sa.BigInteger),
        sa.PrimaryKeyConstraint("workspace", "number", name="pk_promises"),
        sa.ForeignKeyConstraint(
            ["workspace", "incident"],
            ["incidents.workspace", "incidents.number"],
            name="fk_promises_workspace_incident_incidents",
        ),
        sa.CheckConstraint(
            "status <> 'kept' or evidence <> ''", name=op.f("ck_promises_kept_by_something")
        ),
    )
    op.create_index("ix_promises_incident", "promises", ["workspace", "incident", "made_in"])


def _create_customers() -> None:
    op.create_table(
        "customers",
        sa.Column("workspace", sa.Text, nullable=False),
        sa.Column("number", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("incident", sa.Integer, nullable=False),
        sa.Column("reference", sa.Text, nullable=False, comment="personal data"),
        sa.Column("name", sa.Text, nullable=False, comment="personal data"),
        sa.Column("via", sa.Text, nullable=False),
        sa.Column("concern", sa.Text, nullable=False, comment="personal data"),
        sa.Column("impact", sa.Text, nullable=False, comment="personal data"),
        sa.Column("mood", sa.Text),
        sa.Column("contacts", sa.Integer, nullable=False),
        sa.Column("waited", sa.Integer, nullable=False, comment="minutes"),
        sa.Column("asked_for", sa.Text, nullable=False, comment="personal data"),
        sa.Column("needs", sa.Text, nullable=False, comment="personal data"),
        sa.Column("may_leave", sa.Boolean, nullable=False),
        sa.Column("has_left", sa.Boolean, nullable=False),
        sa.Column(
            "urgency", sa.Integer, nullable=False, comment="who should hear first: the highest"
        ),
        sa.Column("logged_by", sa.Text, nullable=False),
        sa.Column("logged_at", sa.BigInteger, nullable=False),
        sa.Column("heard_at", sa.BigInteger),
        sa.PrimaryKeyConstraint("workspace", "number", name="pk_customers"),
        sa.ForeignKeyConstraint(
            ["workspace", "incident"],
            ["incidents.workspace", "incidents.number"],
            name="fk_customers_workspace_incident_incidents",
        ),
    )
    where = ["workspace", "incident"]
    op.create_index("ix_customers_incident", "customers", where)
    op.create_index(
        "ix_customers_reference",
        "customers",
        [*where, "reference"],
        unique=True,
        sqlite_where=HAS_REFERENCE,
        postgresql_where=HAS_REFERENCE,
    )
    op.create_index(
        "ix_customers_waiting",
        "customers",
        [*where, "urgency"],
        sqlite_where=IS_WAITING,
        postgresql_where=IS_WAITING,
    )


def downgrade() -> None:
    op.drop_table("customers")
    op.drop_table("promises")
