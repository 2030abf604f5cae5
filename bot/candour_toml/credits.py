"""Who may give how much: limits, tiers, budgets, teams and currencies."""

from decimal import Decimal, InvalidOperation
from typing import Annotated, Self

from pydantic import AfterValidator, Field, model_validator

from bot.candour_toml.bookkeeping import (
    Accounts,
    LedgerAccounts,
    TaxTreatments,
    bookkeeping,
    folded_all,
)
from bot.candour_toml.values import CurrencyCode, People, Table, Text
from bot.domain.bookkeeping import Bookkeeping
from bot.domain.money import from_major
from bot.domain.tiers import Authority, Bands, CreditRules, Function, OwnLimit, Team, Tier, usual


def _sum(written: str) -> str:
    try:
        amount = Decimal(written)
    except InvalidOperation as error:
        raise ValueError('must be a sum like "25.00", in quotes') from error
    if not amount.is_finite() or amount < 0:
        raise ValueError('must be a sum like "25.00", in quotes, and not below zero')
    return written


def _approver(name: str) -> str:
    if name not in {one.value for one in Function} and not name.startswith(("U", "W")):
        known = ", ".join(one.value for one in Function)
        raise ValueError(f"must be one of {known}, or the id of a person (U…)")
    return name


Sum = Annotated[str, AfterValidator(_sum)]
Approver = Annotated[str, AfterValidator(_approver)]
Approvers = Annotated[list[Approver], Field(min_length=1)]
MOST_APPROVALS = 4
BANDS = 4


class TierTable(Table):
    up_to: Sum | None = None
    approvers: Annotated[list[Approvers], Field(min_length=1, max_length=MOST_APPROVALS)]

    @model_validator(mode="after")
    def _of_different_functions(self) -> Self:
        """Two approvals come from two functions."""
        named = [name for one in self.approvers for name in one]
        if len(named) != len(set(named)):
            raise ValueError("approvers must not name a function for two approvals of one tier")
        return self

    def as_tier(self, currency: str) -> Tier:
        up_to = None if self.up_to is None else _minor(self.up_to, currency)
        return Tier(up_to, tuple(tuple(one) for one in self.approvers))


class TeamTable(Table):
    name: Text
    people: People
    budget_per_month: Sum | None = None


class RulesTable(Table):
    """The rules of one currency; what is left out is as usual."""

    agent_limit: Sum | None = None
    agent_a_day: Annotated[int, Field(ge=0)] | None = None
    agent_sum_a_day: Sum | None = None
    second_reader_from: Sum | None = None
    budget_per_incident: Sum | None = None
    budget_per_month: Sum | None = None
    tiers: list[TierTable] | None = None
    bands: Annotated[list[Sum], Field(min_length=BANDS, max_length=BANDS)] | None = None

    @model_validator(mode="after")
    def _rise(self) -> Self:
        ends = [one.up_to for one in self.tiers or ()]
        sums = [Decimal(one) for one in ends if one is not None]
        if None in ends[:-1] or sums != sorted(set(sums)):
            raise ValueError("tiers must rise, and only the last one may leave up_to out")
        bands = [Decimal(one) for one in self.bands or ()]
        if bands != sorted(set(bands)):
            raise ValueError("bands must rise")
        return self

    def authority(self, currency: str) -> Authority:
        """Raises `ValueError` for a sum with more decimals than the currency has."""
        plain = usual(currency)

        def minor(written: str | None, otherwise: int | None) -> int | None:
            return otherwise if written is None else _minor(written, currency)

        tiers = tuple(one.as_tier(currency) for one in self.tiers) if self.tiers else plain.tiers
        a_day = plain.own.a_day if self.agent_a_day is None else self.agent_a_day
        return Authority(
            own=OwnLimit(
                minor(self.agent_limit, plain.own.each) or 0,
                a_day,
                minor(self.agent_sum_a_day, plain.own.sum_a_day) or 0,
            ),
            tiers=tiers,
            second_reader_from=minor(self.second_reader_from, plain.second_reader_from) or 0,
            per_incident=minor(self.budget_per_incident, plain.per_incident),
            per_month=minor(self.budget_per_month, plain.per_month),
            bands=self._bands(currency) or plain.bands,
        )

    def _bands(self, currency: str) -> Bands | None:
        if self.bands is None:
            return None
        b1, b2, b3, b4 = (_minor(most, currency) for most in self.bands)
        return b1, b2, b3, b4


class CurrencyTable(RulesTable):
    currency: CurrencyCode


class CreditsTable(RulesTable):
    teams: list[TeamTable] = Field(default_factory=list)
    currencies: list[CurrencyTable] = Field(default_factory=list)
    staff_accounts: Accounts = Field(default_factory=list)
    closed_accounts: Accounts = Field(default_factory=list)
    ledger_accounts: LedgerAccounts = Field(default_factory=dict)
    tax_treatments: TaxTreatments = Field(default_factory=dict)

    def rules(self, currency: str) -> CreditRules:
        """Return the rules, where `currency` is the organisation's own. Raises `ValueError`."""
        named = {one.currency: one.authority(one.currency) for one in self.currencies}
        if (own := self.authority(currency)) != usual(currency):
            named[currency] = own
        return CreditRules(
            by_currency=named,
            staff_accounts=folded_all(self.staff_accounts),
            closed_accounts=folded_all(self.closed_accounts),
            teams=tuple(
                Team(
                    one.name,
                    tuple(one.people),
                    None
                    if one.budget_per_month is None
                    else _minor(one.budget_per_month, currency),
                )
                for one in self.teams
            ),
        )

    def bookkeeping(self) -> Bookkeeping:
        return bookkeeping(self.ledger_accounts, self.tax_treatments)


def _minor(written: str, currency: str) -> int:
    return from_major(Decimal(written), currency).minor
