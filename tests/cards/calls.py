"""Calls, drawn around whatever is typed: each stage of the script, and what calls add up to."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.call import Alike, Call, Figures, Turn
from bot.domain.fact import Known
from bot.domain.incident import Incident, Type
from bot.domain.on_call import OnCall
from bot.domain.organisation import Organisation
from bot.domain.update import Kind, Update
from bot.usecases.on_call import phone_draft
from messages.card import Card
from messages.cards.answers import plain
from messages.cards.calls import ended_words, patterns_card, threat_card, totals_card
from messages.cards.state import state_card
from messages.drafts.draft import phone_branches, phone_script
from messages.modals.phone_form import PhoneState, phone_view
from tests.cards.people import customer, promise

CALLED = Figures(calls=12, waited=431)
TURNED = 3
"""The place of the branch in which somebody is insulted again."""


def call(typed: str, now: datetime) -> Call:
    notes = {
        "name": typed[:100],
        "reported_symptom": typed[:300],
        "concern": typed[:300],
        "impact_personal": typed[:300],
        "asked_for": typed[:300],
        "repair": typed[:300],
        "mood": "worried",
        "obstacle": typed[:300],
    }
    return Call(
        workspace="T01",
        number=4,
        incident=7,
        by="U01DAN",
        began_at=now - timedelta(minutes=6),
        notes=notes,
        waited=12,
    )


def cards(
    incident: Incident, typed: str, organisation: Organisation, *, now: datetime
) -> Mapping[str, Card]:
    one = call(typed, now)
    same = [Alike("What do you see? Please read it to me.", typed[:200], 9), Alike("Why?", "x", 3)]
    hard = replace(one, turns=(Turn.INSULT,))
    return {
        "state_called": state_card(incident, organisation, now=now, calls=CALLED),
        "calls": totals_card(incident, CALLED, same),
        "calls_none": totals_card(incident, Figures(), []),
        "call_patterns": patterns_card(one, incident, same),
        "call_threat": threat_card(one, incident),
        "answer_call_ended": plain(ended_words(one)),
        "answer_hard_call_ended": plain(ended_words(hard)),
    }


def forms(
    incident: Incident, typed: str, known: Known, organisation: Organisation, *, now: datetime
) -> Mapping[str, dict[str, object]]:
    """Return each stage with everything noted, and what a call looks like when it turns."""
    about = replace(incident, type=Type.PAYMENTS)
    on = OnCall(
        call=call(typed, now),
        incident=about,
        known=known,
        answers={"When did it start?": typed[:200]},
        last=_last(typed, now),
        customer=customer(typed, now),
        promised=[promise(typed, now)],
    )
    draft = phone_draft(on, organisation, now=now)
    empty = replace(on, call=replace(on.call, notes={}, waited=0), answers={}, last=None, known={})
    script, branches = phone_script(draft), phone_branches(draft)
    state = PhoneState(
        on=replace(empty, customer=None), facts=draft.facts, stages=script, branches=branches
    )
    alarmed = replace(on, call=replace(on.call, turns=(Turn.THREAT,)))
    promised = replace(on, promise=promise(typed, now))
    drawn = {
        **{
            f"call_{place:02}_{stage.name}": replace(state, on=replace(on, call=on.call.at(place)))
            for place, stage in enumerate(script)
        },
        "call_begun": state,
        "call_resumed": replace(state, on=replace(on, is_resumed=True)),
        "call_turned": replace(state, branch=TURNED),
        "call_threatened": replace(state, on=alarmed),
        "call_alarmed": replace(state, on=alarmed, is_alarmed=True),
        "call_promised": replace(state, on=promised, has_just_promised=True),
    }
    return {name: phone_view(one, organisation, now=now) for name, one in drawn.items()}


def _last(typed: str, now: datetime) -> Update:
    return Update(
        workspace="T01",
        incident=7,
        number=1,
        kind=Kind.PROGRESS,
        text=typed[:3000],
        sent_by="U01DAN",
        sent_at=now,
        promised_by=None,
    )
