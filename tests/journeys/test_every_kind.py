"""Everything that can be said opens from the list, with a draft that says no more than is known."""

import pytest

from bot.domain.update import Kind
from messages.modals.words_kinds import CHOICES, Choice, When, kind_and_variant
from tests.driver import AGENT, Bot
from tests.journeys.test_words_form import open_form

ELSEWHERE = {Kind.OFFER, Kind.DECLINE, Kind.WIN_BACK, Kind.SUMMARY, Kind.PHONE}
"""From a decided credit, the case of who has left, the record; a call has a form of its own."""
CLAIMS = ("is safe", "not affected", "The cause: ", "We expect it to work", "It affects")


def listed(when: When) -> list[Choice]:
    return [
        one for one in CHOICES if {when, When.ALWAYS} & set(one.when) and one.kind not in ELSEWHERE
    ]


def test_every_kind_can_be_reached() -> None:
    assert {one.kind for one in CHOICES} | ELSEWHERE == set(Kind)


@pytest.mark.parametrize("when", [When.OPEN, When.RESOLVED])
async def test_each_draft_opens_and_claims_nothing_that_nobody_said(bot: Bot, when: When) -> None:
    await open_form(bot)
    await bot.send(text="Customers cannot pay by card. We are sorry. Next update: by 12:30 GMT.")
    await bot.deliver()
    if when is When.RESOLVED:
        await bot.resolve()
        await bot.deliver()
    await bot.slash("draft INC-1 K05")

    for choice in listed(when):
        if choice.about_calls or choice.kind is Kind.APOLOGY:
            continue
        said = await bot.press_in_form("kind", chosen=choice.label)

        assert bot.typed("kind") == choice.value
        kind, _ = kind_and_variant(choice.value)
        text = bot.typed("text")
        assert text
        assert [claim for claim in CLAIMS if claim in text] == []
        limit = kind.limit
        assert limit is None or f"of {limit.most}" in said
    assert bot.person(AGENT).modal is not None
