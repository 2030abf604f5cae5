"""How an approval came about, as it was known in that moment, for who reviews it a month later.

It is kept on the trail with the approval: who stood in for whom then, and whether the evidence had
been opened, cannot be told afterwards. Source: goodwill, 6.8.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Final

from bot.domain.approval import Approval
from bot.domain.approvers import Approvers
from bot.domain.credit import Credit
from bot.domain.evidence import link_in
from bot.domain.flags import Flag
from bot.domain.trail import Footprint

OF, SINCE, BETWEEN, EVIDENCE = "of", "since", "between", "evidence"
ASKER: Final = "asker"
UNOPENED: Final = "unopened"


def told(
    credit: Credit, yes: Approval, approvers: Approvers, *, is_opened: bool
) -> Mapping[str, str]:
    """Return what the trail keeps of an approval, beside who gave it and when.

    Evidence that is no address stands on the card itself: nobody can have missed to open it.
    """
    now = [one for one in approvers.delegations if one.holds(yes.at)]
    kept: dict[str, str] = {}
    if yes.of != yes.by:
        began = max(one.since for one in now if (one.of, one.to) == (yes.of, yes.by))
        kept |= {OF: yes.of, SINCE: began.isoformat()}
    if any({one.of, one.to} == {credit.asked_by, yes.by} for one in now):
        kept[BETWEEN] = ASKER
    if link_in(credit.evidence) is not None and not is_opened:
        kept[EVIDENCE] = UNOPENED
    return kept


def marks(credit: Credit, approvals: Iterable[Footprint]) -> list[Flag]:
    """Return what stands out in how it was granted; `approvals` are all on its trail."""
    if credit.decided_at is None:
        return []
    of_grant = [one for one in approvals if credit.asked_at <= one.at <= credit.decided_at]
    found = {
        Flag.STAND_IN: any(OF in one.details for one in of_grant),
        Flag.NEW_STAND_IN: any(_is_new(one.details, credit.asked_at) for one in of_grant),
        Flag.BETWEEN_THEM: any(BETWEEN in one.details for one in of_grant),
        Flag.UNOPENED: any(EVIDENCE in one.details for one in of_grant),
    }
    return [flag for flag, holds in found.items() if holds]


def _is_new(details: Mapping[str, str], asked_at: datetime) -> bool:
    return SINCE in details and datetime.fromisoformat(details[SINCE]) >= asked_at
