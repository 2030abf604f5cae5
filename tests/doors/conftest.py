import io
import logging
from collections.abc import Iterator

import pytest
import structlog

from bot import logs


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
