"""What a reviewer should look at. Who asks never sees these, and none of them says no."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from bot.domain.approval import Approval
from bot.domain.credit import Credit
from bot.domain.entitlement import Entitlement, Owed
from bot.domain.size import Likes, is_out_of_line
from bot.domain.tiers import Authority

NEAR_PER_CENT: Final = 5
AGAIN_AND_AGAIN: Final = 3


class Flag(StrEnum):
    NEAR_THRESHOLD = "near_threshold"
    SPLIT = "split"
    SAME_PAIR = "same_pair"
    SAME_EVIDENCE = "same_evidence"
    NO_EVIDENCE = "no_evidence"
    OUT_OF_LINE = "out_of_line"
    OWED_FIRST = "owed_first"
    UNCHECKED = "unchecked"
    SAME_APPROVER = "same_approver"
    FAST = "fast"
    OUT_OF_HOURS = "out_of_hours"
    ONE_CODE = "one_code"
    BURST = "burst"
    CHANGED = "changed"
    STAND_IN = "stand_in"
    NEW_STAND_IN = "new_stand_in"
    BETWEEN_THEM = "between_them"
    UNOPENED = "unopened"


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What is known beside the request itself; none of the lists holds the request."""

    of_customer: Sequence[Credit] = ()
    """What this customer was asked for before, in 12 months."""
    of_evidence: Sequence[Credit] = ()
    given: Sequence[Approval] = ()
    """The approvals so far."""
    likes: Likes | None = None
    entitlement: Entitlement


def on_request(credit: Credit, rules: Authority, seen: Seen) -> list[Flag]:
    """Return what an approver should see before a decision."""
    here = [one for one in seen.of_customer if one.incident == credit.incident]
    by_same = [one for one in seen.of_customer if one.asked_by == credit.asked_by]
    found = {
        Flag.NEAR_THRESHOLD: _is_just_below(credit.amount.minor, rules.thresholds),
        Flag.SPLIT: bool(here),
        Flag.SAME_PAIR: len(by_same) + 1 >= AGAIN_AND_AGAIN,
        Flag.SAME_EVIDENCE: bool(seen.of_evidence),
        Flag.NO_EVIDENCE: not credit.evidence and credit.amount.minor > rules.own.each,
        Flag.OUT_OF_LINE: is_out_of_line(credit.amount, seen.likes),
        Flag.OWED_FIRST: seen.entitlement.owed is Owed.APPLIES and not credit.is_owed,
        Flag.UNCHECKED: seen.entitlement.owed is Owed.NOT_CHECKED and not credit.is_owed,
        Flag.STAND_IN: any(one.by != one.of for one in seen.given),
    }
    return [flag for flag, holds in found.items() if holds]


def _is_just_below(minor: int, thresholds: Sequence[int]) -> bool:
    return any(most * (100 - NEAR_PER_CENT) <= minor * 100 <= most * 100 for most in thresholds)
