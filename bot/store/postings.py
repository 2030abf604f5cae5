"""Where things are shown: the messages we posted, by what they show and where they stand."""

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from bot.store.tables import postings
from bot.store.transaction import Reader, Transaction

SUBJECT = (
    postings.c.workspace == sa.bindparam("ws"),
    postings.c.subject == sa.bindparam("s"),
)
ALL = sa.select(postings.c.place, postings.c.message, postings.c.told).where(*SUBJECT)
BEGINNING = (
    sa.select(postings.c.subject, postings.c.place)
    .where(
        postings.c.workspace == sa.bindparam("ws"),
        postings.c.subject >= sa.bindparam("first"),
        postings.c.subject < sa.bindparam("end"),
    )
    .order_by(postings.c.subject.desc())
)
TOLD = (
    postings.update()
    .where(*SUBJECT, postings.c.place == sa.bindparam("p"))
    .values(told=sa.bindparam("t"))
)


def _add(insert: postgresql.Insert | sqlite.Insert) -> sa.Executable:
    return insert.on_conflict_do_update(
        index_elements=["workspace", "subject", "place"], set_={"message": insert.excluded.message}
    )


ADD = {True: _add(postgresql.insert(postings)), False: _add(sqlite.insert(postings))}


@dataclass(frozen=True, slots=True)
class Posting:
    """`told` counts the timeline lines that stand below the message."""

    place: str
    message: str
    told: int = 0


async def of(reader: Reader, workspace: str, subject: str) -> list[Posting]:
    """Return where `subject` (INC-7, CR-3) is shown."""
    rows = await reader.rows(ALL, {"ws": workspace, "s": subject})
    return [Posting(**row._asdict()) for row in rows]


async def newest(reader: Reader, workspace: str, begins: str) -> list[tuple[str, str]]:
    """Return the last subject that begins so, once for each place where it is shown."""
    asked = {"ws": workspace, "first": begins, "end": f"{begins}~"}
    found = [(row.subject, row.place) for row in await reader.rows(BEGINNING, asked)]
    return [one for one in found if one[0] == found[0][0]]


async def add(tx: Transaction, workspace: str, subject: str, posting: Posting) -> None:
    """Remember where it is shown. A message that takes another's place keeps what was told."""
    where = {"workspace": workspace, "subject": subject}
    what = {"place": posting.place, "message": posting.message, "told": posting.told}
    await tx.execute(ADD[tx.is_postgres], {**where, **what})


async def told(tx: Transaction, workspace: str, subject: str, place: str, lines: int) -> None:
    """Remember that the first `lines` of the timeline are told under the message."""
    await tx.execute(TOLD, {"ws": workspace, "s": subject, "p": place, "t": lines})
