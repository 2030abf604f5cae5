"""Every reason to say no is a fact that can be raised, caught and put into words."""

from dataclasses import fields

import pytest

from bot.domain import refusals
from bot.domain.refusals import Refusal

REFUSALS = [
    reason
    for reason in vars(refusals).values()
    if isinstance(reason, type) and issubclass(reason, Refusal)
]


def facts_for(reason: type[Refusal]) -> dict[str, object]:
    return {field.name: object() for field in fields(reason)}


def test_there_are_refusals() -> None:
    assert len(REFUSALS) > 20


@pytest.mark.parametrize("reason", REFUSALS, ids=lambda reason: reason.__name__)
def test_a_refusal_carries_its_facts(reason: type[Refusal]) -> None:
    known = facts_for(reason)
    with pytest.raises(Refusal) as refused:
        raise reason(**known)
    assert type(refused.value) is reason
    assert {name: getattr(refused.value, name) for name in known} == known


@pytest.mark.parametrize("reason", REFUSALS, ids=lambda reason: reason.__name__)
def test_a_refusal_can_be_told_from_another_and_counted(reason: type[Refusal]) -> None:
    known = facts_for(reason)
    one, other = reason(**known), reason(**known)
    assert one != other
    assert len({one, other, one}) == 2


@pytest.mark.parametrize("reason", REFUSALS, ids=lambda reason: reason.__name__)
def test_a_refusal_is_a_no_and_not_a_fault(reason: type[Refusal]) -> None:
    assert issubclass(reason, Exception)
    assert not issubclass(reason, (ValueError, LookupError, OSError, RuntimeError))
