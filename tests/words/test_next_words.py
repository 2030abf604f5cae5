"""Words without news: in turn, never the last ones, and a leader's once one is named."""

from dataclasses import replace

import pytest

from bot.domain.update import Kind
from bot.usecases.drafts import next_promise, next_words, plan
from tests.cards.samples import NOW, ORGANISATION, TOLD

LEADER = "Hope Adeyemi, head of support"
PROMISED = next_promise(TOLD, ORGANISATION, now=NOW)


def words(run: int, *, last: str = "", leader: str = "", kind: Kind = Kind.HOLDING) -> str:
    incident = replace(TOLD, holding_run=run)
    typed = {"leader": leader}
    draft = plan(incident, ORGANISATION, kind, {}, promised=PROMISED, now=NOW, typed=typed)
    return next_words(incident, draft, last=last)


@pytest.mark.parametrize("run", range(7))
@pytest.mark.parametrize("leader", ["", LEADER])
def test_they_are_never_the_last_ones(run: int, leader: str) -> None:
    last = words(run, leader=leader)

    assert words(run, leader=leader, last=last) != last
    assert words(run, leader=leader, last="Something else.") == last


def test_they_come_in_three_forms_in_turn() -> None:
    in_turn = [words(run) for run in range(6)]

    assert len(set(in_turn)) == 3
    assert in_turn[:3] == in_turn[3:]


@pytest.mark.parametrize("run", range(3))
def test_a_leader_is_named_only_if_somebody_said_who(run: int) -> None:
    assert f"{LEADER}, now leads our response." in words(run, leader=LEADER)
    assert "leads our response" not in words(run)


def test_words_with_news_may_stay_as_they_are() -> None:
    first = words(0, kind=Kind.PROGRESS)

    assert words(0, kind=Kind.PROGRESS, last=first) == first
