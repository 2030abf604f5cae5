"""pre: care for staff, obstacles, and leave to erase what stands for ever.

What is append-only may be overwritten in its personal columns alone, and only by a transaction that
holds a row of `erasing`.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0016"
down_revision = "0015"

TIME = sa.BigInteger
JSON = sa.JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")
# Of each table that stands: its trigger, its words, and the columns that may never change.
STANDING = {
    "timeline": (
        "timeline_stands",
        "the timeline is append-only",
        ("workspace", "incident", "number", "event", "by", "at"),
    ),
    "facts": (
        "facts_stand",
        "facts are append-only",
        ("workspace", "incident", "version", "key", "state", "is_public", "said_by", "said_at"),
    ),
    "credit_steps": (
        "credit_steps_stands_update",
        "credit_steps is append-only",
        ("workspace", "credit", "number", "event", "state", "by", "at"),
    ),
    "entitlements": (
        "entitlements_stands_update",
        "entitlements is append-only",
        ("workspace", "incident", "at", "owed", "by"),
    ),
    "batches": (
        "batches_stands_update",
        "batches is append-only",
        ("workspace", "number", "by", "at"),
    ),
}


def upgrade() -> None:
    op.create_table(
        "erasing",
        sa.Column("workspace", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("workspace", name="pk_erasing"),
    )
    op.create_table(
        "forgettings",
        *_numbered("forgettings"),
        sa.Column("what", sa.Text, nullable=False, comment="customer, or older"),
        sa.Column("at", TIME, nullable=False),
        sa.Column("figures", JSON, nullable=False, comment="rows by table, and incidents"),
    )
    _create_care()
    for table, (trigger, words, fixed) in STANDING.items():
        _let_erase(table, trigger, words, fixed)


def _create_care() -> None:
    op.create_table(
        "strains",
        sa.Column("workspace", sa.Text, nullable=False),
        sa.Column("person", sa.Text, nullable=False),
        sa.Column("busy_since", TIME, nullable=False),
        sa.Column("last_act_at", TIME, nullable=False),
        sa.Column("hard", JSON, nullable=False, comment="when the last hard contacts were"),
        sa.Column("suggested_at", TIME),
        sa.PrimaryKeyConstraint("workspace", "person", name="pk_strains"),
    )
    op.create_table(
        "obstacles",
        *_numbered("obstacles"),
        sa.Column("kind", sa.Integer, nullable=False, comment="the number of obstacles alike"),
        sa.Column("incident", sa.Integer),
        sa.Column("words", sa.Text, nullable=False, comment="personal data may slip in"),
        sa.Column("often", sa.Text, nullable=False),
        sa.Column("at", TIME, nullable=False),
    )
    op.create_index("ix_obstacles_kind", "obstacles", ["workspace", "kind"])
    op.create_table(
        "obstacle_kinds",
        *_numbered("obstacle_kinds"),
        sa.Column(
            "tool", sa.Text, nullable=False, comment="the tool or the process, as first typed"
        ),
        sa.Column("alike", sa.Text, nullable=False, comment="by which tools are the same"),
        sa.Column("owner", sa.Text),
        sa.Column("taken_at", TIME),
        sa.Column("done_at", TIME),
        sa.UniqueConstraint("workspace", "alike", name="uq_obstacle_kinds_workspace_alike"),
    )
    op.create_table(
        "stopped_labels",
        sa.Column("workspace", sa.Text, nullable=False),
        sa.Column("month", sa.Text, nullable=False, comment="2026-03, in the organisation's zone"),
        sa.Column("stopped", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("workspace", "month", name="pk_stopped_labels"),
    )


def _numbered(table: str) -> list[sa.Column[object] | sa.Constraint]:
    return [
        sa.Column("workspace", sa.Text, nullable=False),
        sa.Column("number", sa.Integer, autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("workspace", "number", name=f"pk_{table}"),
    ]


def _let_erase(table: str, trigger: str, words: str, fixed: tuple[str, ...]) -> None:
    leave = "EXISTS (SELECT 1 FROM erasing WHERE workspace = OLD.workspace)"
    if op.get_bind().dialect.name == "postgresql":
        changed = " OR ".join(f'NEW."{one}" IS DISTINCT FROM OLD."{one}"' for one in fixed)
        op.execute(
            f"CREATE OR REPLACE FUNCTION {trigger}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"IF NOT {leave} OR {changed} THEN RAISE EXCEPTION '{words}'; END IF; "
            "RETURN NEW; END $$"
        )
        return
    changed = " OR ".join(f'NEW."{one}" IS NOT OLD."{one}"' for one in fixed)
    op.execute(f"DROP TRIGGER {trigger}")
    op.execute(
        f"CREATE TRIGGER {trigger} BEFORE UPDATE ON {table} WHEN NOT {leave} OR {changed} "
        f"BEGIN SELECT RAISE(ABORT, '{words}'); END"
    )


def downgrade() -> None:
    for table, (trigger, words, _) in STANDING.items():
        _forbid(table, trigger, words)
    for table in (
        "stopped_labels",
        "obstacle_kinds",
        "obstacles",
        "strains",
        "forgettings",
        "erasing",
    ):
        op.drop_table(table)


def _forbid(table: str, trigger: str, words: str) -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            f"CREATE OR REPLACE FUNCTION {trigger}() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{words}'; END $$"
        )
    else:
        op.execute(f"DROP TRIGGER {trigger}")
        op.execute(
            f"CREATE TRIGGER {trigger} BEFORE UPDATE ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{words}'); END"
        )
