"""How an approval came about: who stood in for whom, and whether the evidence was opened."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from bot.domain import circumstance
from bot.domain.approval import Approval
from bot.domain.approvers import Approvers
from bot.domain.delegation import Delegation
from bot.domain.flags import Flag
from bot.domain.trail import Footprint, Trace
from tests.rules.test_credit import ASKED, NOW

LINKED = replace(ASKED, evidence="https://shop.example/7")
MINUTE = timedelta(minutes=1)
YES = Approval(
    by="U-amira", of="U-mara", functions=frozenset({"managers"}), seal="", at=NOW + MINUTE
)


def stands_in(of: str, to: str, *, since: timedelta = -MINUTE) -> Delegation:
    until = NOW + timedelta(days=2)
    return Delegation(workspace="T1", of=of, to=to, since=NOW + since, until=until)


def marks(*delegations: Delegation, yes: Approval = YES, **more: Any) -> list[Flag]:  # noqa: ANN401 - any field
    is_opened = more.pop("is_opened", True)
    credit = replace(LINKED, decided_by=yes.by, decided_at=yes.at, **more)
    details = circumstance.told(credit, yes, Approvers({}, delegations), is_opened=is_opened)
    step = Footprint(
        number=2, event=Trace.APPROVED, state="approved", by=yes.by, at=yes.at, details=details
    )
    return circumstance.marks(credit, [step])


def test_a_stand_in_is_marked_and_one_who_was_named_for_it_twice() -> None:
    assert marks(stands_in("U-mara", "U-amira")) == [Flag.STAND_IN]
    since = timedelta(seconds=1)
    assert marks(stands_in("U-mara", "U-amira", since=since)) == [Flag.STAND_IN, Flag.NEW_STAND_IN]


def test_who_acts_for_themselves_is_no_stand_in() -> None:
    own = replace(YES, of=YES.by)
    assert marks(yes=own) == []
    assert marks(stands_in("U-mara", "U-amira"), yes=own) == []


def test_two_who_stand_in_for_one_another_are_marked() -> None:
    own = replace(YES, of=YES.by)
    for one in (stands_in("U-dan", "U-amira"), stands_in("U-amira", "U-dan")):
        assert marks(one, yes=own) == [Flag.BETWEEN_THEM]
    over = replace(stands_in("U-dan", "U-amira"), until=NOW)
    assert marks(over, yes=own) == []


def test_evidence_that_nobody_opened_is_marked_where_it_can_be_opened() -> None:
    own = replace(YES, of=YES.by)
    assert marks(yes=own, is_opened=False) == [Flag.UNOPENED]
    assert marks(yes=own, is_opened=False, evidence="The receipt in the ticket") == []


def test_an_approval_of_what_was_asked_before_says_nothing_of_the_grant() -> None:
    credit = replace(ASKED, asked_at=NOW + 2 * MINUTE, decided_at=NOW + 3 * MINUTE)
    step = Footprint(
        number=2,
        event=Trace.APPROVED,
        state="asked",
        by="U-amira",
        at=YES.at,
        details={"of": "U-mara", "since": NOW.isoformat()},
    )
    assert circumstance.marks(credit, [step]) == []
    assert circumstance.marks(replace(credit, decided_at=None), [step]) == []
