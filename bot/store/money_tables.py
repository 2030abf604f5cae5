"""The tables of the money: requests, who approved them, the ledger, and what finance was given."""

import sqlalchemy as sa

from bot.store.metadata import Json, UtcTime, metadata
from bot.store.tables import of_incident

WAITS = sa.text("state = 'asked' or undo is not null")


def _of_credit() -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint(["workspace", "credit"], ["credits.workspace", "credits.number"])
    ]


credits_ = sa.Table(
    "credits",
    metadata,
    sa.Column("workspace", sa.Text, primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("incident", sa.Integer, nullable=False),
    sa.Column("revision", sa.Integer, nullable=False, server_default="1"),
    sa.Column("customer", sa.Text, nullable=False, comment="personal data"),
    sa.Column("customer_hash", sa.Text, nullable=False, server_default=sa.text("''")),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("code", sa.Text, nullable=False, server_default="OUT-TIME"),
    sa.Column("asked_for", sa.Text, nullable=False, server_default=sa.text("''")),
    sa.Column("amount_minor", sa.BigInteger, nullable=False),
    sa.Column("currency", sa.Text, nullable=False),
    sa.Column("remedy", sa.Text, nullable=False, server_default="credit"),
    sa.Column("evidence", sa.Text, nullable=False, server_default=sa.text("''")),
    sa.Column("worked_out", sa.Text, nullable=False, server_default=sa.text("''")),
    sa.Column("cohort", Json),
    sa.Column("team", sa.Text, nullable=False, server_default=sa.text("''")),
    sa.Column("month", sa.Text, nullable=False, server_default=sa.text("''")),
    sa.Column("asked_by", sa.Text, nullable=False),
    sa.Column("asked_at", UtcTime, nullable=False),
    sa.Column("asked_of", Json, nullable=False),
    sa.Column("stage", sa.Integer, nullable=False, server_default="0"),
    sa.Column("interested", Json, nullable=False, server_default="[]"),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("is_own", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("decline", Json),
    sa.Column("proposed_minor", sa.BigInteger),
    sa.Column("proposed_currency", sa.Text),
    sa.Column("undo", Json),
    sa.Column("decided_by", sa.Text),
    sa.Column("decided_at", UtcTime),
    sa.Column("batch", sa.Integer),
    sa.Column("told", Json),
    *of_incident(),
    sa.CheckConstraint("amount_minor > 0", name="amount_is_positive"),
    sa.CheckConstraint("is_own or decided_by is null or decided_by <> asked_by", name="two_people"),
    sa.Index("ix_credits_incident", "workspace", "incident"),
    sa.Index("ix_credits_customer", "workspace", "customer_hash"),
    *(
        sa.Index(f"ix_credits_{column}", "workspace", column)
        for column in ("state", "evidence", "decided_at")
    ),
    sa.Index("ix_credits_asked_by", "workspace", "asked_by", "asked_at"),
    sa.Index(
        "ix_credits_waiting", "workspace", "number", sqlite_where=WAITS, postgresql_where=WAITS
    ),
)

approvals = sa.Table(
    "approvals",
    metadata,
    sa.Column("workspace", sa.Text, primary_key=True),
    sa.Column("credit", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("seal", sa.Text, primary_key=True, comment="the hash of what was approved"),
    sa.Column("by", sa.Text, primary_key=True),
    sa.Column("of", sa.Text, nullable=False, comment="in whose place"),
    sa.Column("functions", Json, nullable=False),
    sa.Column("at", UtcTime, nullable=False),
    *_of_credit(),
    sa.UniqueConstraint("workspace", "credit", "seal", "of"),
)

credit_steps = sa.Table(
    "credit_steps",
    metadata,
    sa.Column("workspace", sa.Text, primary_key=True),
    sa.Column("credit", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("event", sa.Text, nullable=False),
    sa.Column("state", sa.Text, nullable=False, comment="where it stood afterwards"),
    sa.Column("by", sa.Text, nullable=False),
    sa.Column("at", UtcTime, nullable=False),
    sa.Column("words", sa.Text, nullable=False, server_default=sa.text("''")),
    sa.Column("details", Json, nullable=False),
    *_of_credit(),
)

ledger = sa.Table(
    "ledger",
    metadata,
    sa.Column("workspace", sa.Text, primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("credit", sa.Integer, nullable=False),
    sa.Column("incident", sa.Integer, nullable=False),
    sa.Column("team", sa.Text, nullable=False),
    sa.Column("month", sa.Text, nullable=False),
    sa.Column("step", sa.Text, nullable=False),
    sa.Column("held", sa.BigInteger, nullable=False),
    sa.Column("committed", sa.BigInteger, nullable=False),
    sa.Column("spent", sa.BigInteger, nullable=False),
    sa.Column("currency", sa.Text, nullable=False),
    sa.Column("is_owed", sa.Boolean, nullable=False),
    sa.Column("by", sa.Text, nullable=False),
    sa.Column("at", UtcTime, nullable=False),
    *_of_credit(),
    sa.Index("ix_ledger_incident", "workspace", "incident"),
    sa.Index("ix_ledger_month", "workspace", "month", "team"),
    sa.Index("ix_ledger_credit", "workspace", "credit"),
)

budget_raises = sa.Table(
    "budget_raises",
    metadata,
    sa.Column("workspace", sa.Text, primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("scope", sa.Text, nullable=False),
    sa.Column("key", sa.Text, nullable=False),
    sa.Column("currency", sa.Text, nullable=False),
    sa.Column("minor", sa.BigInteger, nullable=False),
    sa.Column("by", sa.Text, nullable=False),
    sa.Column("at", UtcTime, nullable=False),
    sa.CheckConstraint("minor > 0", name="raise_is_positive"),
)

delegations = sa.Table(
    "delegations",
    metadata,
    sa.Column("workspace", sa.Text, primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("of", sa.Text, nullable=False),
    sa.Column("to", sa.Text, nullable=False),
    sa.Column("since", UtcTime, nullable=False),
    sa.Column("until", UtcTime, nullable=False),
    sa.CheckConstraint('"of" <> "to"', name="two_people"),
    sa.Index("ix_delegations_until", "workspace", "until"),
)

entitlements = sa.Table(
    "entitlements",
    metadata,
    sa.Column("workspace", sa.Text, primary_key=True),
    sa.Column("incident", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("at", UtcTime, primary_key=True),
    sa.Column("owed", sa.Text, nullable=False),
    sa.Column("which", sa.Text, nullable=False),
    sa.Column("by", sa.Text, nullable=False),
    *of_incident(),
)

batches = sa.Table(
    "batches",
    metadata,
    sa.Column("workspace", sa.Text, primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("by", sa.Text, nullable=False),
    sa.Column("at", UtcTime, nullable=False),
    sa.Column("csv", sa.Text, nullable=False, comment="as it was given, byte by byte"),
)

batch_lines = sa.Table(
    "batch_lines",
    metadata,
    sa.Column("workspace", sa.Text, primary_key=True),
    sa.Column("credit", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("kind", sa.Text, primary_key=True, comment="grant or undo"),
    sa.Column("batch", sa.Integer, nullable=False),
    sa.Column("outcome", sa.Text),
    sa.Column("reference", sa.Text, nullable=False, server_default=sa.text("''")),
    sa.Column("settled_at", UtcTime),
    *_of_credit(),
    sa.Index("ix_batch_lines_batch", "workspace", "batch"),
)
