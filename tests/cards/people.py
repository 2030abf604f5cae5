"""Promises and customers, drawn around whatever is typed."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.customer import Customer, Mood, Report, Tally
from bot.domain.fact import Key
from bot.domain.incident import Incident
from bot.domain.missed import Missed
from bot.domain.organisation import Organisation
from bot.domain.promise import Promise, Status, Step
from messages.card import Card
from messages.cards.answers import plain
from messages.cards.customers import customer_heard, customer_logged, waiting_card
from messages.cards.promise import (
    promise_card,
    promise_changed,
    promise_details,
    promise_made,
    promise_message,
    promise_note,
    promise_renewed,
    promise_wish,
    renewed_notice,
    with_proposals,
    with_settling,
)
from messages.cards.promises import promises_line, promises_to_keep
from messages.cards.state import state_card
from messages.modals import promise_form
from messages.modals.customer_form import customer_view
from messages.proposals import Proposal
from messages.unknown import honest_sentence

HOUR = timedelta(hours=1)
TALLY = Tally(logged=1204, hard=212, with_needs=3, may_leave=40, waiting=611)


def report(typed: str) -> Report:
    return Report(
        reference="T-1204",
        name=typed[:100],
        via="phone",
        concern=typed[:300],
        impact=typed[:3000],
        mood=Mood.QUIET,
        contacts=3,
        waited=95,
        asked_for=typed[:300],
        needs=typed[:300],
        may_leave=True,
        has_left=True,
    )


def customer(typed: str, now: datetime) -> Customer:
    return Customer(
        workspace="T01",
        number=5,
        incident=7,
        report=report(typed),
        logged_by="U01DAN",
        logged_at=now,
    )


def promise(typed: str, now: datetime) -> Promise:
    return Promise(
        workspace="T01",
        number=3,
        incident=7,
        customer=None,
        words=typed[:300].strip() or "x",
        due=now + 2 * HOUR,
        owner="U01DAN",
        made_by="U02AMIRA",
        made_at=now - HOUR,
        made_in="",
        counted_from=now - HOUR,
    )


def promises(
    incident: Incident, typed: str, organisation: Organisation, now: datetime
) -> Mapping[str, Card]:
    """Each promise card, receipt and reminder."""
    made = promise(typed, now)
    why = typed[:500].strip() or "x"
    late = replace(made, status=Status.BROKEN, due=now - HOUR)
    drawn = {
        "open": made,
        "moved": replace(made, status=Status.MOVED, moved_from=now),
        "broken": late,
        "kept": replace(made, status=Status.KEPT, evidence=why, closed_at=now),
        "withdrawn": replace(made, status=Status.WITHDRAWN, why=why, closed_at=now),
        "to_customer": replace(made, customer=5),
        "missed_to_customer": replace(late, customer=5),
        "followed_to_customer": replace(late, customer=5, closed_at=now),
    }
    missed = Missed.of(replace(late, why=why), made)
    zone = organisation.time_zone
    hears = customer(typed, now)
    return {
        **{
            f"promise_{name}": promise_card(one, incident, organisation, now=now)
            for name, one in drawn.items()
        },
        **{
            f"promise_note_{step.name.lower()}": promise_note(
                late, incident, step, organisation, now=now, customer=hears
            )
            for step in Step
        },
        "promise_note_yours": promise_note(made, incident, 0, organisation, now=now, customer=None),
        "promise_message": promise_message(
            late, incident, organisation, now=now, unreachable="U01DAN"
        ),
        "promise_details": promise_details(
            replace(late, moved_from=now - 2 * HOUR, evidence=why, why=why),
            incident,
            organisation,
            now=now,
            customer=hears,
        ),
        "answer_promised": promise_made(made, organisation, now=now),
        "answer_not_known": promise_made(
            made,
            organisation,
            now=now,
            say=honest_sentence(Key.SCOPE, made.due, zone, now=now),
        ),
        "answer_not_known_to_one": promise_made(
            made, organisation, now=now, say=honest_sentence(None, made.due, zone, now=now)
        ),
        "answer_promise_moved": promise_changed(
            drawn["moved"], organisation, now=now, has_moved=True
        ),
        "answer_promise_kept": promise_changed(drawn["kept"], organisation, now=now),
        "answer_promise_renewed": promise_renewed(made, missed, organisation, now=now),
        "answer_promise_renewed_to_one": with_settling(plain(renewed_notice(made)), missed),
        "answer_promise_wish": promise_wish(late, incident),
        "answer_with_proposals": with_proposals(
            plain("Noted as sent."),
            incident,
            2,
            [(0, Proposal(made.words, made.due))],
            organisation,
        ),
        "promises_none": plain(promises_line([], organisation)),
        "promises_to_keep": promises_to_keep(
            [replace(one, number=n) for n, one in enumerate(drawn.values())], organisation, now=now
        ),
        "promises_line": plain(promises_line([*drawn.values()], organisation)),
    }


def customers(
    incident: Incident, typed: str, organisation: Organisation, now: datetime
) -> Mapping[str, Card]:
    """Each card and receipt that concerns customers."""
    one = customer(typed, now)
    ten = [replace(one, number=number) for number in range(10)]
    return {
        "state_customers": state_card(incident, organisation, now=now, customers=TALLY),
        "customers_waiting": waiting_card(incident, TALLY, ten),
        "customers_none": waiting_card(incident, Tally(), []),
        "answer_customer_logged": customer_logged(one, incident, is_new=True),
        "answer_customer_changed": customer_logged(one, incident, is_new=False),
        "answer_customer_heard": customer_heard(one),
    }


def forms(incident: Incident, typed: str, now: datetime) -> Mapping[str, dict[str, object]]:
    made = promise(typed, now)
    one = customer(typed, now)
    return {
        "promise": promise_form.promise_view(incident, owner="U01DAN"),
        "promise_again": promise_form.promise_view(
            incident, owner="U01DAN", words=typed, due=now, made_in="update:2:0"
        ),
        "promise_keep": promise_form.keep_view(made),
        "promise_move": promise_form.move_view(made),
        "promise_late": promise_form.late_view(made),
        "promise_reassign": promise_form.reassign_view(made),
        "promise_withdraw": promise_form.withdraw_view(made),
        "promise_settle": promise_form.settle_view(replace(made, settles=typed[:500])),
        "customer": customer_view(incident, Report(impact=typed)),
        "customer_again": customer_view(incident, one.report, customer=one),
    }
