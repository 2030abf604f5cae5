import io
import logging
from collections.abc import AsyncIterator, Iterator

import pytest
import structlog

from bot import logs
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


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    """What the product logs, as it logs in service."""
    out = io.StringIO()
    root = logging.getLogger()
    before = root.handlers[:], root.level
    logs.set_up("json", out)
    yield out
    root.handlers[:], root.level = before
    structlog.reset_defaults()
