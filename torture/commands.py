"""What people type after `/incident`, and how often."""

from random import Random
from typing import Final

from torture.cast import PEOPLE

LINES: Final[dict[str, int]] = {
    "update INC-{n} We look into part {w} with the provider.": 14,
    "update INC-{n} The provider has found the failing part ({w}).": 8,
    "hold INC-{n}": 8,
    "hold INC-{n} We look into it ({w}).": 2,
    "severity INC-{n} {k}": 5,
    "resolve INC-{n}": 7,
    "reopen INC-{n} It fails again ({w}).": 2,
    "facts INC-{n}": 5,
    "draft INC-{n}": 4,
    "handover INC-{n} @{p} Over to you ({w}).": 4,
    "promise INC-{n} We publish what broke ({w}) by 18:00": 4,
    "promise INC-{n}": 2,
    "customer INC-{n} They cannot pay ({w}).": 5,
    "customers INC-{n}": 1,
    "case CU-{m}": 3,
    "followups INC-{n}": 1,
    "call INC-{n}": 5,
    "calls INC-{n}": 1,
    "credit INC-{n} A late fee ({w}).": 8,
    "credit INC-{n} everyone": 1,
    "letter CR-{m}": 3,
    "takeback CR-{m}": 2,
    "owed INC-{n}": 1,
    "delegate @{p} until Friday": 1,
    "delegate nobody": 1,
    "export": 1,
    "obstacle INC-{n} The tool is slow ({w}).": 2,
    "prevention INC-{n}": 2,
    "prevention INC-{n} A second provider ({w})": 2,
    "status INC-{n}": 3,
    "list": 1,
    "": 2,
    "help": 1,
    "updaet INC-{n} mistyped {w}": 1,
}
OPEN: Final = "open Customers cannot pay by card ({w})"
END: Final = "cancel INC-{n} It was a test order ({w})."
OPENS: Final = 0.06
ENDS: Final = 0.1
"""How likely a line does so."""
HIGHEST: Final = 400
"""Numbers of customers and credits that people name without having looked."""


class Typing:
    def __init__(self, chance: Random) -> None:
        self._chance = chance

    def line(self, *, incident: int | None, is_full: bool, word: str) -> str:
        """Return the next line, about that incident; `is_full` if there should be no more."""
        drawn = self._chance.random()
        if incident is None or (drawn < OPENS and not is_full):
            line = OPEN
        elif drawn < ENDS and is_full:
            line = END
        else:
            [line] = self._chance.choices([*LINES], weights=[*LINES.values()])
        person = self._chance.choice(PEOPLE).lower()
        some, severity = self._chance.randint(1, HIGHEST), self._chance.randint(1, 4)
        return line.format(n=incident, k=severity, w=word, p=person, m=some)
