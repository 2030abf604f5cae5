"""That people were forgotten: when, and how much of them there was. Never who.

A row of `erasing` is the only leave to overwrite what stands for ever; it is written and taken back
inside one transaction, so nobody else ever sees it.
"""

import sqlalchemy as sa

from bot.store.metadata import Json, UtcTime, metadata

erasing = sa.Table("erasing", metadata, sa.Column("workspace", sa.Text, primary_key=True))

forgettings = sa.Table(
    "forgettings",
    metadata,
    sa.Column("workspace", sa.Text, primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("what", sa.Text, nullable=False, comment="customer, or older"),
    sa.Column("at", UtcTime, nullable=False),
    sa.Column("figures", Json, nullable=False, comment="rows by table, and incidents"),
)
