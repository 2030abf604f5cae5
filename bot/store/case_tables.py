"""Customers' cases: what they were asked after the outage, and what they said."""

import sqlalchemy as sa

from bot.store.metadata import UtcTime, metadata
from bot.store.tables import of_incident

cases = sa.Table(
    "cases",
    metadata,
    sa.Column("workspace", sa.Text, primary_key=True),
    sa.Column("customer", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("incident", sa.Integer, nullable=False),
    sa.Column("resolved_at", UtcTime, comment="for them alone; null: with the incident"),
    sa.Column("reopened_at", UtcTime),
    sa.Column("opted_out", sa.Boolean, nullable=False),
    sa.Column("may_write", sa.Boolean, nullable=False),
    sa.Column("may_market", sa.Boolean, nullable=False),
    sa.Column("left_on", sa.Date),
    sa.Column("led_to", sa.Text, nullable=False, comment="personal data"),
    sa.Column("written_at", UtcTime),
    sa.Column("written_by", sa.Text),
    sa.Column("outcome", sa.Text),
    sa.Column("outcome_at", UtcTime),
    sa.Column("said", sa.Text, nullable=False, comment="personal data"),
    sa.Column("rating", sa.Integer, comment="from 1 to 5"),
    sa.Column("later", sa.Text),
    sa.Column("later_at", UtcTime),
    sa.Column("won_at", UtcTime),
    sa.Column("won_by", sa.Text),
    sa.Column("reply", sa.Text),
    sa.Column("reply_at", UtcTime),
    sa.Column("owner", sa.Text, comment="whom it was given to; null: who logged the customer"),
    *of_incident(),
    sa.ForeignKeyConstraint(["workspace", "customer"], ["customers.workspace", "customers.number"]),
    sa.CheckConstraint("rating between 1 and 5", name="rating_is_one_to_five"),
    sa.CheckConstraint("resolved_at is null or reopened_at is null", name="open_or_resolved"),
    sa.Index("ix_cases_incident", "workspace", "incident"),
)
