"""What was typed into the form, and the request that it makes."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from bot.domain.budget import month_of
from bot.domain.cohort import cohort
from bot.domain.credit import (
    LONGEST_ASKED_FOR,
    LONGEST_CUSTOMER,
    LONGEST_EVIDENCE,
    LONGEST_REASON,
    Credit,
)
from bot.domain.money import parse_money
from bot.domain.organisation import Organisation
from bot.domain.reason import Reason
from bot.domain.remedy import Remedy
from bot.domain.typed import words

EVERYONE: Final = "everyone affected by INC-{number}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """Everything as it was typed. With `people_high` it is a gesture for many people."""

    incident: int
    customer: str = ""
    reason: str
    code: Reason
    remedy: Remedy
    amount: str
    asked_for: str = ""
    evidence: str = ""
    worked_out: str = ""
    people_low: str = ""
    people_high: str = ""


def drawn_up(
    wish: Wish,
    organisation: Organisation,
    *,
    workspace: str,
    number: int,
    team: str,
    by: str,
    now: datetime,
) -> Credit:
    """Return the request. Raises `BadAmount`, `WordsAreMissing`, `WordsAreTooLong`, ..."""
    money = parse_money(
        wish.amount,
        currency=organisation.currency,
        locale=organisation.locale,
        others=organisation.credit_rules.by_currency.keys(),
    )
    many = cohort(wish.people_low, wish.people_high, money) if wish.people_high.strip() else None
    whom = wish.customer if many is None else EVERYONE.format(number=wish.incident)
    return Credit(
        workspace=workspace,
        number=number,
        incident=wish.incident,
        customer=words("customer", whom, limit=LONGEST_CUSTOMER, on_one_line=True),
        reason=words("reason", wish.reason, limit=LONGEST_REASON),
        code=wish.code if many is None else Reason.COHORT,
        asked_for=_perhaps("asked_for", wish.asked_for, LONGEST_ASKED_FOR),
        amount=money if many is None else many.exposure(money.currency)[1],
        remedy=wish.remedy,
        evidence=_perhaps("evidence", wish.evidence, LONGEST_EVIDENCE),
        worked_out=_perhaps("worked_out", wish.worked_out, LONGEST_REASON),
        cohort=many,
        team=team,
        month=month_of(now, organisation.time_zone),
        asked_by=by,
        asked_at=now,
        asked_of=(),
    )


def _perhaps(what: str, typed: str, limit: int) -> str:
    return words(what, typed, limit=limit) if typed.strip() else ""
