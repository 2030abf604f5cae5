"""Words that wait to be let out, let out, and sent back."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from bot.domain.incident import Incident
from bot.domain.organisation import Organisation
from bot.domain.release import Release, State
from bot.domain.update import Approval, Kind, Update
from messages.card import Card
from messages.cards import answers
from messages.cards.release import release_card, release_note
from messages.cards.said import said_words
from messages.modals.send_back_form import send_back_view
from messages.tone.agreement import Behind


def said(update: Update) -> str:
    """One channel that was told last, and one that is behind it."""
    before = replace(update, number=1, corrects=3, channels=("SMS",))
    last = {"status page": update, "SMS": before}
    return said_words(
        last, (Behind("SMS", ("how many people", "when it will work again")),), Organisation()
    )


def waiting(incident: Incident, typed: str, *, now: datetime) -> Release:
    return Release(
        workspace="T01",
        number=2,
        incident=incident.number,
        kind=Kind.RESOLUTION,
        text=typed,
        basis="",
        approval=Approval.INCIDENT_LEAD,
        asked_by="U01DAN",
        asked_at=now,
        asked_of=("U02AMIRA",),
    )


def forms(incident: Incident, typed: str, *, now: datetime) -> Mapping[str, dict[str, object]]:
    return {"send_back": send_back_view(waiting(incident, typed, now=now))}


def releases(
    incident: Incident, typed: str, organisation: Organisation, *, now: datetime
) -> Mapping[str, Card]:
    asked = waiting(incident, typed, now=now)
    released = replace(asked, state=State.RELEASED, decided_by="U02AMIRA", decided_at=now)
    sent_back = replace(released, state=State.SENT_BACK, note=typed[:500])
    return {
        "release_asked": release_card(asked, incident, organisation),
        "release_done": release_card(released, incident, organisation),
        "release_sent_back": release_card(sent_back, incident, organisation),
        "release_note_done": release_note(released, incident, organisation),
        "release_note_sent_back": release_note(sent_back, incident, organisation),
        "answer_released": answers.words_decided(released),
        "answer_sent_back": answers.words_decided(sent_back),
    }
