"""When somebody on the team should rest: after hard contacts, or a long time without a pause.

This is for the person alone. It is told to nobody else, counted nowhere, and erased as soon as it
no longer counts.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Self


@dataclass(frozen=True, slots=True, kw_only=True)
class Care:
    """A pause is `pause` without an act of the person that an incident's record shows."""

    hard_contacts: int = 5
    within: timedelta = timedelta(minutes=60)
    without_pause: timedelta = timedelta(minutes=90)
    pause: timedelta = timedelta(minutes=10)

    @property
    def quiet_for(self) -> timedelta:
        """At most one suggestion in this time."""
        return self.without_pause

    @property
    def kept_for(self) -> timedelta:
        """How long after somebody's last act nothing of it counts any more."""
        return max(self.within, self.without_pause)


class Why(StrEnum):
    HARD = "hard"
    LONG = "long"


@dataclass(frozen=True, slots=True, kw_only=True)
class Strain:
    busy_since: datetime
    last_act_at: datetime
    hard: Sequence[datetime] = ()
    suggested_at: datetime | None = None

    def acted(self, care: Care, *, now: datetime) -> Self:
        """Return it after one more act; what follows a pause begins anew."""
        has_paused = now - self.last_act_at >= care.pause
        return replace(
            self,
            busy_since=now if has_paused else self.busy_since,
            last_act_at=max(now, self.last_act_at),
            hard=self._recent(care, now=now),
        )

    def with_hard_contact(self, care: Care, *, now: datetime) -> Self:
        return replace(self, hard=(*self._recent(care, now=now), now))

    def why_rest(self, care: Care, *, now: datetime) -> Why | None:
        """Return why a break would be good now, unless one was suggested lately."""
        if self.suggested_at is not None and now - self.suggested_at < care.quiet_for:
            return None
        if len(self._recent(care, now=now)) >= care.hard_contacts:
            return Why.HARD
        return Why.LONG if now - self.busy_since >= care.without_pause else None

    def suggested(self, *, now: datetime) -> Self:
        return replace(self, suggested_at=now)

    def rested(self, *, now: datetime) -> Self:
        """Return it as somebody takes a break: what was before counts no more."""
        return replace(self, busy_since=now, last_act_at=now, hard=())

    def _recent(self, care: Care, *, now: datetime) -> tuple[datetime, ...]:
        return tuple(one for one in self.hard if now - one < care.within)
