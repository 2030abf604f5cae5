"""Whose incident it is, as a rule."""

from dataclasses import replace

import pytest

from bot.domain.handover import accepted, answerable, handed_over, taken
from bot.domain.incident import Incident
from bot.domain.refusals import IncidentIsResolved, NotHandedToYou, SomeoneTookIt, YoursAlready
from tests.rules.outages import NINE, opened, resolved

DAN, AMIRA, HOPE = "U01DAN", "U02AMIRA", "U05HOPE"


@pytest.fixture
def incident() -> Incident:
    return replace(opened(), owner=DAN)


def test_nobodys_incident_is_taken(incident: Incident) -> None:
    assert taken(replace(incident, owner=None), AMIRA, after=None).owner == AMIRA


def test_taking_it_after_its_owner_ends_a_handover(incident: Incident) -> None:
    after = taken(handed_over(incident, HOPE), AMIRA, after=DAN)
    assert (after.owner, after.handed_to) == (AMIRA, None)


def test_whoever_was_faster_keeps_it(incident: Incident) -> None:
    with pytest.raises(SomeoneTookIt) as refused:
        taken(incident, AMIRA, after=None)
    assert refused.value.by == DAN


def test_nobody_takes_or_is_handed_their_own(incident: Incident) -> None:
    with pytest.raises(YoursAlready):
        taken(incident, DAN, after=DAN)
    with pytest.raises(YoursAlready):
        handed_over(incident, DAN)


def test_until_it_is_accepted_both_answer_for_it(incident: Incident) -> None:
    asked = handed_over(incident, AMIRA)
    assert answerable(incident) == (DAN,)
    assert answerable(asked) == (DAN, AMIRA)
    assert answerable(accepted(asked, AMIRA)) == (AMIRA,)
    assert answerable(replace(incident, owner=None)) == ()


def test_only_who_was_asked_accepts(incident: Incident) -> None:
    with pytest.raises(NotHandedToYou):
        accepted(handed_over(incident, AMIRA), HOPE)


def test_an_ended_incident_changes_hands_no_more(incident: Incident) -> None:
    ended = resolved(incident, now=NINE)
    with pytest.raises(IncidentIsResolved):
        taken(ended, AMIRA, after=DAN)
    with pytest.raises(IncidentIsResolved):
        handed_over(ended, AMIRA)
    with pytest.raises(IncidentIsResolved):
        accepted(ended, AMIRA)
