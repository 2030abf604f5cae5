"""What a decided request puts into the draft of its letter: nothing that it does not hold."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from bot.domain.credit import Credit, unit_price
from bot.domain.letter import Letter
from bot.domain.organisation import Organisation
from bot.domain.update import Kind
from messages.drafts.asked import PLAIN_REASON
from messages.drafts.given import CreditSlots, DecisionSlots, Given
from messages.letter_words import BECAUSE, COVERS, FORMS, NO_BECAUSE, WOULD_CHANGE, when_words

REVIEW_WITHIN: Final = 3
"""Working days in which another look is answered."""


def letter_records(
    letter: Letter, organisation: Organisation, *, typed: Mapping[str, str], now: datetime
) -> tuple[Given, ...]:
    """Return the record for the draft; `typed` has the reason where the decision names none."""
    zone = organisation.time_zone
    review_at = organisation.working_hours.days_after(now, REVIEW_WITHIN, zone)
    if letter.kind is Kind.DECLINE:
        return (_decision(letter, organisation, review_at, typed.get(PLAIN_REASON, "")),)
    return (_offer(letter, organisation, review_at),)


def terms_are_cleared(letter: Letter, organisation: Organisation) -> bool:
    """Tell whether our terms may be mentioned: legal has signed them, and nothing is owed."""
    return letter.entitlement.allows_terms and bool(organisation.terms_clause)


def asked_for(credit: Credit, organisation: Organisation) -> str:
    """Return what the customer asked for, in their words; else the sum that was asked for them."""
    return credit.asked_for or credit.amount.shown(organisation.locale)


def _offer(letter: Letter, organisation: Organisation, review_at: datetime) -> CreditSlots:
    credit = letter.credit
    each = unit_price(credit)
    is_granted = bool(letter.sums)
    form = FORMS[credit.remedy]
    return CreditSlots(
        amount=each if is_granted else None,
        remedy_form=form,
        covers=COVERS[credit.code],
        credit_when=when_words(credit, organisation),
        entitlement_name=letter.entitlement.which,
        working=credit.worked_out.rstrip(". "),
        amount_or_kind=f"{each.shown(organisation.locale)} as {form}" if is_granted else "",
        reason_human=BECAUSE[credit.code],
        review_at=review_at,
        tos_line_ok=terms_are_cleared(letter, organisation),
    )


def _decision(
    letter: Letter, organisation: Organisation, review_at: datetime, reason: str
) -> DecisionSlots:
    credit, no = letter.credit, letter.credit.decline
    if no is None:
        return DecisionSlots()
    return DecisionSlots(
        asked_for=asked_for(credit, organisation),
        reason_plain=NO_BECAUSE[no.why] or reason,
        alternative=no.alternative.rstrip(". "),
        what_would_change=WOULD_CHANGE.get(no.why, ""),
        review_at=review_at,
        tos_line_ok=terms_are_cleared(letter, organisation),
        tos_summary=organisation.terms_clause,
    )
