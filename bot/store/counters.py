"""Numbers that people say: INC-7, CR-3. One row a workspace and noun, locked while it counts."""

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from bot.store.tables import counters
from bot.store.transaction import Transaction


def _counting(insert: type[sqlite.Insert] | type[postgresql.Insert]) -> sa.Executable:
    return (
        insert(counters)
        .values(workspace=sa.bindparam("ws"), noun=sa.bindparam("n"), newest=sa.bindparam("many"))
        .on_conflict_do_update(
            index_elements=["workspace", "noun"],
            set_={"newest": counters.c.newest + sa.bindparam("many")},
        )
        .returning(counters.c.newest)
    )


def _waiting(insert: type[sqlite.Insert] | type[postgresql.Insert]) -> sa.Executable:
    return (
        insert(counters)
        .values(workspace=sa.bindparam("ws"), noun=sa.bindparam("n"), newest=0)
        .on_conflict_do_update(
            index_elements=["workspace", "noun"], set_={"newest": counters.c.newest}
        )
    )


COUNT = {True: _counting(postgresql.Insert), False: _counting(sqlite.Insert)}
TURN = {True: _waiting(postgresql.Insert), False: _waiting(sqlite.Insert)}


async def next_number(tx: Transaction, workspace: str, noun: str) -> int:
    """Return the next free number; it is given back if the transaction fails."""
    return (await next_numbers(tx, workspace, noun, many=1))[0]


async def next_numbers(tx: Transaction, workspace: str, noun: str, *, many: int) -> range:
    """Return so many free numbers in a row, as `next_number` does one; `many` is at least 1."""
    asked = {"ws": workspace, "n": noun, "many": many}
    newest = int(await tx.scalar(COUNT[tx.is_postgres], asked))
    return range(newest - many + 1, newest + 1)


async def take_turn(tx: Transaction, workspace: str, noun: str) -> None:
    """Let nobody else count this noun before the transaction ends."""
    await tx.execute(TURN[tx.is_postgres], {"ws": workspace, "n": noun})
