"""A customer whom an incident hurts: how they are called, what it means for them, what they need.

Names, references and words are personal data: for those who work on the incident only.
"""

from dataclasses import dataclass, fields, replace
from datetime import datetime
from enum import StrEnum
from typing import Any, Final, Self

from bot.domain import edited
from bot.domain.people_refusals import BadCount, CustomerIsNameless
from bot.domain.typed import words

LONGEST_NAME: Final = 100
LONGEST_REFERENCE: Final = 60
LONGEST_VIA: Final = 40
LONGEST_CONCERN: Final = 300
LONGEST_IMPACT: Final = 3000
LONGEST_WISH: Final = 300
MOST_CONTACTS: Final = 1000
MOST_MINUTES: Final = 60 * 24 * 366
BETWEEN: Final = {"concern": "\n", "impact": "\n", "asked_for": "; ", "needs": "; "}
"""What stands between the words of two people who wrote of the same at the same time."""


class Mood(StrEnum):
    CONFUSED = "confused"
    WORRIED = "worried"
    ANGRY = "angry"
    QUIET = "quiet"
    ABUSIVE = "abusive"

    @property
    def is_hard(self) -> bool:
        """Whether it asks for care: quiet fury is as serious as shouting."""
        return self in (Mood.ANGRY, Mood.QUIET, Mood.ABUSIVE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What is known of a customer; `name` is as they wish to be called, `waited` in minutes."""

    reference: str = ""
    name: str = ""
    via: str = ""
    """How they reached us, in one word: phone, email."""
    concern: str = ""
    """What they are most worried about."""
    impact: str = ""
    """What it means for them, in their words."""
    mood: Mood | None = None
    contacts: int = 1
    waited: int = 0
    asked_for: str = ""
    needs: str = ""
    may_leave: bool = False
    has_left: bool = False

    @property
    def marks(self) -> str:
        return edited.marks(getattr(self, one.name) for one in fields(self))

    def merged(self, typed: Self, seen: str) -> Self:
        """Return what is known once `typed` comes back from a form with the marks `seen`."""
        values: dict[str, Any] = {}
        for one, mark in zip(fields(self), edited.read(seen), strict=False):
            now, new = getattr(self, one.name), getattr(typed, one.name)
            by = BETWEEN.get(one.name)
            values[one.name] = (
                edited.kept(now, new, mark) if by is None else edited.joined(now, new, mark, by=by)
            )
        return replace(self, **values)

    @property
    def is_hard(self) -> bool:
        """Whether the contact asks for care of whoever has it too."""
        return self.mood is not None and self.mood.is_hard

    @property
    def urgency(self) -> int:
        """How early they should hear from us; only the order counts.

        Special needs and risk come before mood, mood before how long they have waited.
        """
        rank = 4 * bool(self.needs) + 2 * self.may_leave + self.is_hard
        return rank * (MOST_MINUTES + 1) + self.waited


@dataclass(frozen=True, slots=True, kw_only=True)
class Customer:
    """`heard_at` is when they had a personal answer; until then they wait to hear."""

    workspace: str
    number: int
    incident: int
    report: Report
    logged_by: str
    """Empty when it was imported."""
    logged_at: datetime
    heard_at: datetime | None = None
    contacted_at: datetime | None = None
    """When they were last noted to have contacted us once more."""

    @property
    def label(self) -> str:
        """What may stand in public: no name and no reference."""
        return f"CU-{self.number}"

    def changed(self, report: Report, *, now: datetime) -> Self:
        """Return the customer with what is known now; one contact more was made just now."""
        is_more = report.contacts > self.report.contacts
        return replace(self, report=report, contacted_at=now if is_more else self.contacted_at)

    def heard(self, *, now: datetime) -> Self:
        return replace(self, heard_at=self.heard_at or now)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many an incident hurts, how badly, and who still waits; nobody can be told from it."""

    logged: int = 0
    hard: int = 0
    """Angry, quiet or abusive."""
    with_needs: int = 0
    may_leave: int = 0
    waiting: int = 0


NOBODY: Final = Tally()


def checked(report: Report) -> Report:
    """Return the report as it can be kept. Raises `CustomerIsNameless` or `WordsAreTooLong`."""
    kept = replace(
        report,
        reference=_kept("reference", report.reference, LONGEST_REFERENCE, on_one_line=True),
        name=_kept("customer_name", report.name, LONGEST_NAME, on_one_line=True),
        via=_kept("via", report.via, LONGEST_VIA, on_one_line=True),
        concern=_kept("concern", report.concern, LONGEST_CONCERN),
        impact=_kept("impact", report.impact, LONGEST_IMPACT),
        asked_for=_kept("asked_for", report.asked_for, LONGEST_WISH),
        needs=_kept("needs", report.needs, LONGEST_WISH),
    )
    if not kept.name and not kept.reference:
        raise CustomerIsNameless
    return kept


def counted(what: str, typed: str, *, unless_said: int, least: int, most: int) -> int:
    """Return the number that was typed. Raises `BadCount` when it is none, or out of reach."""
    written = typed.strip()
    if not written:
        return unless_said
    is_number = written.isascii() and written.isdigit() and len(written) <= len(str(most))
    if not is_number or not least <= int(written) <= most:
        raise BadCount(what, written, least, most)
    return int(written)


def _kept(what: str, typed: str, limit: int, *, on_one_line: bool = False) -> str:
    if not typed.strip():
        return ""
    return words(what, typed, limit=limit, on_one_line=on_one_line)
