"""What every table shares: the list of tables, and types that mean the same on both databases."""

from datetime import UTC, datetime, timedelta
from typing import Final

from sqlalchemy import JSON, BigInteger, Dialect, Integer, MetaData
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import TypeDecorator

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# SQLite numbers rows by itself only when the key is spelled INTEGER.
RowId = BigInteger().with_variant(Integer(), "sqlite")
Json = JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")

EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
A_MILLISECOND: Final = timedelta(milliseconds=1)


def to_ms(moment: datetime) -> int:
    """Return milliseconds since 1970; raises ValueError when `moment` has no time zone."""
    if moment.tzinfo is None:
        raise ValueError("a time without a zone cannot be stored")
    return (moment - EPOCH) // A_MILLISECOND


class UtcTime(TypeDecorator[datetime]):
    """An aware UTC time, kept as milliseconds since 1970: SQLite drops the zone of its own type."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> int | None:
        return None if value is None else to_ms(value)

    def process_result_value(self, value: int | None, _dialect: Dialect) -> datetime | None:
        return None if value is None else EPOCH + value * A_MILLISECOND


class database_ms(FunctionElement[int]):  # noqa: N801 - it reads as a function of SQL
    """The database's own clock in milliseconds since 1970: one clock for every replica's leases."""

    type = BigInteger()
    inherit_cache = True


@compiles(database_ms, "postgresql")
def _statement_time(element: database_ms, compiler: SQLCompiler, **_options: object) -> str:
    # clock_timestamp() is volatile: a comparison with it scans where this one uses the index.
    return "CAST(extract(epoch FROM statement_timestamp()) * 1000 AS BIGINT)"


@compiles(database_ms, "sqlite")
def _julian_time(element: database_ms, compiler: SQLCompiler, **_options: object) -> str:
    # SQLite 3.40 has no unixepoch('subsec').
    return "CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER)"
