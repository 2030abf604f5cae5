"""Customer information is spoken of where something is known of it, or somebody wonders."""

from dataclasses import replace

import pytest

from bot.domain.facts import DataSafety, facts_of
from bot.domain.incident import Type
from messages.certainty import HONEST_DATA_LINE, RAISES_DATA, data_line, uncertain
from tests.cards.samples import NEW, NOW, ZONE

FACTS = facts_of(NEW)
QUESTION = "whether customer information is affected"


@pytest.mark.parametrize("asked", [False, True])
@pytest.mark.parametrize("kind", Type)
def test_what_nobody_wonders_about_is_not_raised(kind: Type, *, asked: bool) -> None:
    facts = replace(FACTS, type=kind)
    speaks = asked or kind in RAISES_DATA

    line = data_line(facts, ZONE, now=NOW, asked=asked)
    assert line == (HONEST_DATA_LINE if speaks else None)
    assert (QUESTION in uncertain(facts, asked=asked)) is speaks


@pytest.mark.parametrize("state", sorted(set(DataSafety) - {DataSafety.UNKNOWN}))
def test_what_is_known_of_it_is_said_or_left_to_security(state: DataSafety) -> None:
    line = data_line(replace(FACTS, data_safety=state, safety_said_at=NOW), ZONE, now=NOW)

    assert (line is None) is state.is_for_security
