"""A letter to a customer about money: what it rests on, to whom it goes, and when it must not."""

import re
from dataclasses import dataclass
from typing import Final

from bot.domain.bookkeeping import REFERENCE
from bot.domain.credit import GRANTED, Credit, State, pseudonym, unit_price
from bot.domain.entitlement import Entitlement, Owed
from bot.domain.letter_refusals import (
    ApologyFirst,
    CustomerHasNoName,
    EntitlementHasNoName,
    LetterIsOutdated,
    NothingToTell,
    NotTheirCredit,
    NotYourLetter,
    ToldAlready,
)
from bot.domain.money import Money
from bot.domain.money_refusals import TermsAreUnchecked
from bot.domain.update import Kind

SEAL_KEPT: Final = 16
"""Characters of the seal that a form keeps: enough to know one revision from another."""
TAKEN_BACK: Final = "undo"
"""Where a credit stands, for a letter, that somebody wants taken back."""
GREETING: Final = re.compile(
    r"\s*(?:hello|hi|dear)\s+(?P<name>[^\n]{1,200}?)\s*[,:!]?\s*(?:\n|$)", re.IGNORECASE
)


def was_refused_one(credit: Credit) -> bool:
    """Tell whether a customer must hear a no; of a gesture to everyone nobody had heard."""
    return credit.state is State.DECLINED and credit.cohort is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """`names` are those by which the customer is known besides the one on the request."""

    credit: Credit
    entitlement: Entitlement
    names: tuple[str, ...] = ()
    """As they are logged: first how they wish to be called."""
    owner: str | None = None
    """Who owns the incident."""
    is_apologised: bool = False
    """Whether customers were told that we are sorry."""

    @property
    def kind(self) -> Kind:
        return Kind.DECLINE if self.credit.state is State.DECLINED else Kind.OFFER

    @property
    def variant(self) -> str:
        """A: goodwill, B: owed by law or contract, C: the same for everyone affected."""
        if self.kind is Kind.DECLINE:
            return ""
        if self.credit.cohort is not None:
            return "C"
        return "B" if self.credit.is_owed else "A"

    @property
    def seal(self) -> str:
        """Return by what a form knows whether the request still says what it said."""
        return self.credit.seal[:SEAL_KEPT]

    @property
    def wished_name(self) -> str:
        """Return how the customer wishes to be called; empty where only a reference is known."""
        if self.names:
            return self.names[0]
        of_many = self.credit.cohort is not None
        return "" if of_many or REFERENCE.fullmatch(self.credit.customer) else self.credit.customer

    @property
    def sums(self) -> tuple[Money, ...]:
        """Return what may be named: what one customer is granted, while it is."""
        is_granted = self.credit.state in GRANTED and self.credit.undo is None
        return (unit_price(self.credit),) if is_granted else ()

    def is_for(self, name: str) -> bool:
        """Tell whether this is the customer; what everyone is given is for anybody."""
        if self.credit.cohort is not None:
            return True
        workspace = self.credit.workspace
        known = {pseudonym(workspace, one) for one in (self.credit.customer, *self.names)}
        return pseudonym(workspace, name) in known

    def check_who(self, by: str) -> None:
        """Raises `NotYourLetter` unless they asked, decided, or own the incident."""
        credit = self.credit
        if by not in (credit.asked_by, credit.decided_by, self.owner):
            raise NotYourLetter(credit.name, credit.asked_by)

    def check(self) -> None:
        """Raises why the customer cannot be told of the decision now."""
        credit, incident = self.credit, f"INC-{self.credit.incident}"
        if credit.undo is not None:
            raise NothingToTell(credit.name, TAKEN_BACK)
        if not (credit.state in GRANTED or was_refused_one(credit)):
            raise NothingToTell(credit.name, credit.state.value)
        if credit.told is not None and credit.cohort is None:
            raise ToldAlready(credit.name, credit.told.by, credit.told.at)
        if not self.entitlement.allows_letter(is_own=credit.is_own):
            raise TermsAreUnchecked(incident)
        if self.variant == "B" and self.entitlement.owed is not Owed.APPLIES:
            raise EntitlementHasNoName(credit.name, incident)
        if self.kind is Kind.OFFER and not self.is_apologised:
            raise ApologyFirst(incident)

    def check_sent(self, *, seal: str, name: str, text: str) -> None:
        """Raises why these words must not go; `seal` is of the request when they were drafted."""
        self.check()
        if seal != self.seal:
            raise LetterIsOutdated(self.credit.name)
        greeted = GREETING.match(text)
        for called in (name, greeted["name"] if greeted else name):
            if not self.is_for(called):
                self._refuse_name()

    def _refuse_name(self) -> None:
        if not self.names and not self.wished_name:
            raise CustomerHasNoName(self.credit.name, self.credit.customer)
        raise NotTheirCredit(self.credit.name)
