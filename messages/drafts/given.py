"""What records hold for a draft, each under the name of its slot. What is empty stays open."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta
from typing import Final

from bot.domain.money import Money
from bot.domain.organisation import Organisation
from messages.drafts.shown import shown

CHECKED_BY: Final = "Our support team"
"""Whoever checks as a customer would."""


@dataclass(frozen=True, slots=True)
class PersonSlots:
    """One customer, as they wish to be called, and what it meant for them."""

    name: str = ""
    impact: str = ""
    handle: str = ""
    """What they are called in public."""
    concern: str = ""
    """What worries them most, in their words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentSlots:
    """Who signs. `agent_first` is how they sign where there is little room."""

    agent_name: str = ""
    agent_role: str = ""
    agent_first: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolutionSlots:
    """How it ended: engineering says fixed, support has checked."""

    resolved_at: datetime | None = None
    verified_role: str = ""
    verified_how: str = ""
    cause_promise_at: datetime | None = None
    failed_again_at: datetime | None = None
    """When it was opened again, if that was the last thing to happen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditSlots:
    """An approved credit, in words. Build it from no other state: it is what we owe or give."""

    amount: Money | None = None
    extra_amount: Money | None = None
    remedy_form: str = ""
    covers: str = ""
    credit_when: str = ""
    entitlement_name: str = ""
    working: str = ""
    amount_or_kind: str = ""
    """What everybody affected gets."""
    cohort_offer_line: str = ""
    reason_human: str = ""
    review_at: datetime | None = None
    tos_line_ok: bool = False
    """Legal has signed the clause, and nothing is owed by law, contract or scheme."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionSlots:
    """A request for a credit that was declined."""

    asked_for: str = ""
    reason_plain: str = ""
    alternative: str = ""
    what_would_change: str = ""
    review_at: datetime | None = None
    tos_line_ok: bool = False
    tos_summary: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseSlots:
    """A promise to one person: what was said, when it was due, and what became of it."""

    promise_words: str = ""
    """What follows on “I will”."""
    promise_due: datetime | None = None
    new_due: datetime | None = None
    question: str = ""
    answer: str = ""
    still_unknown: str = ""
    why_not: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionSlots:
    """What we said, what is true, and who confirmed that."""

    wrong_at: datetime | None = None
    wrong_claim: str = ""
    right_claim: str = ""
    confirmed_role: str = ""
    confirmed_at: datetime | None = None
    other_channels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewSlots:
    """What a customer's report led to; what was found wrong, and changed since they left us."""

    outcome_of_report: str = ""
    left_on: date | None = None
    failure_1: str = ""
    failure_2: str = ""
    change_1: str = ""
    change_1_date: date | None = None
    change_2: str = ""
    change_2_date: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SummarySlots:
    """The record's figures for management. No names of customers, nor of staff at fault."""

    ended_at: datetime | None = None
    estimate: str = ""
    first_word_after: timedelta | None = None
    longest_silence: timedelta | None = None
    updates_sent: int | None = None
    corrections: int | None = None
    promises_made: int | None = None
    promises_kept: int | None = None
    promises_late: int | None = None
    promises_broken: int | None = None
    contacts_per_hour: int | None = None
    top_worries: tuple[str, ...] = ()
    quotes: str = ""
    at_risk: int | None = None
    harm: str = ""
    credits_approved: Money | None = None
    credits_offered: Money | None = None
    credits_accepted: Money | None = None
    budget_left: Money | None = None
    credit_exceptions: str = ""
    fraud_referrals: int | None = None
    regulator: str = ""
    decisions: str = ""


Given = (
    AgentSlots
    | ResolutionSlots
    | CreditSlots
    | DecisionSlots
    | PromiseSlots
    | CorrectionSlots
    | ReviewSlots
    | SummarySlots
)


def given_slots(
    records: Iterable[Given], organisation: Organisation, *, now: datetime
) -> dict[str, str | None]:
    """Return what the records hold, in words, by the names of the slots."""
    return {
        one.name: shown(getattr(record, one.name), organisation, now=now)
        for record in records
        for one in fields(record)
    }
