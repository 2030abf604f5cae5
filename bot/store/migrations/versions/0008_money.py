"""pre: tiers of approval, the ledger, budgets, delegations, and what finance was given."""

import hashlib

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0008"
down_revision = "0007"

JSON = sa.JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")
TIME = sa.BigInteger
STANDING = ("approvals", "credit_steps", "ledger", "budget_raises", "entitlements", "batches")
TEXTS = {
    "customer_hash": "",
    "code": "OUT-TIME",
    "asked_for": "",
    "remedy": "credit",
    "evidence": "",
    "worked_out": "",
    "team": "",
    "month": "",
}
ADDED = ("cohort", "decline", "proposed_minor", "proposed_currency", "undo", "batch")
NEW_TABLES = (
    *("batch_lines", "batches", "entitlements", "delegations", "budget_raises", "ledger"),
    *("credit_steps", "approvals"),
)


def upgrade() -> None:
    _widen_credits()
    _create_trail()
    _create_books()
    _create_rules()
    _create_batches()
    _carry_over()
    for table in STANDING:
        _forbid(table, "UPDATE")
    _forbid("ledger", "DELETE")


def _widen_credits() -> None:
    with op.batch_alter_table("credits") as credits_:
        for name, usual in TEXTS.items():
            credits_.add_column(
                sa.Column(name, sa.Text, nullable=False, server_default=sa.text(repr(usual)))
            )
        for name, usual in {"revision": "1", "stage": "0"}.items():
            credits_.add_column(
                sa.Column(name, sa.Integer, nullable=False, server_default=sa.text(repr(usual)))
            )
        credits_.add_column(sa.Column("interested", JSON, nullable=False, server_default="[]"))
        credits_.add_column(
            sa.Column("is_own", sa.Boolean, nullable=False, server_default=sa.false())
        )
        for name in ("cohort", "decline", "undo"):
            credits_.add_column(sa.Column(name, JSON))
        credits_.add_column(sa.Column("proposed_minor", sa.BigInteger))
        credits_.add_column(sa.Column("proposed_currency", sa.Text))
        credits_.add_column(sa.Column("batch", sa.Integer))
        credits_.drop_constraint("ck_credits_two_people", type_="check")
        credits_.create_check_constraint(
            "ck_credits_two_people", "is_own or decided_by is null or decided_by <> asked_by"
        )
    op.create_index("ix_credits_customer", "credits", ["workspace", "customer_hash"])
    op.create_index("ix_credits_asked_by", "credits", ["workspace", "asked_by", "asked_at"])


