"""Who is reminded at each step, by what the settings say and who owns the incident."""

from dataclasses import replace

import pytest

from bot.domain.incident import Incident
from bot.domain.nudge import Step
from bot.domain.organisation import Organisation
from bot.usecases.nudges import reminders
from tests.rules.outages import NINE, opened

DAN, AMIRA = "U01DAN", "U02AMIRA"
OWNED = replace(opened(), owner=DAN)
HANDED = replace(OWNED, handed_to=AMIRA)
NOBODYS = replace(OWNED, owner=None)
LED = Organisation(leads=("S01LEADS",), head_of_support=("U05HOPE", "S03HEADS"))


@pytest.mark.parametrize(
    ("incident", "step", "organisation", "people"),
    [
        (OWNED, Step.NEAR, LED, [DAN]),
        (HANDED, Step.NEAR, LED, [DAN, AMIRA]),
        (NOBODYS, Step.NEAR, LED, [None]),
        (OWNED, Step.DUE, LED, [None]),
        (OWNED, Step.LATE, LED, [None]),
        (OWNED, Step.VERY_LATE, LED, ["U05HOPE", "S03HEADS"]),
        (OWNED, Step.VERY_LATE, Organisation(), [None]),
    ],
)
def test_each_step_has_its_people_and_else_the_thread(
    incident: Incident, step: Step, organisation: Organisation, people: list[str | None]
) -> None:
    owed = reminders(incident, step, organisation, now=NINE)
    assert [job.args.get("person") for job in owed] == people
    assert len({job.dedupe_key for job in owed}) == len(owed)
