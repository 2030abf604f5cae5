"""The product's tables. Every row carries its workspace; times are epoch milliseconds, UTC."""

import sqlalchemy as sa

from bot.store.metadata import Json, UtcTime, metadata

# Both fold case here; each index answers only a question in these very words.
SAYS_SORRY = {
    "sqlite": sa.text("(text LIKE '%sorry%' OR text LIKE '%apolog%')"),
    "postgresql": sa.text("(text ILIKE '%sorry%' OR text ILIKE '%apolog%')"),
}
IS_TURN = sa.text("event IN ('resolved', 'cancelled', 'reopened', 'learned')")

counters = sa.Table(
    "counters",
    metadata,
    sa.Column("workspace", sa.Text, primary_key=True),
    sa.Column("noun", sa.Text, primary_key=True, comment="incident or credit"),
    sa.Column("newest", sa.Integer, nullable=False),
)

incidents = sa.Table(
    "incidents",
    metadata,
    sa.Column("workspace", sa.Text, primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("place", sa.Text, nullable=False),
    sa.Column("what_fails", sa.Text, nullable=False),
    sa.Column("type", sa.Text, nullable=False, server_default="other"),
    sa.Column("severity", sa.Integer, nullable=False),
    sa.Column("status", sa.Text, nullable=False),
    sa.Column("is_drill", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("owner", sa.Text),
    sa.Column("handed_to", sa.Text),
    sa.Column("opened_by", sa.Text, nullable=False),
    sa.Column("opened_at", UtcTime, nullable=False),
    sa.Column("reopened_at", UtcTime),
    sa.Column("first_word_at", UtcTime),
    sa.Column("last_update_at", UtcTime),
    sa.Column("next_update_due", UtcTime),
    sa.Column("snoozed_until", UtcTime),
    sa.Column("snoozes", sa.Integer, nullable=False, server_default="0"),
    sa.Column("fixed_by", sa.Text),
    sa.Column("fixed_at", UtcTime),
    sa.Column("fixes", sa.Integer, nullable=False, server_default="0"),
    sa.Column("checked_by", sa.Text),
    sa.Column("checked_how", sa.Text, nullable=False, server_default=sa.text("''")),
    sa.Column("resolved_at", UtcTime),
    sa.Column("nudged", sa.Integer, nullable=False),
    sa.Column("holding_run", sa.Integer, nullable=False),
    sa.Column("updates", sa.Integer, nullable=False),
    sa.Column("letters", sa.Integer, nullable=False),
    sa.Column("entries", sa.Integer, nullable=False),
    sa.Column("facts", sa.Integer, nullable=False, server_default="0"),
    sa.Column("channels", Json),
    sa.Column("unsure", Json, nullable=False, server_default="[]"),
    sa.Column("channels_said_by", sa.Text),
    sa.Column("channels_said_at", UtcTime),
    sa.Column("leader", sa.Text),
    sa.Index(
        "ix_incidents_open",
        "workspace",
        "next_update_due",
        sqlite_where=sa.text("status = 'open'"),
        postgresql_where=sa.text("status = 'open'"),
    ),
    sa.Index("ix_incidents_opened", "workspace", "opened_at"),
)


def of_incident() -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint(
            ["workspace", "incident"], ["incidents.workspace", "incidents.number"]
        )
    ]


updates = sa.Table(
    "updates",
    metadata,
    sa.Column("workspace", sa.Text, primary_key=True),
    sa.Column("incident", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("sent_by", sa.Text, nullable=False),
    sa.Column("sent_at", UtcTime, nullable=False),
    sa.Column("channels", Json, nullable=False, server_default="[]"),
    sa.Column("facts", sa.Integer, nullable=False, server_default="0"),
    sa.Column("promised_by", UtcTime),
    sa.Column("variant", sa.Text, nullable=False, server_default=sa.text("''")),
    sa.Column("released_by", sa.Text),
    sa.Column("overrides", Json, nullable=False, server_default="{}"),
    sa.Column("corrects", sa.Integer),
    *of_incident(),
    sa.Index("ix_updates_kind", "workspace", "incident", "kind"),
    sa.Index(
        "ix_updates_sorry",
        "workspace",
        "incident",
        "number",
        sqlite_where=SAYS_SORRY["sqlite"],
        postgresql_where=SAYS_SORRY["postgresql"],
    ),
)

said = sa.Table(
    "said",
    metadata,
    sa.Column("workspace", sa.Text, primary_key=True),
    sa.Column("incident", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("channel", sa.Text, primary_key=True),
    sa.Column("number", sa.Integer, nullable=False, comment="of the last words there"),
    sa.ForeignKeyConstraint(
        ["workspace", "incident", "number"],
        ["updates.workspace", "updates.incident", "updates.number"],
        name="fk_said_workspace_updates",
    ),
)

releases = sa.Table(
    "releases",
    metadata,
    sa.Column("workspace", sa.Text, primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("incident", sa.Integer, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("basis", sa.Text, nullable=False, comment="fingerprint of what was known"),
    sa.Column("approval", sa.Text, nullable=False, comment="the role that must release it"),
    sa.Column("asked_by", sa.Text, nullable=False),
    sa.Column("asked_at", UtcTime, nullable=False),
    sa.Column("asked_of", Json, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("decided_by", sa.Text),
    sa.Column("decided_at", UtcTime),
    sa.Column("note", sa.Text, nullable=False),
    sa.Column("corrects", sa.Integer, comment="the number of the update that they take back"),
    sa.Column("customer", sa.Integer, comment="whom the words are for"),
    *of_incident(),
    sa.Index("ix_releases_incident", "workspace", "incident", "number"),
    sa.Index(
        "ix_releases_asked",
        "workspace",
        "number",
        sqlite_where=sa.text("state = 'asked'"),
        postgresql_where=sa.text("state = 'asked'"),
    ),
)

timeline = sa.Table(
    "timeline",
    metadata,
    sa.Column("workspace", sa.Text, primary_key=True),
    sa.Column("incident", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("event", sa.Text, nullable=False),
    sa.Column("by", sa.Text, nullable=False),
    sa.Column("at", UtcTime, nullable=False),
    sa.Column("details", Json, nullable=False),
    *of_incident(),
    sa.Index(
        "ix_timeline_turns",
        "workspace",
        "incident",
        "number",
        sqlite_where=IS_TURN,
        postgresql_where=IS_TURN,
    ),
)

facts = sa.Table(
    "facts",
    metadata,
    sa.Column("workspace", sa.Text, primary_key=True),
    sa.Column("incident", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("version", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("key", sa.Text, primary_key=True),
    sa.Column("value", Json, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("is_public", sa.Boolean, nullable=False),
    sa.Column("said_by", sa.Text, nullable=False),
    sa.Column("said_at", UtcTime, nullable=False),
    sa.Column("approved_by", sa.Text),
    sa.Column("fresh_until", UtcTime),
    *of_incident(),
)

postings = sa.Table(
    "postings",
    metadata,
    sa.Column("workspace", sa.Text, primary_key=True),
    sa.Column("subject", sa.Text, primary_key=True, comment="what is shown: INC-7, CR-3"),
    sa.Column("place", sa.Text, primary_key=True, comment="where: a channel or a person"),
    sa.Column("message", sa.Text, nullable=False, comment="the platform's id of the message"),
    sa.Column("told", sa.Integer, nullable=False, comment="timeline lines told so far"),
)

done = sa.Table(
    "done",
    metadata,
    sa.Column("workspace", sa.Text, primary_key=True),
    sa.Column("deed", sa.Text, primary_key=True, comment="the form or event that asked for it"),
    sa.Column("at", UtcTime, nullable=False),
)
