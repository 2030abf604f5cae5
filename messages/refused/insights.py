"""Why there are no figures, in words."""

from zoneinfo import ZoneInfo

from bot.domain import insights, period
from messages.failed import given_back, named_words
from messages.refused.registry import words_for


@words_for.register
def _unclear(refusal: period.UnclearDay, _: ZoneInfo) -> str:
    lead = f"{named_words(refusal.typed)} is not a day. Write it like 2026-10-01."
    return given_back(lead, refusal.typed, unless_named=True)


@words_for.register
def _nothing_between(refusal: period.NoTimeBetween, _: ZoneInfo) -> str:
    return (
        f"From {refusal.since:%Y-%m-%d} to {refusal.until:%Y-%m-%d} there is no day. "
        "The last day is the first that counts no more: put it after the first."
    )


@words_for.register
def _not_for_you(_refusal: insights.NotForInsights, _: ZoneInfo) -> str:
    return "The figures are for leads and managers. Ask one of them to send them to you."
