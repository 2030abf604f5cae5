"""Gathering how credits came about, and how it went on: for their measures."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from bot.domain.credit import GRANTED, Credit
from bot.domain.hindsight import After, Hindsight
from bot.domain.organisation import Organisation
from bot.domain.overruling import ALONE, NO_ROLE, Overruling, overrulings, role_of
from bot.domain.trail import Trace
from bot.store import approvals, cases, trail
from bot.store.transaction import Reader

ASKED = (Trace.ASKED, Trace.ASKED_ANEW, Trace.GIVEN_ALONE)


async def of_credits(
    reader: Reader, organisation: Organisation, workspace: str, found: Sequence[Credit]
) -> Hindsight:
    return Hindsight(
        paid=await trail.paid_at(reader, workspace, [one.number for one in found]),
        overruled=await _overruled(reader, organisation, workspace, found),
        after=await _after(reader, workspace, found),
    )


async def _overruled(
    reader: Reader, organisation: Organisation, workspace: str, found: Sequence[Credit]
) -> Mapping[int, Sequence[Overruling]]:
    granted = [one for one in found if one.state in GRANTED]
    given = await approvals.of_grants(reader, workspace, granted)
    asked = await trail.of_credits(reader, workspace, [one.number for one in granted], *ASKED)
    roles = {
        one.number: role_of(yes.functions)
        for one in granted
        for yes in given.get(one.number, ())
        if yes.by == one.decided_by
    }
    return {
        one.number: overrulings(
            one,
            organisation.credit_rules.of(one.amount.currency),
            granted_as=ALONE if one.is_own else roles.get(one.number, NO_ROLE),
            noted=asked[one.number][-1].details if asked.get(one.number) else {},
        )
        for one in granted
    }


async def _after(reader: Reader, workspace: str, found: Sequence[Credit]) -> Mapping[int, After]:
    """A gesture to many people is nobody's offer."""
    told: dict[int, list[Credit]] = defaultdict(list)
    for one in found:
        if one.told is not None and one.cohort is None:
            told[one.incident].append(one)
    after: dict[int, After] = {}
    for incident, theirs in told.items():
        known = await cases.after(
            reader, workspace, incident, {one.customer.lower() for one in theirs}
        )
        after |= {
            one.number: known[one.customer.lower()]
            for one in theirs
            if one.customer.lower() in known
        }
    return after
