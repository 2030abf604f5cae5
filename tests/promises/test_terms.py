"""What our terms say goes into letters only with the id of who in legal has signed it."""

from typing import Any

import pytest

from bot.settings import BadSettings, settings_from


def test_a_signed_clause_and_when_money_arrives_are_kept() -> None:
    table = {
        "terms": {"clause": "we do not cover lost profit", "confirmed_by": "U09LEX"},
        "words": {"credit_when": "It is there within five working days."},
    }
    ours = settings_from({}, table).organisation
    assert ours.terms_clause == "we do not cover lost profit"
    assert ours.voice.credit_when == "It is there within five working days."
    assert settings_from({}, {}).organisation.terms_clause == ""


@pytest.mark.parametrize(
    ("terms", "said"),
    [
        ({"clause": "we do not cover lost profit"}, "clause needs confirmed_by"),
        ({"clause": "x" * 201, "confirmed_by": "U09LEX"}, "200"),
        ({"clause": "we do not", "confirmed_by": "lex"}, "the id of a person"),
        ({"claus": "we do not"}, "did you mean terms.clause?"),
    ],
)
def test_another_is_told_what_is_wrong(terms: dict[str, Any], said: str) -> None:
    with pytest.raises(BadSettings) as told:
        settings_from({}, {"terms": terms})
    assert said in "\n".join(told.value.problems)
