"""What stands out among the requests of a month, for who reviews them. None of it says no."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from statistics import median
from typing import Final
from zoneinfo import ZoneInfo

from bot.domain.credit import Credit
from bot.domain.flags import Flag
from bot.domain.told import Answer
from bot.domain.working_hours import WorkingHours

ALWAYS_FROM: Final = 5
TOO_FAST: Final = timedelta(seconds=5)
NIGHTLY_FROM: Final = 3
"""So many of one person's requests in one stretch outside working hours are a cluster."""
ONE_CODE_FROM: Final = 5
FAR_ABOVE: Final = 3
"""Times what the person in the middle asks for with the same reason."""
BURST_FROM: Final = 5
BURST_WITHIN: Final = timedelta(minutes=10)


def on_review(
    credits_: Sequence[Credit], hours: WorkingHours, zone: ZoneInfo
) -> dict[int, list[Flag]]:
    """Return what stands out among a month's decided requests, by their numbers."""
    found = {
        Flag.SAME_APPROVER: _same_approver(credits_),
        Flag.FAST: _fast(credits_),
        Flag.OUT_OF_HOURS: _out_of_hours(credits_, hours, zone),
        Flag.ONE_CODE: _one_code(credits_),
        Flag.BURST: _burst(credits_),
        Flag.CHANGED: [one for one in credits_ if one.revision > 1],
    }
    marks: dict[int, list[Flag]] = defaultdict(list)
    for flag, marked in found.items():
        for one in marked:
            marks[one.number].append(flag)
    return dict(marks)


def _same_approver(credits_: Sequence[Credit]) -> list[Credit]:
    of_others = [one for one in credits_ if not one.is_own]
    pairs = Counter((one.asked_by, one.decided_by) for one in of_others)
    asked = Counter(one.asked_by for one in of_others)
    return [
        one
        for one in of_others
        if pairs[one.asked_by, one.decided_by] == asked[one.asked_by] >= ALWAYS_FROM
    ]


def _fast(credits_: Sequence[Credit]) -> list[Credit]:
    return [
        one
        for one in credits_
        if not one.is_own and one.decided_at and one.decided_at - one.asked_at < TOO_FAST
    ]


def _out_of_hours(
    credits_: Sequence[Credit], hours: WorkingHours, zone: ZoneInfo
) -> Iterable[Credit]:
    """A stretch outside working hours is known by when the next shift begins."""
    stretches: dict[tuple[str, datetime], list[Credit]] = defaultdict(list)
    for one in credits_:
        begins = hours.after(one.asked_at, timedelta(0), zone)
        if begins > one.asked_at:
            stretches[one.asked_by, begins].append(one)
    return [one for many in stretches.values() if len(many) >= NIGHTLY_FROM for one in many]


def _one_code(credits_: Sequence[Credit]) -> list[Credit]:
    """Beside peers who asked at all; somebody without a peer is far above nobody."""
    people = {one.asked_by for one in credits_}
    asked = Counter((one.asked_by, one.code) for one in credits_)

    def is_far_above(one: Credit) -> bool:
        peers = [asked[peer, one.code] for peer in people if peer != one.asked_by]
        own = asked[one.asked_by, one.code]
        return bool(peers) and own >= ONE_CODE_FROM and own > FAR_ABOVE * median(peers)

    return [one for one in credits_ if is_far_above(one)]


def _burst(credits_: Sequence[Credit]) -> list[Credit]:
    """Many taken at once: of all the ways to redeem, what a customer accepts is what is known."""
    taken: list[tuple[datetime, Credit]] = [
        (one.told.said.at, one)
        for one in credits_
        if one.told and one.told.said and one.told.said.answer is Answer.ACCEPTED
    ]
    taken.sort(key=lambda one: one[0])
    found: dict[int, Credit] = {}
    for first, (began, _) in enumerate(taken):
        near = [one for when, one in taken[first:] if when - began <= BURST_WITHIN]
        if len(near) >= BURST_FROM:
            found |= {one.number: one for one in near}
    return list(found.values())
