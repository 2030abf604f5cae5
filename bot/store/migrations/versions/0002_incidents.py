"""pre: incidents with their updates, timeline and credits; where they are shown; what is done."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0002"
down_revision = "0001"

JSON = sa.JSON().with_variant(JSONB(), "postgresql")
TIME = sa.BigInteger
OPEN = sa.text("status = 'open'")


def upgrade() -> None:
    _create_counters()
    _create_incidents()
    _create_updates()
    _create_timeline()
    _create_credits()
    _create_postings()


def downgrade() -> None:
    for table in ("done", "postings", "credits", "timeline", "updates", "incidents", "counters"):
        op.drop_table(table)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION timeline_stands()")


def _create_counters() -> None:
    op.create_table(
        "counters",
        sa.Column("workspace", sa.Text, nullable=False),
        sa.Column("noun", sa.Text, nullable=False, comment="incident or credit"),
        sa.Column("newest", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("workspace", "noun", name="pk_counters"),
    )


def _create_incidents() -> None:
    op.create_table(
        "incidents",
        sa.Column("workspace", sa.Text, nullable=False),
        sa.Column("number", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("place", sa.Text, nullable=False),
        sa.Column("what_fails", sa.Text, nullable=False),
        sa.Column("severity", sa.Integer, nullable=False),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("owner", sa.Text, nullable=False),
        sa.Column("opened_by", sa.Text, nullable=False),
        sa.Column("opened_at", TIME, nullable=False),
        sa.Column("reopened_at", TIME),
        sa.Column("first_word_at", TIME),
        sa.Column("last_update_at", TIME),
        sa.Column("next_update_due", TIME),
        sa.Column("snoozed_until", TIME),
        sa.Column("resolved_at", TIME),
        sa.Column("nudged", sa.Integer, nullable=False),
        sa.Column("holding_run", sa.Integer, nullable=False),
        sa.Column("updates", sa.Integer, nullable=False),
        sa.Column("letters", sa.Integer, nullable=False),
        sa.Column("entries", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("workspace", "number", name="pk_incidents"),
    )
    op.create_index(
        "ix_incidents_open",
        "incidents",
        ["workspace", "next_update_due"],
        sqlite_where=OPEN,
        postgresql_where=OPEN,
    )


def _create_updates() -> None:
    op.create_table(
        "updates",
        *_line_of_incident("updates"),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("sent_by", sa.Text, nullable=False),
        sa.Column("sent_at", TIME, nullable=False),
        sa.Column("promised_by", TIME),
    )


def _create_timeline() -> None:
    op.create_table(
        "timeline",
        *_line_of_incident("timeline"),
        sa.Column("event", sa.Text, nullable=False),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("at", TIME, nullable=False),
        sa.Column("details", JSON, nullable=False),
    )
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE FUNCTION timeline_stands() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'the timeline is append-only'; END $$"
        )
        op.execute(
            "CREATE TRIGGER timeline_stands BEFORE UPDATE ON timeline "
            "FOR EACH ROW EXECUTE FUNCTION timeline_stands()"
        )
    else:
        op.execute(
            "CREATE TRIGGER timeline_stands BEFORE UPDATE ON timeline "
            "BEGIN SELECT RAISE(ABORT, 'the timeline is append-only'); END"
        )


def _create_credits() -> None:
    op.create_table(
        "credits",
        sa.Column("workspace", sa.Text, nullable=False),
        sa.Column("number", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("incident", sa.Integer, nullable=False),
        sa.Column("customer", sa.Text, nullable=False, comment="personal data"),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("amount_minor", sa.BigInteger, nullable=False),
        sa.Column("currency", sa.Text, nullable=False),
        sa.Column("asked_by", sa.Text, nullable=False),
        sa.Column("asked_at", TIME, nullable=False),
        sa.Column("asked_of", JSON, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("decided_by", sa.Text),
        sa.Column("decided_at", TIME),
        sa.PrimaryKeyConstraint("workspace", "number", name="pk_credits"),
        sa.CheckConstraint("amount_minor > 0", name="ck_credits_amount_is_positive"),
        sa.CheckConstraint(
            "decided_by is null or decided_by <> asked_by", name="ck_credits_two_people"
        ),
        _to_incident("credits"),
    )
    op.create_index("ix_credits_incident", "credits", ["workspace", "incident"])


def _create_postings() -> None:
    op.create_table(
        "postings",
        sa.Column("workspace", sa.Text, nullable=False),
        sa.Column("subject", sa.Text, nullable=False, comment="what is shown: INC-7, CR-3"),
        sa.Column("place", sa.Text, nullable=False, comment="where: a channel or a person"),
        sa.Column("message", sa.Text, nullable=False, comment="the platform's id of the message"),
        sa.Column("told", sa.Integer, nullable=False, comment="timeline lines told so far"),
        sa.PrimaryKeyConstraint("workspace", "subject", "place", name="pk_postings"),
    )
    op.create_table(
        "done",
        sa.Column("workspace", sa.Text, nullable=False),
        sa.Column("deed", sa.Text, nullable=False, comment="the form or event that asked for it"),
        sa.Column("at", TIME, nullable=False),
        sa.PrimaryKeyConstraint("workspace", "deed", name="pk_done"),
    )


def _line_of_incident(table: str) -> list[sa.Column[object] | sa.Constraint]:
    return [
        sa.Column("workspace", sa.Text, nullable=False),
        sa.Column("incident", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer, autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("workspace", "incident", "number", name=f"pk_{table}"),
        _to_incident(table),
    ]


def _to_incident(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["workspace", "incident"],
        ["incidents.workspace", "incidents.number"],
        name=f"fk_{table}_workspace_incident_incidents",
    )
