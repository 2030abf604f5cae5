"""pre: who owns an incident, what is known of it, which channels reach customers."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0003"
down_revision = "0002"

JSON = sa.JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")


def upgrade() -> None:
    with op.batch_alter_table("incidents") as incidents:
        incidents.add_column(sa.Column("type", sa.Text, nullable=False, server_default="other"))
        incidents.add_column(
            sa.Column("is_drill", sa.Boolean, nullable=False, server_default=sa.false())
        )
        incidents.alter_column("owner", existing_type=sa.Text, nullable=True)
        incidents.add_column(sa.Column("handed_to", sa.Text))
        incidents.add_column(sa.Column("snoozes", sa.Integer, nullable=False, server_default="0"))
        incidents.add_column(sa.Column("facts", sa.Integer, nullable=False, server_default="0"))
        incidents.add_column(sa.Column("channels", JSON))
    with op.batch_alter_table("updates") as updates:
        updates.add_column(sa.Column("channels", JSON, nullable=False, server_default="[]"))
        updates.add_column(sa.Column("facts", sa.Integer, nullable=False, server_default="0"))
    op.create_table(
        "facts",
        sa.Column("workspace", sa.Text, nullable=False),
        sa.Column("incident", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("value", JSON, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("is_public", sa.Boolean, nullable=False),
        sa.Column("said_by", sa.Text, nullable=False),
        sa.Column("said_at", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("workspace", "incident", "version", "key", name="pk_facts"),
        sa.ForeignKeyConstraint(
            ["workspace", "incident"],
            ["incidents.workspace", "incidents.number"],
            name="fk_facts_workspace_incident_incidents",
        ),
    )
    _forbid_changes()


def _forbid_changes() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE FUNCTION facts_stand() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'facts are append-only'; END $$"
        )
        op.execute(
            "CREATE TRIGGER facts_stand BEFORE UPDATE ON facts "
            "FOR EACH ROW EXECUTE FUNCTION facts_stand()"
        )
    else:
        op.execute(
            "CREATE TRIGGER facts_stand BEFORE UPDATE ON facts "
            "BEGIN SELECT RAISE(ABORT, 'facts are append-only'); END"
        )


def downgrade() -> None:
    op.drop_table("facts")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION facts_stand()")
    with op.batch_alter_table("updates") as updates:
        updates.drop_column("facts")
        updates.drop_column("channels")
    with op.batch_alter_table("incidents") as incidents:
        for column in ("channels", "facts", "snoozes", "handed_to", "is_drill", "type"):
            incidents.drop_column(column)
        incidents.alter_column("owner", existing_type=sa.Text, nullable=False)