def _create_trail() -> None:
    op.create_table(
        "approvals",
        *_of_credit("approvals"),
        sa.Column("seal", sa.Text, nullable=False, comment="the hash of what was approved"),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("of", sa.Text, nullable=False, comment="in whose place"),
        sa.Column("functions", JSON, nullable=False),
        sa.Column("at", TIME, nullable=False),
        sa.PrimaryKeyConstraint("workspace", "credit", "seal", "by", name="pk_approvals"),
        sa.UniqueConstraint(
            "workspace", "credit", "seal", "of", name="uq_approvals_workspace_credit_seal_of"
        ),
    )
    op.create_table(
        "credit_steps",
        *_of_credit("credit_steps"),
        sa.Column("number", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("event", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False, comment="where it stood afterwards"),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("at", TIME, nullable=False),
        sa.Column("words", sa.Text, nullable=False, server_default=sa.text("''")),
        sa.Column("details", JSON, nullable=False),
        sa.PrimaryKeyConstraint("workspace", "credit", "number", name="pk_credit_steps"),
    )


def _create_books() -> None:
    op.create_table(
        "ledger",
        *_of_credit("ledger"),
        sa.Column("number", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("incident", sa.Integer, nullable=False),
        sa.Column("team", sa.Text, nullable=False),
        sa.Column("month", sa.Text, nullable=False),
        sa.Column("step", sa.Text, nullable=False),
        sa.Column("held", sa.BigInteger, nullable=False),
        sa.Column("committed", sa.BigInteger, nullable=False),
        sa.Column("spent", sa.BigInteger, nullable=False),
        sa.Column("currency", sa.Text, nullable=False),
        sa.Column("is_owed", sa.Boolean, nullable=False),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("at", TIME, nullable=False),
        sa.PrimaryKeyConstraint("workspace", "number", name="pk_ledger"),
    )
    op.create_index("ix_ledger_incident", "ledger", ["workspace", "incident"])
    op.create_index("ix_ledger_month", "ledger", ["workspace", "month", "team"])
    op.create_index("ix_ledger_credit", "ledger", ["workspace", "credit"])
    op.create_table(
        "budget_raises",
        sa.Column("workspace", sa.Text, nullable=False),
        sa.Column("number", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("scope", sa.Text, nullable=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("currency", sa.Text, nullable=False),
        sa.Column("minor", sa.BigInteger, nullable=False),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("at", TIME, nullable=False),
        sa.PrimaryKeyConstraint("workspace", "number", name="pk_budget_raises"),
        sa.CheckConstraint("minor > 0", name="ck_budget_raises_raise_is_positive"),
    )


def _create_rules() -> None:
    op.create_table(
        "delegations",
        sa.Column("workspace", sa.Text, nullable=False),
        sa.Column("number", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("of", sa.Text, nullable=False),
        sa.Column("to", sa.Text, nullable=False),
        sa.Column("since", TIME, nullable=False),
        sa.Column("until", TIME, nullable=False),
        sa.PrimaryKeyConstraint("workspace", "number", name="pk_delegations"),
        sa.CheckConstraint('"of" <> "to"', name="ck_delegations_two_people"),
    )
    op.create_index("ix_delegations_until", "delegations", ["workspace", "until"])
    op.create_table(
        "entitlements",
        sa.Column("workspace", sa.Text, nullable=False),
        sa.Column("incident", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("at", TIME, nullable=False),
        sa.Column("owed", sa.Text, nullable=False),
        sa.Column("which", sa.Text, nullable=False),
        sa.Column("by", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("workspace", "incident", "at", name="pk_entitlements"),
        sa.ForeignKeyConstraint(
            ["workspace", "incident"],
            ["incidents.workspace", "incidents.number"],
            name="fk_entitlements_workspace_incident_incidents",
        ),
    )


def _create_batches() -> None:
    op.create_table(
        "batches",
        sa.Column("workspace", sa.Text, nullable=False),
        sa.Column("number", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("at", TIME, nullable=False),
        sa.Column("csv", sa.Text, nullable=False, comment="as it was given, byte by byte"),
        sa.PrimaryKeyConstraint("workspace", "number", name="pk_batches"),
    )
    op.create_table(
        "batch_lines",
        *_of_credit("batch_lines"),
        sa.Column("kind", sa.Text, nullable=False, comment="grant or undo"),
        sa.Column("batch", sa.Integer, nullable=False),
        sa.Column("outcome", sa.Text),
        sa.Column("reference", sa.Text, nullable=False, server_default=sa.text("''")),
        sa.Column("settled_at", TIME),
        sa.PrimaryKeyConstraint("workspace", "credit", "kind", name="pk_batch_lines"),
    )
    op.create_index("ix_batch_lines_batch", "batch_lines", ["workspace", "batch"])


def _of_credit(table: str) -> list[sa.Column[object] | sa.Constraint]:
    return [
        sa.Column("workspace", sa.Text, nullable=False),
        sa.Column("credit", sa.Integer, autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace", "credit"],
            ["credits.workspace", "credits.number"],
            name=f"fk_{table}_workspace_credit_credits",
        ),
    ]


def _carry_over() -> None:
    """Book what was asked and decided before there was a ledger."""
    connection = op.get_bind()
    found = connection.execute(
        sa.text(
            "SELECT workspace, number, incident, customer, amount_minor, currency, asked_by, "
            "asked_at, state, decided_by, decided_at FROM credits ORDER BY workspace, number"
        )
    ).all()
    newest: dict[str, int] = {}
    for row in found:
        folded = " ".join(row.customer.casefold().split())
        marked = {"h": hashlib.sha256(f"{row.workspace}\n{folded}".encode()).hexdigest()}
        connection.execute(
            sa.text("UPDATE credits SET customer_hash = :h WHERE workspace = :w AND number = :n"),
            {**marked, "w": row.workspace, "n": row.number},
        )
        for line in _lines(row):
            newest[row.workspace] = number = newest.get(row.workspace, 0) + 1
            connection.execute(BOOK, {**line, "number": number})
    for workspace, number in newest.items():
        connection.execute(
            sa.text("INSERT INTO counters (workspace, noun, newest) VALUES (:w, 'ledger', :n)"),
            {"w": workspace, "n": number},
        )


BOOK = sa.text(
    "INSERT INTO ledger VALUES (:workspace, :credit, :number, :incident, '', '', :step, :held, "
    ":committed, 0, :currency, :owed, :by, :at)"
).bindparams(sa.bindparam("owed", value=False))


def _lines(row: sa.Row[tuple[object, ...]]) -> list[dict[str, object]]:
    same = {
        "workspace": row.workspace,
        "credit": row.number,
        "incident": row.incident,
        "currency": row.currency,
    }
    minor, by, at = row.amount_minor, row.decided_by, row.decided_at
    held = {"step": "held", "held": minor, "committed": 0, "by": row.asked_by, "at": row.asked_at}
    if row.state == "asked":
        return [{**same, **held}]
    step, committed = ("committed", minor) if row.state == "approved" else ("released", 0)
    ended = {"step": step, "held": -minor, "committed": committed, "by": by, "at": at}
    return [{**same, **held}, {**same, **ended}]


def _forbid(table: str, act: str) -> None:
    name = f"{table}_stands_{act.lower()}"
    words = f"{table} is append-only"
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{words}'; END $$"
        )
        op.execute(
            f"CREATE TRIGGER {name} BEFORE {act} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()"
        )
    else:
        op.execute(
            f"CREATE TRIGGER {name} BEFORE {act} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{words}'); END"
        )


def downgrade() -> None:
    for table in NEW_TABLES:
        op.drop_table(table)
    if op.get_bind().dialect.name == "postgresql":
        for table in STANDING:
            op.execute(f"DROP FUNCTION {table}_stands_update()")
        op.execute("DROP FUNCTION ledger_stands_delete()")
    op.execute("DELETE FROM counters WHERE noun = 'ledger'")
    for index in ("ix_credits_customer", "ix_credits_asked_by"):
        op.drop_index(index, "credits")
    op.execute("UPDATE credits SET decided_by = NULL WHERE decided_by = asked_by")
    with op.batch_alter_table("credits") as credits_:
        credits_.drop_constraint("ck_credits_two_people", type_="check")
        credits_.create_check_constraint(
            "ck_credits_two_people", "decided_by is null or decided_by <> asked_by"
        )
        for name in (*TEXTS, *ADDED, "revision", "stage", "interested", "is_own"):
            credits_.drop_column(name)
