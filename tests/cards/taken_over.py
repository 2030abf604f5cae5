"""The reminders and the handover, drawn around whatever is typed."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from bot.domain.credit import Credit
from bot.domain.facts import facts_of
from bot.domain.incident import Incident
from bot.domain.nudge import Step
from bot.domain.organisation import Organisation
from bot.domain.update import Update
from messages.card import Card
from messages.cards import answers
from messages.cards.handover import Pack, handover_card, handover_note
from messages.cards.nudge import nudge_card, nudge_note
from tests.cards.known import known

DAN, AMIRA, HOPE = "U01DAN", "U02AMIRA", "U05HOPE"


def reminders(
    incident: Incident, typed: str, organisation: Organisation, now: datetime
) -> Mapping[str, Card]:
    nobodys, asked = replace(incident, owner=None), replace(incident, handed_to=AMIRA)
    return {
        "nudge_without_owner": nudge_card(nobodys, Step.NEAR, organisation, now=now),
        "nudge_unreachable": nudge_card(
            incident, Step.NEAR, organisation, now=now, unreachable=DAN
        ),
        "nudge_note_near": nudge_note(
            incident, Step.NEAR, organisation, now=now, to=DAN, draft=typed
        ),
        "nudge_note_asked": nudge_note(
            asked, Step.NEAR, organisation, now=now, to=AMIRA, draft=typed
        ),
        "nudge_note_very_late": nudge_note(
            incident, Step.VERY_LATE, organisation, now=now, to=HOPE, draft=typed
        ),
    }


def handovers(
    incident: Incident,
    sent: Update,
    credit: Credit,
    organisation: Organisation,
    now: datetime,
) -> Mapping[str, Card]:
    asked = replace(incident, handed_to=AMIRA)
    pack = Pack(
        incident=asked,
        facts=facts_of(asked),
        updates=[sent] * 7,
        waiting=[credit],
        to=AMIRA,
        by=DAN,
        note=sent.text[:2000],
    )
    early = replace(pack, updates=[], waiting=[], note="")
    informed = replace(early, known=known(incident.what_fails, now))
    return {
        "handover_known": handover_card(informed, organisation, now=now),
        "handover": handover_card(pack, organisation, now=now),
        "handover_early": handover_card(early, organisation, now=now),
        "handover_unreachable": handover_card(pack, organisation, now=now, unreachable=True),
        "handover_note": handover_note(pack, organisation, now=now),
        "answer_handed_over": answers.handed_over(asked, AMIRA),
        "answer_taken": answers.taken(incident, organisation),
        "answer_opened_for_nobody": answers.opened(replace(incident, owner=None), organisation),
        "answer_opened_for_another": answers.opened(replace(incident, owner=HOPE), organisation),
    }
