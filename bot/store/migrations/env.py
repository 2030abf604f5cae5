"""Run by Alembic for each command, with the connection that `bot.store.migrating` opened."""

from alembic import context

from bot.store import every_table  # noqa: F401 - it fills the metadata
from bot.store.metadata import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    transactional_ddl=True,
)
context.run_migrations()
