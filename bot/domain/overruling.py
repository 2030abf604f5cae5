"""Which rules people overruled in granting a credit, and as what: counted, and nobody is ranked."""

from collections.abc import Collection, Mapping
from enum import StrEnum
from typing import Final

from bot.domain.credit import Credit, unit_price
from bot.domain.size import most_usual
from bot.domain.tiers import Authority, Function


class Rule(StrEnum):
    """What says no, or less, and a person may say yes all the same."""

    USUAL = "usual"
    """The guide: no more than is usual for the reason."""
    LIKES = "likes"
    """No more than twice what like cases got."""
    EVIDENCE = "evidence"
    """Above what one gives alone, something shows the claim."""
    LIST = "list"
    """The customer is on the imported list of the incident, and not because of who asks."""


ALONE: Final = "alone"
"""The role of who gave it within their own limit."""
NO_ROLE: Final = ""
SENIOR_FIRST: Final = (
    Function.DIRECTORS,
    Function.HEAD_OF_SUPPORT,
    Function.MANAGERS,
    Function.LEADS,
    Function.FINANCE,
    Function.LEGAL,
)
Overruling = tuple[Rule, str]
"""The rule, and as what somebody overruled it."""

PAST, ADDED_AS = "past", "added_as"


def found(*, is_out_of_line: bool, added_as: str | None) -> Mapping[str, str]:
    """Return what the trail keeps of a request, since it cannot be told later."""
    past = [Rule.LIKES] if is_out_of_line else []
    if added_as is None:
        return {PAST: " ".join(past)} if past else {}
    return {PAST: " ".join([*past, Rule.LIST]), ADDED_AS: added_as}


def role_of(functions: Collection[str]) -> str:
    """Return the most senior of a person's functions."""
    return next((one for one in SENIOR_FIRST if one in functions), NO_ROLE)


def overrulings(
    credit: Credit,
    rules: Authority,
    *,
    granted_as: str,
    noted: Mapping[str, str],
) -> list[Overruling]:
    """Return what was overruled in a credit that was granted; `noted` is what `found` returned.

    Who asks overrules the list; the rest is overruled by who grants it.
    """
    past = noted.get(PAST, "").split()
    each = unit_price(credit)
    shows = bool(credit.evidence) or credit.cohort is not None or credit.is_owed
    overruled = {
        Rule.USUAL: each.minor > most_usual(credit.code, each.currency, rules.bands).minor,
        Rule.LIKES: Rule.LIKES in past,
        Rule.EVIDENCE: not shows and credit.amount.minor > rules.own.each,
    }
    by_grant = [(rule, granted_as) for rule, holds in overruled.items() if holds]
    return [*by_grant, *([(Rule.LIST, noted[ADDED_AS])] if Rule.LIST in past else [])]
