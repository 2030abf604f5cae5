"""Customers' cases, drawn around whatever is typed."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime

from bot.domain.case import SEASON, Case, Later, Outcome, Reply, Wishes
from bot.domain.incident import Incident, Status
from bot.domain.organisation import Organisation
from messages import case_buttons as buttons
from messages.card import Card
from messages.cards import case as cards
from messages.cards import case_receipts as receipts
from messages.cards.threats import company_card
from messages.modals import case_forms
from tests.cards.people import customer, promise


def case_of(typed: str, now: datetime) -> Case:
    return Case(
        workspace="T01",
        customer=5,
        incident=7,
        wishes=Wishes(may_write=True, left_on=date(2026, 3, 1), led_to=typed[:300]),
        written_at=now,
        written_by="U01DAN",
        said=typed[:1000],
        rating=4,
    )


def cases(
    incident: Incident, typed: str, organisation: Organisation, now: datetime
) -> Mapping[str, Card]:
    """Each card, note and receipt of a case."""
    over = replace(incident, status=Status.RESOLVED, resolved_at=now, next_update_due=None)
    one, who = case_of(typed, now), customer(typed, now)
    fresh = replace(one, written_at=None, said="", rating=None, wishes=Wishes())
    unhappy = replace(one, outcome=Outcome.NOT_HAPPY, reopened_at=now)
    won = replace(one, outcome=Outcome.NO_ANSWER, won_at=now, reply=Reply.TALKING)
    step = replace(promise(typed, now), customer=5)
    ten = [(replace(who, number=n), replace(fresh, customer=n)) for n in range(10)]
    return {
        "case_open": cards.case_card(who, fresh, incident, organisation, now=now),
        "case_works": cards.case_card(who, fresh, over, organisation, now=now),
        "case_waits": cards.case_card(who, one, over, organisation, now=now),
        "case_unhappy": cards.case_card(who, unhappy, over, organisation, now=now),
        "case_won": cards.case_card(
            who, replace(won, later=Later.LEFT), over, organisation, now=now
        ),
        "case_after_a_season": cards.case_card(who, one, over, organisation, now=now + SEASON),
        "case_opted_out": cards.case_card(
            who, replace(fresh, wishes=Wishes(opted_out=True)), over, organisation, now=now
        ),
        "follow_up_note": cards.follow_up_note(over, 1204, ten),
        "follow_up_note_one": cards.follow_up_note(over, 1, ten[:1]),
        "seasoned_note": cards.seasoned_note(over, 10, ten),
        "written_note": cards.written_note(who, one, over),
        "written_note_left": cards.written_note(who, won, over),
        "given_note": cards.given_note(
            who, replace(fresh, owner="U02MARA"), over, organisation, now=now
        ),
        "answer_case_given": receipts.given_receipt(replace(fresh, owner="U02MARA")),
        "unhappy_note": cards.unhappy_note(who, unhappy, over, step, "U01DAN"),
        "unhappy_note_bare": cards.unhappy_note(who, unhappy, over, None, "U01DAN"),
        "follow_ups": cards.lists_card(
            over,
            [
                ("Ask them", ten, buttons.to_write),
                ("They have left us", ten[:1], lambda _: []),
            ],
        ),
        "follow_ups_none": cards.lists_card(over, []),
        "answer_case_resolved": receipts.resolved_receipt(one),
        "answer_case_happy": receipts.happy_receipt(one),
        "answer_case_unhappy": receipts.unhappy_receipt(unhappy, step, organisation),
        "answer_case_later": receipts.later_receipt(replace(one, later=Later.RETAINED)),
        "answer_case_reply": receipts.reply_receipt(won),
        "answer_case_no": receipts.reply_receipt(replace(won, reply=Reply.NO)),
        "answer_case_wishes": receipts.wishes_receipt(one),
        "answer_case_opted_out": receipts.wishes_receipt(
            replace(one, wishes=Wishes(opted_out=True))
        ),
        "threat_in_thread": company_card(incident, "U01DAN"),
    }


def forms(typed: str, now: datetime) -> Mapping[str, dict[str, object]]:
    one = case_of(typed, now)
    return {
        "case_happy": case_forms.happy_view(one),
        "case_not_happy": case_forms.not_happy_view(one, due=now),
        "case_give": case_forms.give_view(one),
        "case_wishes": case_forms.wishes_view(one),
    }
