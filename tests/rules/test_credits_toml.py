"""The settings of credits: tiers that rise, two functions for two approvals, sums that can be."""

from typing import Any

import pytest
from pydantic import ValidationError

from bot.candour_toml.credits import CreditsTable
from bot.domain.money import Money
from bot.domain.tiers import OwnLimit, usual


def rules(**table: Any) -> CreditsTable:  # noqa: ANN401 - as TOML gives it
    return CreditsTable.model_validate(table)


def test_nothing_set_is_as_usual() -> None:
    assert rules().rules("GBP").of("GBP") == usual("GBP")


def test_what_is_set_takes_the_place_of_the_usual() -> None:
    tiers = [{"up_to": "50", "approvers": [["leads"], ["U01DAN"]]}]
    euro = {"currency": "EUR", "agent_limit": "10.50"}
    team = {"name": "Desk", "people": ["S01"], "budget_per_month": "900"}
    found = rules(agent_limit="0", tiers=tiers, currencies=[euro], teams=[team]).rules("GBP")
    assert found.of("GBP").own == OwnLimit(0, 5, 10_000)
    assert found.of("GBP").needed(Money(5000, "GBP")) == (("leads",), ("U01DAN",))
    assert found.of("EUR").own.each == 1050
    assert (found.teams[0].name, found.teams[0].per_month) == ("Desk", 90_000)


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
        {"limit": "5"},
    ],
)
def test_what_cannot_be_meant_is_refused(table: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        rules(**table)
