"""Why there are no figures, in words."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from bot.domain import insights, period
from bot.domain.refusals import Refusal
from messages.failed import given_back, named_words


def _unclear(refusal: period.UnclearDay) -> str:
    lead = f"{named_words(refusal.typed)} is not a day. Write it like 2026-10-01."
    return given_back(lead, refusal.typed, unless_named=True)


def _nothing_between(refusal: period.NoTimeBetween) -> str:
    return (
        f"From {refusal.since:%Y-%m-%d} to {refusal.until:%Y-%m-%d} there is no day. "
        "The last day is the first that counts no more: put it after the first."
    )


def _not_for_you(_: insights.NotForInsights) -> str:
    return "The figures are for leads and managers. Ask one of them to send them to you."


INSIGHTS: Final[Mapping[type[Refusal], Callable[[Any], str]]] = {
    period.UnclearDay: _unclear,
    period.NoTimeBetween: _nothing_between,
    insights.NotForInsights: _not_for_you,
}
