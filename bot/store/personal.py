"""Which columns hold personal data, and what stands in them once it is removed.

A column says so itself: its comment begins with "personal data". The others are named here. Beside
these, names are looked for in every column in which words can stand.
"""

from collections.abc import Mapping
from typing import Any, Final

import sqlalchemy as sa

from bot.domain.credit import pseudonym
from bot.domain.forgetting import REMOVED, Names, cleared
from bot.domain.timeline import Event
from bot.domain.update import Kind

MARK: Final = "personal data"
Values = dict[str, Any]
Given = Mapping[str, Any]

ALSO: Final[Mapping[str, tuple[str, ...]]] = {
    "promises": ("why", "evidence"),
    "credits": ("reason", "asked_for", "worked_out"),
    "credit_steps": ("words",),
}
LOOKED_UP_BY: Final[Mapping[str, tuple[str, ...]]] = {
    "customers": ("reference", "name"),
    "credits": ("evidence",),
}
"""Emptied: nobody is found by them any more, and no two are the same because they are removed."""
WITHIN: Final[Mapping[str, Mapping[str, tuple[str, ...]]]] = {
    "credits": {"decline": ("alternative",), "undo": ("why",)},
    "timeline": {"details": ("note", "why", "because", "evidence")},
}
"""Of values of JSON only these parts."""
FIGURES_OF_CALLS: Final = ("mood",)
LETTERS: Final = ("updates", "releases")
NO_WORDS: Final = frozenset(
    {"approval", "basis", "code", "currency", "customer_hash", "dedupe_key", "event", "kind"}
    | {"lane", "lease", "made_in", "month", "mood", "often", "outcome", "owed", "proposed_currency"}
    | {"remedy", "state", "status", "step", "type", "variant", "workspace"}
)
"""Columns of our own names for things: somebody may be called "Open"."""


def word_columns(table: sa.Table) -> list[str]:
    """Return the columns in which words can stand: no keys, no numbers."""
    texts = (sa.Text, sa.JSON)
    return [
        one.name
        for one in table.columns
        if isinstance(one.type, texts)
        and not one.primary_key
        and not one.foreign_keys
        and one.name not in NO_WORDS
    ]


def personal_columns(table: sa.Table) -> list[str]:
    """Return the columns that hold what a customer is called, said, or wants."""
    marked = [one.name for one in table.columns if (one.comment or "").startswith(MARK)]
    return [*marked, *ALSO.get(table.name, ()), *WITHIN.get(table.name, ())]


def swept(table: sa.Table, row: Given, names: Names) -> Values:
    """Return the columns of a row that change when the names go; a letter goes as a whole."""
    new = {name: names.without(row[name]) for name in word_columns(table)}
    changed = {name: value for name, value in new.items() if value != row[name]}
    return {**changed, "text": REMOVED} if changed and _is_letter(table, row) else changed


def without_person(table: sa.Table, row: Given) -> Values:
    """Return the columns of a row about one customer that change when they are forgotten."""
    within = WITHIN.get(table.name, {})
    new: Values = {name: cleared(row[name]) for name in personal_columns(table)}
    new |= {name: _parts_cleared(row[name], parts) for name, parts in within.items()}
    new |= dict.fromkeys(LOOKED_UP_BY.get(table.name, ()), "")
    new |= _special(table, row)
    return {name: value for name, value in new.items() if value != row[name]}


def _special(table: sa.Table, row: Given) -> Values:
    match table.name:
        case "calls":
            kept = {name: row["notes"][name] for name in FIGURES_OF_CALLS if name in row["notes"]}
            return {"notes": kept}
        case "credits":
            return _without_payee(row)
        case "promises" if row["customer"] is None:
            return {name: row[name] for name in ("words", "why", "evidence")}
        case "timeline" if row["event"] == Event.SHIFT_NOTE:
            return {"details": cleared(row["details"])}
    return {"text": REMOVED} if _is_letter(table, row) else {}


def _without_payee(row: Given) -> Values:
    """Each credit keeps a payee of its own, so that two forgotten people do not become one."""
    if row["cohort"] is not None:
        return {"customer": row["customer"]}
    nobody = f"removed CR-{row['number']}"
    return {"customer": nobody, "customer_hash": pseudonym(row["workspace"], nobody)}


def _parts_cleared(kept: Any, parts: tuple[str, ...]) -> Any:  # noqa: ANN401 - JSON
    if not isinstance(kept, dict):
        return kept
    return {key: cleared(value) if key in parts else value for key, value in kept.items()}


def _is_letter(table: sa.Table, row: Given) -> bool:
    return table.name in LETTERS and not Kind(row["kind"]).is_public
