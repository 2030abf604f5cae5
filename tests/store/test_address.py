"""The URLs that people and hosting providers write."""

import pytest

from bot.store import address


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("sqlite:///candour.db", "sqlite+aiosqlite:///candour.db"),
        ("sqlite+aiosqlite:////srv/candour.db", "sqlite+aiosqlite:////srv/candour.db"),
        ("postgres://bot:pw@db/c", "postgresql+asyncpg://bot:pw@db/c"),
        ("postgresql://bot:pw@db/c", "postgresql+asyncpg://bot:pw@db/c"),
        ("postgresql+psycopg://bot@db/c", "postgresql+asyncpg://bot@db/c"),
        ("postgres://db/c?sslmode=require", "postgresql+asyncpg://db/c?ssl=require"),
    ],
)
def test_a_database_is_found_however_it_is_written(written: str, read: str) -> None:
    assert address.read(written).render_as_string(hide_password=False) == read


@pytest.mark.parametrize("written", ["sqlite://", "sqlite:///:memory:", "mysql://db/c"])
def test_a_database_that_cannot_serve_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="SQLite"):
        address.read(written)
