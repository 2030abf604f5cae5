"""Promises, and the customers whom an incident hurts."""

import sqlalchemy as sa

from bot.store.metadata import UtcTime, metadata
from bot.store.tables import of_incident

IS_WAITING = sa.text("heard_at is null")
IS_LIVE = sa.text("closed_at is null")
HAS_REFERENCE = sa.text("reference <> ''")

promises = sa.Table(
    "promises",
    metadata,
    sa.Column("workspace", sa.Text, primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("incident", sa.Integer, nullable=False),
    sa.Column("customer", sa.Integer, comment="who it was made to; null for the public"),
    sa.Column("words", sa.Text, nullable=False, comment="personal data if it has a customer"),
    sa.Column("due", UtcTime, nullable=False),
    sa.Column("owner", sa.Text, nullable=False),
    sa.Column("made_by", sa.Text, nullable=False),
    sa.Column("made_at", UtcTime, nullable=False),
    sa.Column("made_in", sa.Text, nullable=False),
    sa.Column("status", sa.Text, nullable=False),
    sa.Column("moved_from", UtcTime),
    sa.Column("counted_from", UtcTime, nullable=False),
    sa.Column("nudged", sa.Integer, nullable=False),
    sa.Column("evidence", sa.Text, nullable=False),
    sa.Column("why", sa.Text, nullable=False),
    sa.Column("closed_at", UtcTime),
    sa.Column("settles", sa.Text, comment="personal data"),
    *of_incident(),
    sa.CheckConstraint("status <> 'kept' or evidence <> ''", name="kept_by_something"),
    sa.Index("ix_promises_incident", "workspace", "incident", "number"),
    sa.Index(
        "ix_promises_live",
        "workspace",
        "owner",
        "due",
        sqlite_where=IS_LIVE,
        postgresql_where=IS_LIVE,
    ),
)

customers = sa.Table(
    "customers",
    metadata,
    sa.Column("workspace", sa.Text, primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
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
    sa.Column("urgency", sa.Integer, nullable=False, comment="who should hear first: the highest"),
    sa.Column("logged_by", sa.Text, nullable=False),
    sa.Column("logged_at", UtcTime, nullable=False),
    sa.Column("heard_at", UtcTime),
    sa.Column("contacted_at", UtcTime, comment="when they were last noted to have come back"),
    *of_incident(),
    sa.Index(
        "ix_customers_reference",
        "workspace",
        "incident",
        "reference",
        unique=True,
        sqlite_where=HAS_REFERENCE,
        postgresql_where=HAS_REFERENCE,
    ),
    sa.Index(
        "ix_customers_waiting",
        "workspace",
        "incident",
        "urgency",
        sqlite_where=IS_WAITING,
        postgresql_where=IS_WAITING,
    ),
    sa.Index("ix_customers_incident", "workspace", "incident", "number"),
    sa.Index("ix_customers_logged_by", "workspace", "logged_by", "incident"),
    sa.Index(
        "ix_customers_same",
        "workspace",
        "reference",
        sqlite_where=HAS_REFERENCE,
        postgresql_where=HAS_REFERENCE,
    ),
)
