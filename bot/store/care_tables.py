"""What wears people out, and what stands in their way.

`strains` are for the person alone: they are read by nothing else, and erased within a day.
"""

import sqlalchemy as sa

from bot.store.metadata import Json, UtcTime, metadata

strains = sa.Table(
    "strains",
    metadata,
    sa.Column("workspace", sa.Text, primary_key=True),
    sa.Column("person", sa.Text, primary_key=True),
    sa.Column("busy_since", UtcTime, nullable=False),
    sa.Column("last_act_at", UtcTime, nullable=False),
    sa.Column("hard", Json, nullable=False, comment="when the last hard contacts were"),
    sa.Column("suggested_at", UtcTime),
)

obstacles = sa.Table(
    "obstacles",
    metadata,
    sa.Column("workspace", sa.Text, primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("kind", sa.Integer, nullable=False, comment="the number of obstacles alike"),
    sa.Column("incident", sa.Integer),
    sa.Column("words", sa.Text, nullable=False, comment="personal data may slip in"),
    sa.Column("often", sa.Text, nullable=False),
    sa.Column("at", UtcTime, nullable=False),
    sa.Index("ix_obstacles_kind", "workspace", "kind"),
)

obstacle_kinds = sa.Table(
    "obstacle_kinds",
    metadata,
    sa.Column("workspace", sa.Text, primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("tool", sa.Text, nullable=False, comment="the tool or the process, as first typed"),
    sa.Column("alike", sa.Text, nullable=False, comment="by which tools are the same"),
    sa.Column("owner", sa.Text),
    sa.Column("taken_at", UtcTime),
    sa.Column("done_at", UtcTime),
    sa.UniqueConstraint("workspace", "alike"),
)

stopped_labels = sa.Table(
    "stopped_labels",
    metadata,
    sa.Column("workspace", sa.Text, primary_key=True),
    sa.Column("month", sa.Text, primary_key=True, comment="2026-03, in the organisation's zone"),
    sa.Column("stopped", sa.Integer, nullable=False),
)
