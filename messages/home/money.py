"""Credits on App Home: what waits for this person, and what the budgets still hold."""

from collections.abc import Sequence

from slack_sdk.models.blocks import Block

from bot.domain.budget import Budget
from bot.domain.credit import Credit, State
from bot.domain.money import Money
from bot.domain.organisation import Organisation
from messages.action_ids import ActionId
from messages.buttons import button
from messages.card import escaped, header, quoted, section, shortened
from messages.cards.credit import decisions
from messages.home.page import Item
from messages.money_words import REASONS, shown, state_of, sum_of
from messages.words import chat_time, person

LONGEST_REASON = 300
WHOLE = "The whole request, with like cases and the budget, is in *Messages*."


def to_decide(credit: Credit, organisation: Organisation) -> Item:
    """Return a request that waits for this person; the customer is named in their copy of it."""
    asked = chat_time(credit.asked_at, organisation.time_zone)
    lead = (
        f"*{credit.name} · {sum_of(credit, organisation)}* for INC-{credit.incident}: "
        f"{REASONS[credit.code]}\n{person(credit.asked_by)} asked, {asked}. "
        f"{state_of(credit, organisation)}."
    )
    said = shortened(quoted(credit.reason), LONGEST_REASON)
    return Item(credit.asked_at, f"{lead}\n{said}\n{WHOLE}", decisions(credit))


def come_back(credit: Credit, organisation: Organisation) -> Item:
    """Return a request of this person's that was sent back, or that somebody asks about."""
    sum_ = sum_of(credit, organisation)
    if credit.state is State.CHANGED:
        rather = shown(credit.proposed, organisation) if credit.proposed else "another sum"
        words = f"Sent back: rather {rather}. Ask anew, or leave it."
        press = button("Ask anew", ActionId.ASK_ANEW, credit.number, style="primary")
    else:
        words = "Somebody asks you about it; the question is in *Messages*."
        press = button("Answer", ActionId.ANSWER_CREDIT, credit.number, style="primary")
    lead = f"*{credit.name} · your request for {sum_}*, INC-{credit.incident}"
    return Item(credit.asked_at, f"{lead}\n{words}", [press])


def budget_part(budgets: Sequence[tuple[str, Budget]], organisation: Organisation) -> list[Block]:
    """Return what each team's month holds, by the team's name; empty for everybody's."""
    lines = [
        f"• {escaped(team) or 'All teams'}: {_budget(one, organisation)}" for team, one in budgets
    ]
    return [header("Credits this month"), section("\n".join(lines))]


def _budget(budget: Budget, organisation: Organisation) -> str:
    def words(minor: int) -> str:
        return shown(Money(minor, budget.currency), organisation)

    parts = budget.balance
    moved = (
        f"{words(parts.spent)} spent, {words(parts.committed)} approved, "
        f"{words(parts.held)} waiting for a decision"
    )
    if budget.cap is None or budget.left is None:
        return f"{moved}; no cap is set"
    left = f"{words(max(budget.left, 0))} of {words(budget.cap)} left ({budget.used} % used)"
    return f"{left}. {moved}"
