"""What people were told is done. At the end each of these must be found in the database."""

import re
from collections import Counter
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Any, Final

from bot.domain.timeline import Event
from bot.sandbox.screen import words_in
from messages.view_ids import ViewId

MARK: Final = re.compile(r"zq[bcdfghjklmnpqrstvwxz]{7}")
"""A word that somebody typed once and nobody else: where it stands, what they typed was kept."""
LETTERS: Final = "bcdfghjklmnpqrstvwxz"
NOT_DONE: Final = re.compile(r"^(Not saved|The database|Something broke|Slack did not open)")
SENT: Final = re.compile(r"Noted as sent: update (\d+) of INC-(\d+)")
OPENED: Final = re.compile(r"INC-(\d+)\b.{0,300}? is open in ", re.DOTALL)
DONE: Final[Mapping[tuple[Event, ...], re.Pattern[str]]] = {
    (Event.HELD, Event.UPDATED): re.compile(r"INC-(\d+)\b.*?: noted as sent\. "),
    (Event.SNOOZED,): re.compile(r"Reminders for .*?INC-(\d+)\b.* are quiet"),
    (Event.TAKEN, Event.ACCEPTED): re.compile(r"You own .*?INC-(\d+)\b.* now\."),
    (Event.SEVERITY_CHANGED,): re.compile(r"INC-(\d+)\b.* was SEV.* and is now "),
    (Event.FIXED,): re.compile(r"INC-(\d+)\b.*: noted that it is fixed\."),
    (Event.RESOLVED,): re.compile(r"INC-(\d+)\b.* is resolved and its reminders have stopped\."),
}
"""What only the private answer to a press or a command says that did it, naming the incident, and
the lines one of which it leaves on the timeline."""


def mark(number: int) -> str:
    """Return the word of that number."""
    word = ""
    for _ in range(7):
        number, letter = divmod(number, len(LETTERS))
        word = LETTERS[letter] + word
    return f"zq{word}"


@dataclass
class Claims:
    marks: dict[str, str] = field(default_factory=dict)
    """What was typed with the word, and acknowledged as done: by the word."""
    updates: dict[tuple[int, int], str] = field(default_factory=dict)
    """Who was told that their update of that incident and number is noted."""
    opened: dict[int, str] = field(default_factory=dict)
    acts: Counter[tuple[tuple[Event, ...], int, str]] = field(default_factory=Counter)
    """How often somebody was told that they had done that to an incident."""
    doubled: list[str] = field(default_factory=list)
    """Numbers that two people were given for theirs."""

    def __len__(self) -> int:
        return len(self.marks) + len(self.updates) + len(self.opened) + self.acts.total()

    def replace(self, words: AbstractSet[str]) -> None:
        """Claim no more what somebody saw in a form and put something else in its place."""
        for word in words:
            self.marks.pop(word, None)

    def hear(self, person: str, words: str) -> bool:
        """Note what an answer in words claims; tell whether it claims anything."""
        if (sent := SENT.search(words)) is not None:
            number, incident = map(int, sent.groups())
            return self._once(self.updates, (incident, number), person)
        if (opened := OPENED.search(words)) is not None:
            return self._once(self.opened, int(opened[1]), person)
        for events, pattern in DONE.items():
            if (done := pattern.search(words)) is not None:
                self.acts[events, int(done[1]), person] += 1
                return True
        return False

    def hear_form(self, person: str, view: str, typed: AbstractSet[str], answer: object) -> bool:
        """Note what the acknowledgement of a form claims: a receipt that says "Noted"."""
        shown = shown_view(answer)
        if shown is None or shown["title"]["text"] != "Noted":
            return False
        is_known = self.hear(person, "\n".join(words_in(shown["blocks"])))
        # Words to one customer are kept nowhere; those to everybody stand in an update.
        if view != ViewId.WORDS or is_known:
            self.marks |= dict.fromkeys(typed, f"{view} by {person}")
        return True

    def _once(self, noted: dict[Any, str], what: object, person: str) -> bool:
        if what in noted:
            self.doubled.append(f"{what} was given to {noted[what]} and to {person}")
        noted[what] = person
        return True


def shown_view(answer: object) -> Mapping[str, Any] | None:
    """Return the form that an acknowledgement shows in place of the one that was sent."""
    if isinstance(answer, dict) and answer.get("response_action") == "update":
        view: Mapping[str, Any] = answer["view"]
        return view
    return None
