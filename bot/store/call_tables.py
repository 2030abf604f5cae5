"""Calls with customers. What was said is personal data."""

import sqlalchemy as sa

from bot.store.metadata import Json, UtcTime, metadata
from bot.store.tables import of_incident

GOES_ON = sa.text("ended_at is null")

calls = sa.Table(
    "calls",
    metadata,
    sa.Column("workspace", sa.Text, primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("incident", sa.Integer, nullable=False),
    sa.Column("by", sa.Text, nullable=False),
    sa.Column("began_at", UtcTime, nullable=False),
    sa.Column("stage", sa.Integer, nullable=False),
    sa.Column("notes", Json, nullable=False, comment="personal data"),
    sa.Column("turns", Json, nullable=False),
    sa.Column("waited", sa.Integer, nullable=False, comment="minutes"),
    sa.Column("customer", sa.Integer),
    sa.Column("ended_at", UtcTime),
    *of_incident(),
    sa.Index("ix_calls_incident", "workspace", "incident"),
    sa.Index(
        "ix_calls_going_on",
        "workspace",
        "incident",
        "by",
        unique=True,
        sqlite_where=GOES_ON,
        postgresql_where=GOES_ON,
    ),
)

call_answers = sa.Table(
    "call_answers",
    metadata,
    sa.Column("workspace", sa.Text, primary_key=True),
    sa.Column("call", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("question", sa.Text, primary_key=True),
    sa.Column("incident", sa.Integer, nullable=False),
    sa.Column("answer", sa.Text, nullable=False, comment="personal data"),
    sa.Column("alike", sa.Text, nullable=False, comment="by which answers are the same"),
    sa.ForeignKeyConstraint(["workspace", "call"], ["calls.workspace", "calls.number"]),
    sa.Index("ix_call_answers_incident", "workspace", "incident", "question", "alike"),
)
