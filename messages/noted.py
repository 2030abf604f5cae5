"""What a person is told who noted facts, or confirmed them again."""

from collections.abc import Iterable, Mapping
from typing import Final

from bot.domain.fact import Key, Said
from bot.domain.incident import Incident
from messages.cards.tellable import SUBJECTS

TELL_THEM: Final = (
    "Customers may know this: tell them now, or close the form. "
    "Nothing is noted as sent until you mark it."
)


def facts(incident: Incident, changed: Mapping[Key, Said]) -> str:
    if not changed:
        return f"{incident.name}: nothing was changed."
    return f"{incident.name}: noted as version {incident.facts}: {_names(changed)}."


def still_true(incident: str, keys: Iterable[Key]) -> str:
    return f"{incident}: noted that this is still true: {_names(keys)}."


def _names(keys: Iterable[Key]) -> str:
    return ", ".join(SUBJECTS[key] for key in keys)
