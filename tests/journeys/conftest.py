from collections.abc import AsyncIterator

import pytest

from tests.driver import Bot, started


@pytest.fixture
async def bot(database_url: str) -> AsyncIterator[Bot]:
    """The product on signed HTTP, once on SQLite and once on PostgreSQL."""
    async with started(database_url) as running:
        yield running


@pytest.fixture
async def socket_bot(database_url: str) -> AsyncIterator[Bot]:
    """The product on Socket Mode, once on SQLite and once on PostgreSQL."""
    async with started(database_url, socket=True) as running:
        yield running
