"""Facts and records of an invented outage, with which every draft is tried.

Source: drafts, 7.4.
"""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from bot.domain.facts import DataSafety, Facts, Fault
from bot.domain.incident import Type
from bot.domain.money import Money
from bot.domain.organisation import Organisation, Voice
from bot.domain.severity import Severity
from bot.domain.update import Kind
from messages.drafts.draft import Draft
from messages.drafts.given import (
    AgentSlots,
    CorrectionSlots,
    CreditSlots,
    DecisionSlots,
    Given,
    PersonSlots,
    PromiseSlots,
    ResolutionSlots,
    ReviewSlots,
    SummarySlots,
)

NOW: Final = datetime(2026, 3, 4, 14, 30, tzinfo=UTC)
DAY: Final = timedelta(days=1)
ORGANISATION: Final = Organisation(
    company="Northwind Bank",
    time_zone=ZoneInfo("UTC"),
    voice=Voice(
        brand="Northwind",
        link="https://example.org/s1",
        contact_route="the help page in the app",
        complaint_route="the complaints page in the app",
        ombudsman_line="You can also go to the ombudsman, free of charge.",
        never_ask="your password, your PIN or a code",
        number_location="the back of your card",
        report_route="the police fraud line",
    ),
)
UNKNOWN: Final = Facts(
    what_fails="you cannot sign in to the app or website",
    first_seen_at=NOW - timedelta(minutes=50),
    next_update_due=NOW + timedelta(minutes=30),
    type=Type.SIGN_IN,
    severity=Severity.SEV1,
)
KNOWN: Final = replace(
    UNKNOWN,
    consequence="we know many of you are trying to pay bills",
    started_at=NOW - timedelta(minutes=50),
    scope="all customers in the UK",
    still_works="Card payments and cash machines work.",
    workaround="pay by card",
    cause="a change we made to sign-in did not fit the older app",
    fault=Fault.OURS,
    eta=(NOW + timedelta(minutes=90), NOW + timedelta(minutes=150)),
    current_action="our sign-in team is testing the spare system now",
    action_reason="going slowly keeps it from stopping today",
    customer_action="check payments you tried between 13:40 and 14:30 UTC",
    not_your_side=True,
    account_is_safe=True,
    loss_is_ruled_out=True,
    data_safety=DataSafety.CONFIRMED_SAFE,
    safety_said_at=NOW - timedelta(minutes=10),
    prevention_done="two people now check each sign-in change",
    prevention_planned="a test with the older app before each change",
    prevention_date=date(2026, 4, 30),
    spoof_is_not_ours=True,
    spoof_action="we gave the numbers to the phone companies and the police",
)
PERSON: Final = PersonSlots(
    "Ms Okafor", "you missed a bill and waited 40 minutes for us", "@okafor"
)
AGENT: Final = AgentSlots(agent_name="Dan Reyes", agent_role="support", agent_first="Dan")
RESOLUTION: Final = ResolutionSlots(
    resolved_at=NOW - timedelta(minutes=5),
    verified_role="Our support lead",
    verified_how="signing in with 20 test accounts",
    cause_promise_at=NOW + 7 * DAY,
    failed_again_at=NOW - timedelta(minutes=10),
)
CREDIT: Final = CreditSlots(
    amount=Money(2000, "GBP"),
    extra_amount=Money(2000, "GBP"),
    remedy_form="a credit on your account",
    covers="the £12 late fee and the two calls you made",
    credit_when="It will be there by 6 March.",
    entitlement_name="our service promise",
    working="one day of your fee, plus the late fee",
    amount_or_kind="one month without the account fee",
    cohort_offer_line="We will remove late fees from that day; you do not need to ask.",
    reason_human="the fault was ours and you paid for it",
    review_at=NOW + 3 * DAY,
    tos_line_ok=True,
)
DECISION: Final = DecisionSlots(
    asked_for="£900 for a lost sale",
    reason_plain="we could not link the sale to the hours sign-in failed",
    alternative="remove the fee for March, and call you each day until this is closed",
    what_would_change="a message from the buyer with a time",
    review_at=NOW + 3 * DAY,
    tos_line_ok=True,
    tos_summary="we do not cover lost profit",
)
PROMISE: Final = PromiseSlots(
    promise_words="tell you the cause",
    promise_due=NOW - timedelta(hours=2),
    new_due=NOW + DAY,
    question="whether your standing orders ran",
    answer="All of them ran, one of them twice.",
    still_unknown="why one ran twice",
    why_not="The team is still comparing the two versions.",
)
CORRECTION: Final = CorrectionSlots(
    wrong_at=NOW - timedelta(minutes=40),
    wrong_claim="that payments had not failed",
    right_claim="Some payments did fail: 312 between 13:40 and 14:05 UTC.",
    confirmed_role="Our payments lead",
    confirmed_at=NOW - timedelta(minutes=5),
    other_channels=("the app", "our social pages"),
)
REVIEW: Final = ReviewSlots(
    left_on=date(2025, 12, 1),
    failure_1="we took six days to answer you",
    failure_2="we told you twice that it was working when it was not",
    change_1="each payroll customer has a named person",
    change_1_date=date(2026, 1, 12),
    change_2="support checks a real account before we say it works",
    change_2_date=date(2026, 2, 9),
)
SUMMARY: Final = SummarySlots(
    ended_at=NOW - timedelta(minutes=5),
    estimate="how many tried to sign in",
    first_word_after=timedelta(minutes=12),
    longest_silence=timedelta(minutes=31),
    updates_sent=3,
    corrections=1,
    promises_made=14,
    promises_kept=12,
    promises_late=1,
    promises_broken=1,
    contacts_per_hour=1240,
    top_worries=("bills due today", "whether money is safe", "how long it lasts"),
    quotes="“I was at the till.” “Nobody told us.” “My rent is due.”",
    at_risk=37,
    harm="£4,100 of late fees; two customers in a home for older people were visited",
    credits_approved=Money(38000, "GBP"),
    credits_offered=Money(30000, "GBP"),
    credits_accepted=Money(24000, "GBP"),
    budget_left=Money(462000, "GBP"),
    credit_exceptions="one, by the head of support",
    fraud_referrals=2,
    regulator="the regulator was told at 16:00 UTC; no breach to report",
    decisions="whether to give everybody a month without the fee, by 6 March, head of support",
)
TYPED: Final = {
    "leader": "Ruth Adeyemi, head of operations",
    "checked_since": "the two newest changes, and neither is the cause",
    "done": "the spare system is running",
    "next_step": "we let people in a few thousand at a time",
    "effect": "From 15:00 UTC some sign-ins will work.",
    "impact_sentence_past": "You could not sign in on 4 March.",
    "impact_consequence_past": "You could not pay bills or see your balance.",
    "service_ok_sentence": "You can sign in again.",
    "watch_until": "18:00 UTC",
    "concern": "your rent",
    "concern_answer": "Your rent payment did go out. I checked it at 14:10 UTC.",
    "reported_symptom": "since 13:40 UTC you cannot sign in",
    "report_summary": "that the code never came",
    "ownership_sentence": "We made a change that broke sign-in, and we should have tested it.",
    "repair": "I have removed the late fee and put your alerts back",
    "ask_promise_at": "17:00 UTC on 5 March",
    "thanks_for": "that the older app was the pattern",
    "evidence_thanks": "sending the bill",
    "shared_question": "card payments",
    "issue_past": "you could not sign in for three hours",
    "outcome_of_report": "we found the older app was the pattern",
    "tip": "cash machines show your balance without the app",
    "reopen_action": "call you",
    "reopen_at": "12:00 UTC on 12 March",
    "what_mattered": "paying your staff on time",
    "what_to_do": "check payments you made in that time",
    "answer_due": "17:00 UTC on 5 March",
    "urgent_step_1": "call your bank now on the number on your card and say what happened",
    "urgent_step_2": "change your password by typing our address yourself",
    "agent_action": "paused changes on your account",
    "reference": "N 41",
    "service_short": "Sign-in",
    "public_answer": "Card payments and cash machines work; only sign-in fails.",
    "callback_window": "between 15:00 and 16:00 UTC",
}
ENDED: Final = {
    Kind.RESOLUTION: ("",),
    Kind.SOCIAL: ("done",),
    Kind.SMS: ("done",),
    Kind.FOLLOW_UP: ("",),
    Kind.WIN_BACK: ("",),
    Kind.SUMMARY: ("",),
}
"""What is only said once it is over."""


def full(kind: Kind, variant: str, organisation: Organisation = ORGANISATION) -> Draft:
    """Return the draft with everything known."""
    is_resolved = variant in ENDED.get(kind, ())
    given: tuple[Given, ...] = (AGENT, RESOLUTION, PROMISE, CORRECTION, REVIEW, SUMMARY)
    return Draft(
        kind=kind,
        variant=variant,
        facts=replace(KNOWN, is_resolved=is_resolved),
        organisation=organisation,
        now=NOW,
        last_update_at=NOW - timedelta(minutes=30),
        person=PERSON,
        given=(*given, DECISION if kind is Kind.DECLINE else CREDIT),
        typed=TYPED,
    )


def empty(kind: Kind, variant: str, organisation: Organisation = ORGANISATION) -> Draft:
    """Return the draft with nothing known but that something fails."""
    is_resolved = variant in ENDED.get(kind, ())
    facts = replace(UNKNOWN, is_resolved=is_resolved)
    return Draft(kind=kind, variant=variant, facts=facts, organisation=organisation, now=NOW)
