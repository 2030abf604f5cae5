"""What a customer's case holds for a draft to them."""

import re
from datetime import date, datetime
from typing import Final

from bot.domain.addressee import Addressee
from bot.domain.case import ANSWER_WITHIN
from bot.domain.findings import Change
from bot.domain.incident import Incident
from bot.domain.missed import Missed
from bot.domain.organisation import Organisation
from messages.drafts.given import PersonSlots, PromiseSlots, ReviewSlots
from messages.words import customer_time, sentence

WHO_CANNOT: Final = re.compile(
    r"^(?:our )?(?:customers|people|you) cannot (?P<what>.+?)\.?$", re.IGNORECASE
)
COULD_NOT: Final = "you could not {what}"
REOPEN_ACTION: Final = "open your case again and write to you"


def person_of(to: Addressee) -> PersonSlots:
    return PersonSlots(name=to.customer.report.name, concern=to.customer.report.concern)


def follow_up_slots(
    to: Addressee, incident: Incident, organisation: Organisation, *, now: datetime
) -> dict[str, str]:
    """Return what is ready in the words after a week; who writes them may change it.

    They are told by when somebody acts even if they answer on the last day.
    """
    by = organisation.working_hours.days_after(now + ANSWER_WITHIN, 1, organisation.time_zone)
    found = WHO_CANNOT.match(" ".join(incident.what_fails.split()))
    slots = {
        "issue_past": COULD_NOT.format(what=found["what"]) if found else "",
        "reopen_action": REOPEN_ACTION,
        "reopen_at": customer_time(by, organisation.time_zone, now=now, locale=organisation.locale),
    }
    return {name: words for name, words in slots.items() if words}


def review_slots(to: Addressee, organisation: Organisation) -> ReviewSlots:
    """Return what their report led to, and what was found and changed."""
    failures, changes = to.findings.failures, to.findings.changes
    second = changes[1] if len(changes) > 1 else None
    return ReviewSlots(
        outcome_of_report=to.case.wishes.led_to.rstrip("."),
        left_on=to.case.wishes.left_on,
        failure_1=failures[0] if failures else "",
        failure_2=failures[1] if len(failures) > 1 else "",
        change_1=changes[0].words.rstrip(".") if changes else "",
        change_1_date=_day(changes[0], organisation) if changes else None,
        change_2=second.words.rstrip(".") if second else "",
        change_2_date=_day(second, organisation) if second else None,
    )


def missed_slots(missed: Missed) -> PromiseSlots:
    return PromiseSlots(
        promise_words=missed.promise_words,
        promise_due=missed.promise_due,
        new_due=missed.new_due,
        why_not=sentence(missed.why_not),
    )


def _day(change: Change, organisation: Organisation) -> date:
    return change.done_at.astimezone(organisation.time_zone).date()
