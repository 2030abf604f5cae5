"""How long customers waited for word, and how often we spoke when we had said we would."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Protocol, Self

from bot.domain.incident import Incident
from bot.domain.timeline import Entry, Event
from bot.domain.update import Kind

GRACE: Final = timedelta(minutes=1)
"""People were given hours and minutes: within the minute is on time."""
ENDS: Final = (Event.RESOLVED, Event.CANCELLED)


class Sent(Protocol):
    """What of an update its rhythm needs."""

    @property
    def number(self) -> int: ...
    @property
    def kind(self) -> Kind: ...
    @property
    def sent_at(self) -> datetime: ...
    @property
    def promised_by(self) -> datetime | None: ...


@dataclass(frozen=True, slots=True)
class Rhythm:
    first_word_after: timedelta | None
    """From opening to the first public message; None while there is none."""
    longest_silence: timedelta
    """The longest wait between two messages, while the incident was open."""
    on_time: int
    holding: int
    """How many of all updates had no news."""
    missed: int
    """How often a minute passed after the time that customers were promised word."""

    def details(self) -> dict[str, str]:
        """Return the figures as the timeline keeps them, spans in seconds."""
        first = self.first_word_after
        return {
            "first_word_s": "" if first is None else _seconds(first),
            "longest_silence_s": _seconds(self.longest_silence),
            "on_time": str(self.on_time),
            "holding": str(self.holding),
            "missed": str(self.missed),
        }

    @classmethod
    def kept_in(cls, details: Mapping[str, str]) -> Self | None:
        """Return the figures that a line of the timeline keeps; None if it keeps none."""
        if "longest_silence_s" not in details:
            return None
        first = details["first_word_s"]
        return cls(
            first_word_after=timedelta(seconds=int(first)) if first else None,
            longest_silence=timedelta(seconds=int(details["longest_silence_s"])),
            on_time=int(details["on_time"]),
            holding=int(details["holding"]),
            missed=int(details["missed"]),
        )

    @classmethod
    def of(
        cls, incident: Incident, sent: Sequence[Sent], ends: Sequence[Entry], now: datetime
    ) -> Self:
        """Measure the incident: `sent` in order, and when it ended and was opened again."""
        spoken = [one for one in sent if one.kind.is_public]
        on_time = sum(not is_missed(one.promised_by, one.sent_at) for one in spoken)
        owed = sum(end.details.get("owed") == "yes" for end in ends)
        first = incident.first_word_at
        return cls(
            first_word_after=None if first is None else first - incident.opened_at,
            longest_silence=max(one.length for one in waits(incident, sent, ends, now)),
            on_time=on_time,
            holding=sum(one.kind is Kind.HOLDING for one in spoken),
            missed=len(spoken) - on_time + owed + is_missed(incident.next_update_due, now),
        )


def is_missed(due: datetime | None, at: datetime) -> bool:
    """Tell whether word promised by `due` had not come in time at `at`."""
    return due is not None and at - due >= GRACE


@dataclass(frozen=True, slots=True)
class Wait:
    """A time in which customers heard nothing: from one word to the next, or to the end."""

    began: datetime
    ended: datetime
    due: datetime | None
    """When they had been promised word; None where nobody had given a time."""
    update: int | None
    """The number of the update that ended it; None if the incident ended, or nobody has spoken."""

    @property
    def length(self) -> timedelta:
        return self.ended - self.began

    @property
    def is_late(self) -> bool:
        return is_missed(self.due, self.ended)


def waits(
    incident: Incident, sent: Sequence[Sent], ends: Sequence[Entry], now: datetime
) -> list[Wait]:
    """Return each wait while the incident was open, in order."""
    spoken = [one for one in sent if one.kind.is_public]
    return [
        wait
        for began, ended in _spells(incident, ends, now)
        for wait in _waits_of(incident, spoken, began, ended, now)
    ]


def _waits_of(
    incident: Incident, spoken: Sequence[Sent], began: datetime, ended: datetime, now: datetime
) -> Iterator[Wait]:
    for one in spoken:
        if began <= one.sent_at <= ended:
            yield Wait(began, one.sent_at, one.promised_by, one.number)
            began = one.sent_at
    goes_on = incident.is_open and ended >= now
    yield Wait(began, ended, incident.next_update_due if goes_on else None, None)


def _spells(
    incident: Incident, ends: Sequence[Entry], now: datetime
) -> Iterator[tuple[datetime, datetime]]:
    """Yield each time during which the incident was open."""
    began: datetime | None = incident.opened_at
    for entry in ends:
        if entry.event in ENDS and began is not None:
            yield began, entry.at
            began = None
        elif entry.event is Event.REOPENED:
            began = entry.at
    if began is not None:
        yield began, max(began, now)


def _seconds(time: timedelta) -> str:
    return str(int(time.total_seconds()))
