"""How finance books a credit: accounts, tax, and by what name its customer is known there."""

import hmac
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from bot.domain.credit import Credit, folded
from bot.domain.reason import Reason
from bot.domain.remedy import PRICE, Remedy

REFERENCE: Final = re.compile(r"[\w.#/-]*\d[\w.#/-]*", re.ASCII)
KEYED_DIGITS: Final = 32
"""Hexadecimal digits of a keyed reference: 128 bits, so no two customers share one."""


@dataclass(frozen=True, slots=True)
class Bookkeeping:
    """What the settings do not name is booked as usual."""

    accounts: Mapping[Reason, str] = field(default_factory=dict)
    tax: Mapping[Remedy, str] = field(default_factory=dict)
    key: str = field(default="", repr=False)
    """A secret: with it, references leave as hashes that only its holders can match."""

    def account(self, reason: Reason) -> str:
        return self.accounts.get(reason, reason.definition.account)

    def tax_treatment(self, remedy: Remedy) -> str:
        """Return how the books treat it; finance has the last word in its own system."""
        usual = "price_reduction" if remedy in PRICE else "compensation"
        return self.tax.get(remedy, usual)

    def customer_ref(self, credit: Credit) -> str:
        """Return the customer's name for finance: keyed, else the reference that was typed.

        Without a key, what does not look like a reference leaves as a pseudonym.
        """
        if self.key:
            said = f"{credit.workspace}\n{folded(credit.customer)}".encode()
            return f"h-{hmac.digest(self.key.encode(), said, 'sha256').hex()[:KEYED_DIGITS]}"
        if REFERENCE.fullmatch(credit.customer):
            return credit.customer
        return f"p-{credit.customer_hash[:16]}"
