"""How an incident ends, and what is agreed afterwards, drawn around whatever is typed."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta

from bot.domain.incident import Incident, Status
from bot.domain.organisation import Organisation
from bot.domain.prevention import Item, Question, Review, State
from bot.domain.rhythm import Rhythm
from messages.card import Card
from messages.cards import ending, prevention
from messages.cards.prevention_notes import item_note, review_note, unreached
from messages.cards.state import state_card
from messages.modals import prevention_forms
from messages.modals.check_form import check_view
from tests.cards import people

DAY = timedelta(days=1)


def item(typed: str, now: datetime) -> Item:
    return Item(
        workspace="T01",
        number=3,
        incident=7,
        words=typed[:200].strip() or "x",
        owner="U02AMIRA",
        due=date(2026, 3, 12),
        made_by="U01DAN",
        made_at=now,
    )


def review(typed: str, now: datetime) -> Review:
    return Review(
        workspace="T01",
        incident=7,
        asked_at=now,
        answers=dict.fromkeys(Question, typed[:1000]),
        answered_by="U01DAN",
        answered_at=now,
    )


def step(typed: str) -> dict[str, str]:
    """What a line of the timeline holds of a step."""
    return {
        "item": "PV-3",
        "words": typed[:200],
        "owner": "U02AMIRA",
        "due": "2026-03-12",
        "why": typed[:500],
    }


def said_fixed(incident: Incident) -> Incident:
    return replace(incident, fixed_by="U01DAN", fixed_at=incident.opened_at, fixes=1)


def ends(
    incident: Incident,
    resolved: Incident,
    cancelled: Incident,
    rhythm: Rhythm,
    organisation: Organisation,
) -> Mapping[str, Card]:
    now = incident.opened_at
    promise = people.promise("publish what we have found", now)
    drill = replace(said_fixed(incident), is_drill=True)
    checked = replace(said_fixed(resolved), checked_by="U02AMIRA", checked_how="paying")
    return {
        "state_being_checked": state_card(said_fixed(incident), organisation, now=now),
        "state_checked": state_card(checked, organisation, now=now),
        "state_closed": state_card(replace(checked, status=Status.CLOSED), organisation, now=now),
        "answer_fixed": ending.fixed(said_fixed(incident), organisation),
        "answer_fixed_drill": ending.fixed(drill, organisation),
        "answer_resolved": ending.resolved(resolved, rhythm, None, organisation),
        "answer_resolved_promise": ending.resolved(resolved, rhythm, promise, organisation),
        "answer_reopened": ending.reopened(incident, organisation, was_over=True),
        "answer_not_fixed": ending.reopened(incident, organisation, was_over=False),
        "answer_cancelled": ending.cancelled(cancelled),
    }


def cards(
    incident: Incident,
    resolved: Incident,
    typed: str,
    organisation: Organisation,
    *,
    now: datetime,
) -> Mapping[str, Card]:
    one, asked = item(typed, now), review(typed, now)
    done = replace(one, number=4, state=State.DONE, approved_at=now)
    dropped = replace(one, number=5, state=State.DROPPED, why=typed[:500] or "x")
    closed = replace(asked, closed_by="U01DAN", closed_at=now, why_nothing=typed[:500])
    late = now + 20 * DAY
    every = (one, done, dropped)
    at_end = replace(resolved, status=Status.CLOSED)
    return {
        "prevention": prevention.standing_card(resolved, asked, every, organisation, now=now),
        "prevention_none": prevention.standing_card(incident, None, (), organisation, now=now),
        "prevention_many": prevention.standing_card(
            at_end, closed, (one,) * 40, organisation, now=late
        ),
        "prevention_agreed": prevention.agreed(one, organisation),
        "prevention_done": prevention.item_changed(done, typed[:300], organisation),
        "prevention_dropped": prevention.item_changed(dropped, "", organisation),
        "prevention_reviewed": prevention.reviewed(resolved, asked, ()),
        "prevention_closed": prevention.closed(at_end, closed, every),
        "review_note": review_note(resolved, is_late=False),
        "review_note_late": unreached(review_note(resolved, is_late=True), "U02AMIRA"),
        **{
            f"prevention_note_{why}": item_note(one, resolved, organisation, why=why, now=at)
            for why, at in (("given", now), ("due", now + 8 * DAY), ("late", late))
        },
    }


def forms(incident: Incident, typed: str, *, now: datetime) -> Mapping[str, dict[str, object]]:
    one = item(typed, now)
    return {
        "check": check_view(said_fixed(incident)),
        "check_again": check_view(said_fixed(incident), how=typed),
        "review": prevention_forms.review_view(incident, {}),
        "review_again": prevention_forms.review_view(incident, review(typed, now).answers),
        "step": prevention_forms.step_view(incident, owner="U01DAN", words=typed),
        "step_change": prevention_forms.change_view(one),
        "step_drop": prevention_forms.drop_view(one),
        "close": prevention_forms.close_view(incident),
    }
