"""The settings of credits: tiers that rise, two functions for two approvals, sums that can be."""

from typing import Any

import pytest
from pydantic import ValidationError

from bot.candour_toml.credits import CreditsTable
from bot.domain.money import Money
from bot.domain.reason import Reason
from bot.domain.remedy import Remedy
from bot.domain.tiers import OwnLimit, usual


def rules(**table: Any) -> CreditsTable:  # noqa: ANN401 - as TOML gives it
    return CreditsTable.model_validate(table)


def test_nothing_set_is_as_usual() -> None:
    assert rules().rules("GBP").of("GBP") == usual("GBP")


def test_what_is_set_takes_the_place_of_the_usual() -> None:
    tiers = [{"up_to": "50", "approvers": [["leads"], ["U01DAN"]]}]
    euro = {"currency": "EUR", "agent_limit": "10.50", "bands": ["30", "110.50", "330", "800"]}
    team = {"name": "Desk", "people": ["S01"], "budget_per_month": "900"}
    found = rules(agent_limit="0", tiers=tiers, currencies=[euro], teams=[team]).rules("GBP")
    assert found.of("GBP").own == OwnLimit(0, 5, 10_000)
    assert found.of("GBP").needed(Money(5000, "GBP")) == (("leads",), ("U01DAN",))
    assert found.of("EUR").own.each == 1050
    assert found.of("EUR").bands == (3000, 11_050, 33_000, 80_000)
    assert (found.teams[0].name, found.teams[0].per_month) == ("Desk", 90_000)


def test_accounts_are_known_whatever_their_case_and_spaces() -> None:
    found = rules(staff_accounts=[" ACC-7 "], closed_accounts=["acc  8"]).rules("GBP")
    assert (found.staff_accounts, found.closed_accounts) == (
        frozenset({"acc-7"}),
        frozenset({"acc 8"}),
    )


def test_finance_names_its_own_accounts() -> None:
    books = rules(ledger_accounts={"OUT-TIME": "4410"}, tax_treatments={"money": "no_vat"})
    found = books.bookkeeping()
    assert (found.accounts, found.tax) == ({Reason.OUT_TIME: "4410"}, {Remedy.MONEY: "no_vat"})


def test_a_reason_that_does_not_exist_is_told_the_nearest() -> None:
    with pytest.raises(ValidationError, match="did you mean OUT-TIME"):
        rules(ledger_accounts={"OUT-TIMES": "4410"})


@pytest.mark.parametrize(
    "table",
    [
        {"agent_limit": "ten"},
        {"agent_limit": "-1"},
        {"agent_limit": "NaN"},
        {"tiers": [{"up_to": "50", "approvers": []}]},
        {"tiers": [{"up_to": "50", "approvers": [["boss"]]}]},
        {"tiers": [{"up_to": "50", "approvers": [["leads"], ["managers", "leads"]]}]},
        {"tiers": [{"up_to": top, "approvers": [["leads"]]} for top in ("90", "50")]},
        {"tiers": [{"approvers": [["leads"]]}, {"up_to": "50", "approvers": [["leads"]]}]},
        {"currencies": [{"currency": "QQQ"}]},
        {"bands": ["25", "100", "300"]},
        {"bands": ["25", "100", "100", "750"]},
        {"limit": "5"},
        {"ledger_accounts": {"OUT-TIMES": "4410"}},
        {"ledger_accounts": {"OUT-TIME": ""}},
        {"tax_treatments": {"cash": "none"}},
        {"staff_accounts": [" "]},
    ],
)
def test_what_cannot_be_meant_is_refused(table: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        rules(**table)
