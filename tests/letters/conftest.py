from collections.abc import AsyncIterator

import pytest

from tests.driver import Bot, started
from tests.letters.decided import SETTINGS


@pytest.fixture
async def bot(database_url: str) -> AsyncIterator[Bot]:
    """The product where legal has signed the terms, on SQLite and on PostgreSQL."""
    async with started(database_url, toml=SETTINGS) as running:
        yield running
