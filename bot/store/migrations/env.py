"""Run by Alembic for each command, with the connection that `bot.store.migrating` opened."""

from alembic import context

from bot.store import (  # noqa: F401 - they add to the metadata
    call_tables,
    job_tables,
    money_tables,
    people_tables,
    prevention_tables,
    tables,
)
from bot.store.metadata import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    transactional_ddl=True,
)
context.run_migrations()
