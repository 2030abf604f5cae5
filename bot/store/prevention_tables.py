"""What is done so that it does not happen again, and the five questions on each incident."""

import sqlalchemy as sa

from bot.store.metadata import Json, UtcTime, metadata
from bot.store.tables import of_incident

IS_LIVE = sa.text("state = 'open'")

prevention = sa.Table(
    "prevention",
    metadata,
    sa.Column("workspace", sa.Text, primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("incident", sa.Integer, nullable=False),
    sa.Column("words", sa.Text, nullable=False),
    sa.Column("owner", sa.Text, nullable=False),
    sa.Column("due", sa.Date, nullable=False, comment="a day where the organisation is"),
    sa.Column("made_by", sa.Text, nullable=False),
    sa.Column("made_at", UtcTime, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("ended_by", sa.Text),
    sa.Column("ended_at", UtcTime),
    sa.Column("why", sa.Text, nullable=False),
    sa.Column("approved_at", UtcTime, comment="when its owner let customers read of it"),
    sa.Column("nudged_at", UtcTime),
    sa.Column("leads_told_at", UtcTime),
    *of_incident(),
    sa.CheckConstraint("state <> 'dropped' or why <> ''", name="dropped_for_a_reason"),
    sa.Index("ix_prevention_incident", "workspace", "incident"),
    sa.Index(
        "ix_prevention_owner",
        "workspace",
        "owner",
        "due",
        sqlite_where=IS_LIVE,
        postgresql_where=IS_LIVE,
    ),
)

reviews = sa.Table(
    "reviews",
    metadata,
    sa.Column("workspace", sa.Text, primary_key=True),
    sa.Column("incident", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("asked_at", UtcTime, nullable=False),
    sa.Column("answers", Json, nullable=False),
    sa.Column("answered_by", sa.Text),
    sa.Column("answered_at", UtcTime),
    sa.Column("nudged_at", UtcTime),
    sa.Column("leads_told_at", UtcTime),
    sa.Column("closed_by", sa.Text),
    sa.Column("closed_at", UtcTime),
    sa.Column("why_nothing", sa.Text, nullable=False),
    *of_incident(),
)
