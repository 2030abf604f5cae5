"""All tables: each module that holds some adds them to the metadata once it is imported."""

from collections.abc import Mapping
from typing import Final

import sqlalchemy as sa

from bot.store import (  # noqa: F401 - they add to the metadata
    call_tables,
    care_tables,
    case_tables,
    forgetting_tables,
    home_tables,
    job_tables,
    money_tables,
    people_tables,
    prevention_tables,
    tables,
)
from bot.store.metadata import metadata

TABLES: Final[Mapping[str, sa.Table]] = metadata.tables
