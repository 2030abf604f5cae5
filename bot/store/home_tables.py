"""Who has opened their App Home."""

import sqlalchemy as sa

from bot.store.metadata import UtcTime, metadata

homes = sa.Table(
    "homes",
    metadata,
    sa.Column("workspace", sa.Text, primary_key=True),
    sa.Column("person", sa.Text, primary_key=True),
    sa.Column("opened_at", UtcTime, nullable=False),
    sa.Column("shown", sa.Text, nullable=False, comment="fingerprint of what stands there"),
)
