"""Customers as rows of a table, as a ticket system exports them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from bot.domain.customer import (
    MOST_CONTACTS,
    MOST_MINUTES,
    Mood,
    Report,
    checked,
    counted,
)
from bot.domain.people_refusals import (
    BadAnswer,
    ColumnsAreMissing,
    ColumnStandsTwice,
    ReferenceIsMissing,
    RowIsUneven,
    UnknownMood,
)

COLUMNS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "reference": ("reference", "ref", "id", "ticket", "ticket id", "case", "case number"),
        "name": ("name", "customer", "customer name", "requester"),
        "via": ("via", "channel", "source"),
        "concern": ("concern", "worry", "subject"),
        "impact": ("impact", "description", "message"),
        "mood": ("mood",),
        "contacts": ("contacts", "times contacted"),
        "waited": ("waited", "minutes waited", "wait"),
        "asked_for": ("asked for", "request"),
        "needs": ("needs", "special needs", "support needs"),
        "may_leave": ("may leave", "at risk", "churn risk"),
        "has_left": ("has left", "ex customer", "former customer"),
        "heard": ("heard", "answered", "replied"),
    }
)
"""What each column may be called, whatever the case; blanks, `_` and `-` are the same."""
BY_NAME: Final = {name: column for column, names in COLUMNS.items() for name in names}
WORDS: Final = ("reference", "name", "via", "concern", "impact", "asked_for", "needs")
MOODS: Final = {mood.value: mood for mood in Mood}
YES: Final = frozenset({"yes", "y", "true", "1"})
NO: Final = frozenset({"", "no", "n", "false", "0"})


@dataclass(frozen=True, slots=True)
class Columns:
    """Where each column stands; `left_out` are the names that mean nothing here."""

    places: Mapping[str, int]
    width: int
    left_out: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Imported:
    report: Report
    has_heard: bool


def columns_of(header: Sequence[str]) -> Columns:
    """Raises `ColumnsAreMissing` without a reference, `ColumnStandsTwice`."""
    places: dict[str, int] = {}
    left_out = []
    for place, name in enumerate(header):
        column = BY_NAME.get(" ".join(name.lower().replace("_", " ").replace("-", " ").split()))
        if column is None:
            left_out.append(name.strip())
        elif column in places:
            raise ColumnStandsTwice(column, header[places[column]], name)
        else:
            places[column] = place
    if "reference" not in places:
        raise ColumnsAreMissing(tuple(left_out), COLUMNS["reference"])
    return Columns(places, len(header), tuple(filter(None, left_out)))


def imported(cells: Sequence[str], columns: Columns) -> Imported:
    """Return the customer of one row. Raises what stands in the way of keeping it."""
    if len(cells) != columns.width:
        raise RowIsUneven(len(cells), columns.width)
    said = {column: cells[place] for column, place in columns.places.items()}
    if not said["reference"].strip():
        raise ReferenceIsMissing
    report = Report(
        **{name: said.get(name, "") for name in WORDS},
        mood=_mood(said.get("mood", "")),
        contacts=counted(
            "contacts", said.get("contacts", ""), unless_said=1, least=1, most=MOST_CONTACTS
        ),
        waited=counted("waited", said.get("waited", ""), unless_said=0, least=0, most=MOST_MINUTES),
        may_leave=_is_so("may_leave", said),
        has_left=_is_so("has_left", said),
    )
    return Imported(checked(report), _is_so("heard", said))


def _mood(typed: str) -> Mood | None:
    word = typed.strip().lower()
    if not word:
        return None
    if word not in MOODS:
        raise UnknownMood(typed.strip(), tuple(MOODS))
    return MOODS[word]


def _is_so(what: str, said: Mapping[str, str]) -> bool:
    word = said.get(what, "").strip().lower()
    if word not in YES and word not in NO:
        raise BadAnswer(what, word)
    return word in YES
