"""Times as both databases keep them."""

import time
from datetime import UTC, datetime, timedelta, timezone

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.dialects import sqlite

from bot.store.job_tables import job_lanes
from bot.store.metadata import UtcTime, database_ms
from bot.store.transaction import Store

ZONES = st.timezones() | st.builds(
    lambda minutes: timezone(timedelta(minutes=minutes)), st.integers(-720, 720)
)


@given(st.datetimes(timezones=ZONES))
def test_a_time_comes_back_in_utc_to_the_millisecond(moment: datetime) -> None:
    kind, dialect = UtcTime(), sqlite.dialect()
    back = kind.process_result_value(kind.process_bind_param(moment, dialect), dialect)
    assert back is not None
    assert back.tzinfo is UTC
    assert timedelta(0) <= moment - back < timedelta(milliseconds=1)


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        UtcTime().process_bind_param(datetime(2026, 3, 2), sqlite.dialect())  # noqa: DTZ001 - the point


async def test_a_time_is_the_same_on_both_databases(store: Store) -> None:
    moment = datetime(2026, 3, 29, 2, 30, 15, 123456, timezone(timedelta(hours=2)))
    async with store.transaction() as tx:
        await tx.execute(job_lanes.insert(), {"lane": "a", "workspace": "T1", "free_at": moment})
        stored = await tx.scalar(sa.select(sa.cast(job_lanes.c.free_at, sa.BigInteger)))
        back = await tx.scalar(sa.select(job_lanes.c.free_at))
    assert stored == 1774744215123
    assert back == datetime(2026, 3, 29, 0, 30, 15, 123000, UTC)


async def test_the_database_has_a_clock_of_its_own(store: Store) -> None:
    async with store.reading() as reader:
        told = await reader.scalar(sa.select(database_ms()))
    assert abs(told - time.time() * 1000) < 5000
