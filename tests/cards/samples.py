"""Every card and form we have, drawn from the same few incidents around whatever is typed."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TypedDict

from bot.domain.channel import Channel
from bot.domain.credit import Credit
from bot.domain.fact import UNSAID
from bot.domain.facts import facts_of
from bot.domain.incident import Incident, Status, Type
from bot.domain.money import Money
from bot.domain.nudge import Step
from bot.domain.organisation import Organisation
from bot.domain.refusals import SomeoneWasFirst
from bot.domain.rhythm import Rhythm
from bot.domain.severity import Severity
from bot.domain.timeline import Entry, Event
from bot.domain.tone_rule import Override
from bot.domain.update import Approval, Kind, Update
from messages import failed, noted, refused
from messages.card import Card, sections
from messages.cards import answers, overviews
from messages.cards.nudge import nudge_card
from messages.cards.stale import stale_card
from messages.cards.state import state_card
from messages.cards.timeline import lines_card
from messages.cards.undelivered import WHAT, undelivered
from messages.drafts.catalogue import SLOTS
from messages.drafts.given import PersonSlots
from messages.modals.channels_form import channels_view
from messages.modals.choose_form import choose_view
from messages.modals.form import noticed
from messages.modals.handover_form import handover_view
from messages.modals.open_form import open_view
from messages.modals.receipt import receipt_view
from messages.modals.words_form import words_view
from messages.modals.words_kinds import Mood, Shared
from messages.modals.words_state import WordsState
from messages.next_step import NextStep
from messages.tone.check import ToneContext, findings
from tests.cards import after, after_care, calls, cared, homes, people, recorded, released
from tests.cards.known import facts_forms, known
from tests.cards.money import money_cards, money_views
from tests.cards.taken_over import handovers, reminders

PROMISE = "We will publish what we have found by 18:00 GMT."
NOW = datetime(2026, 3, 4, 14, 30, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
ORGANISATION = Organisation(
    company="Northwind",
    managers=("S02MANAGERS",),
    leads=("S01LEADS", "U02AMIRA"),
    security=("U04FINN",),
)
ZONE = ORGANISATION.time_zone
WHAT_FAILS = "Customers cannot pay by card"
UNTRUE = "Your data is safe, we'll be back soon, sorry for any inconvenience. {done} Never again!"
PERSON = PersonSlots("Ms Okafor", "You missed a bill and waited 40 minutes for us.")

NEW = Incident(
    workspace="T01",
    number=7,
    place="C01INCIDENTS",
    what_fails=WHAT_FAILS,
    severity=Severity.SEV2,
    owner="U01DAN",
    opened_by="U01DAN",
    opened_at=NOW - 20 * MINUTE,
    next_update_due=NOW + 10 * MINUTE,
    entries=1,
)
TOLD = replace(
    NEW,
    first_word_at=NOW - 15 * MINUTE,
    last_update_at=NOW - 15 * MINUTE,
    next_update_due=NOW + 45 * MINUTE,
    updates=1,
    entries=2,
)
OVERDUE = replace(TOLD, number=8, severity=Severity.SEV1, next_update_due=NOW - 12 * MINUTE)
QUIET = replace(OVERDUE, snoozed_until=NOW + 10 * MINUTE)
RESOLVED = replace(TOLD, status=Status.RESOLVED, resolved_at=NOW, next_update_due=None, entries=3)
SMS = Channel("SMS", owner="U02AMIRA", limit=20, approval=("U03MARA",))
ASKED_ABOUT = replace(
    NEW,
    channels=("SMS",),
    unsure=("email",),
    channels_said_by="U02AMIRA",
    channels_said_at=NOW - 5 * MINUTE,
)
RHYTHM = Rhythm(
    first_word_after=12 * MINUTE, longest_silence=65 * MINUTE, on_time=4, holding=2, missed=1
)
UNHEARD = Rhythm(first_word_after=None, longest_silence=20 * MINUTE, on_time=0, holding=0, missed=0)
ASKED = Credit(
    workspace="T01",
    number=3,
    incident=7,
    customer="Ms Okafor",
    reason="A late fee of £40 because the payment failed.",
    amount=Money(4000, "GBP"),
    asked_by="U01DAN",
    asked_at=NOW,
    asked_of=("U03MARA",),
)
PROMISES = [event for event in Event if event.value.startswith("promise")]
PREVENTION = [event for event in Event if event.value.startswith("prevention")]
CUSTOMERS = [event for event in Event if event.value.startswith("customer")]
CASES = [event for event in Event if event.value.startswith("case_")]
DUE = (NOW + 60 * MINUTE).isoformat()


class At(TypedDict):
    organisation: Organisation
    now: datetime


def update(text: str, kind: Kind = Kind.HOLDING) -> Update:
    return Update(
        workspace="T01",
        incident=7,
        number=2,
        kind=kind,
        text=text,
        sent_by="U01DAN",
        sent_at=NOW,
        promised_by=NOW,
    )


def entries(text: str) -> list[Entry]:
    """One of every event."""
    sent = {"text": text, "next_due": DUE, "late_by_s": "725", "channels": "email, SMS"}
    credit = {"credit": "CR-3", "amount_minor": "4000", "currency": "GBP"}
    release = {"release": "W-2", "kind": "K04", "approval": "incident lead"}
    lasting = {
        "times": "09:00, 16:00",
        "contact": "U01DAN",
        "next_due": DUE,
        "day": "2",
        **RHYTHM.details(),
    }
    promise = {"promise": "PR-3", "due": DUE, "owner": "U02AMIRA", "evidence": text[:500]}
    details: dict[Event, dict[str, str]] = {
        Event.OPENED: {},
        Event.UPDATED: {**sent, "kind": "K01", "late_by_s": "0"},
        Event.HELD: {**sent, "kind": "K02", "channels": ""},
        Event.APOLOGISED: {},
        Event.WROTE: {"kind": "K20", "released_by": "U02AMIRA"},
        Event.LEARNED: {"note": text[:500]},
        Event.SNOOZED: {"until": DUE},
        Event.NUDGED: {"step": "2"},
        Event.CALLED: {"call": "CA-4"},
        Event.SEVERITY_CHANGED: {"before": "2", "after": "1", "next_due": DUE},
        Event.FIXED: {"note": text},
        Event.NOT_FIXED: {"next_due": DUE, "note": text},
        Event.RESOLVED: {**RHYTHM.details(), "fixed_by": "U02AMIRA", "how": text[:150]},
        Event.REOPENED: {"next_due": DUE, "note": text},
        Event.CANCELLED: {"why": text},
        Event.TAKEN: {},
        Event.HANDED_OVER: {"to": "U02AMIRA"},
        Event.ACCEPTED: {},
        Event.SHIFT_NOTE: {},
        Event.FACTS_CHANGED: {"version": "3", "keys": "scope cause"},
        Event.FACTS_CONFIRMED: {"version": "4", "keys": "scope"},
        Event.CAUSE_APPROVED: {"version": "5", "keys": "cause"},
        Event.CHANNELS_CHANGED: {"channels": "email, SMS"},
        Event.LONG_RUN: lasting,
        Event.SUMMARISED: lasting,
        Event.RELEASE_ASKED: release,
        Event.RELEASED: release,
        Event.SENT_BACK: release,
        Event.CREDIT_ASKED: credit,
        Event.CREDIT_APPROVED: credit,
        Event.CREDIT_DECLINED: credit,
        Event.CREDIT_ENDED: credit,
        Event.REVIEWED: {"answered": "3"},
        Event.CLOSED: {"steps": "2", "why": text[:500]},
        Event.CREDIT_TOLD: {**credit, "kind": "K06"},
        Event.CREDIT_ANSWERED: {**credit, "answer": "refused"},
        Event.FORGOTTEN: {"older_than": "400"},
        **dict.fromkeys(PROMISES, promise),
        **dict.fromkeys(PREVENTION, after.step(text)),
        **{event: {"customer": "CU-5", "many": "1204"} for event in CUSTOMERS},
        **{event: {"customer": "CU-5", "outcome": "no_answer"} for event in CASES},
    }
    return [
        Entry(
            workspace="T01",
            incident=7,
            number=number,
            event=event,
            by="U01DAN",
            at=NOW,
            details=details[event],
        )
        for number, event in enumerate(Event, start=1)
    ]


def cards(typed: str) -> Mapping[str, Card]:
    """Every card; `typed` stands wherever a person's words can stand."""
    new, told, overdue, quiet, resolved = (
        replace(one, what_fails=typed[:200]) for one in (NEW, TOLD, OVERDUE, QUIET, RESOLVED)
    )
    cancelled = replace(resolved, status=Status.CANCELLED, resolved_at=None)
    drill = replace(new, is_drill=True)
    asked = replace(ASKED, customer=typed[:100], reason=typed[:1000])
    sent = update(typed[:3000])
    lines = entries(typed[:3000])
    facts = known(typed, NOW)
    at = At(organisation=ORGANISATION, now=NOW)
    return {
        "state_new": state_card(new, **at),
        "state_told": state_card(told, **at),
        "state_known": state_card(replace(told, facts=3), **at, known=facts),
        "stale": stale_card(told, tuple(facts.values()), ORGANISATION, now=NOW),
        "answer_facts": answers.plain(noted.facts(told, dict.fromkeys(facts, UNSAID))),
        "answer_still_true": answers.plain(noted.still_true("INC-7", facts)),
        "state_overdue": state_card(overdue, **at),
        "state_resolved": state_card(resolved, **at),
        **{
            f"nudge_{step.name.lower()}": nudge_card(one, step, **at)
            for step, one in {
                Step.NEAR: new,
                Step.DUE: replace(told, next_update_due=NOW),
                Step.LATE: replace(told, next_update_due=NOW - 5 * MINUTE),
                Step.VERY_LATE: overdue,
            }.items()
        },
        **reminders(new, typed[:3000], **at),
        **handovers(told, sent, asked, **at),
        **people.promises(told, typed, **at),
        **people.customers(told, typed, **at),
        **after_care.cases(told, typed, **at),
        **calls.cards(told, typed, **at),
        **cared.cards(told, typed, **at),
        "timeline": lines_card([one for one in lines if one.event.is_told], ORGANISATION),
        **released.releases(told, typed[:3000], ORGANISATION, now=NOW),
        **money_cards(asked, new, ORGANISATION, typed),
        "answer_opened": answers.opened(new, ORGANISATION),
        "answer_updated": answers.updated(told, sent, ORGANISATION),
        "answer_apologised": answers.updated(told, update(typed, Kind.APOLOGY), ORGANISATION),
        "answer_held": answers.held(sent, told, ORGANISATION),
        "answer_held_on_email": answers.held(
            replace(sent, channels=("email", "SMS")), told, ORGANISATION
        ),
        "answer_held_in_drill": answers.held(sent, drill, ORGANISATION),
        "answer_channels": answers.channels_marked(replace(new, channels=("email", "SMS"))),
        "answer_doubtful_channels": answers.channels_marked(
            replace(new, channels=("email",), unsure=("SMS",))
        ),
        "answer_over_limit": answers.updated(
            told, replace(sent, channels=("SMS",)), replace(ORGANISATION, channels=(SMS,))
        ),
        "answer_no_channels": answers.channels_marked(replace(new, channels=())),
        "state_channels": state_card(replace(ASKED_ABOUT, what_fails=told.what_fails), **at),
        "answer_snoozed": answers.snoozed(quiet, ORGANISATION),
        "answer_severity": answers.severity_changed(overdue, Severity.SEV2, ORGANISATION),
        **after.ends(new, resolved, cancelled, RHYTHM, ORGANISATION),
        **recorded.cards(new, resolved, ORGANISATION, now=NOW),
        **after.cards(new, resolved, typed, ORGANISATION, now=NOW),
        "answer_drill": answers.opened(drill, ORGANISATION),
        "state_cancelled": state_card(cancelled, **at),
        "state_drill": state_card(drill, **at),
        "timeline_drill": lines_card(lines[:3], ORGANISATION, is_drill=True),
        "answer_not_saved": answers.plain(failed.not_saved(typed)),
        "answer_crowded": answers.plain(failed.crowded(typed)),
        "answer_perhaps_saved": answers.plain(failed.perhaps_saved(typed)),
        "answer_not_read": answers.plain(failed.not_read(typed)),
        "answer_broken": answers.plain(failed.broken("1f2e3d4c")),
        "list_none": overviews.listed([], **at),
        "list": overviews.listed([told, overdue], **at),
        "list_long": overviews.listed([new] * 60, **at),
        "needs_you_nothing": overviews.needs_you("U02AMIRA", [told], **at),
        "needs_you": overviews.needs_you("U02AMIRA", [told, overdue], **at),
        "status": overviews.status(overdue, lines[-8:], RHYTHM, **at, said=released.said(sent)),
        "status_early": overviews.status(new, [], UNHEARD, **at),
        "answer_not_used": answers.with_more(
            overviews.listed([told], **at), failed.not_used(typed)
        ),
        "answer_form_not_opened": answers.plain(failed.form_not_opened()),
        **{f"undelivered_{kind}": undelivered(kind, "INC-7", "is_archived & <b>") for kind in WHAT},
        **homes.insights_cards(new, ORGANISATION, NOW),
        "help": overviews.help_card(
            [("/incident list", "show what is open"), ("/incident hold", "say: no news yet")]
        ),
    }


def views(typed: str) -> Mapping[str, dict[str, object]]:
    """Every form; `typed` stands wherever a person's words can stand."""
    new, resolved = (replace(one, what_fails=typed[:200]) for one in (NEW, RESOLVED))
    at = At(organisation=ORGANISATION, now=NOW)
    written = WordsState(**at, incident=new, seen=1, kind=Kind.PROGRESS, text=typed, revision=3)
    context = ToneContext(
        kind=Kind.PROGRESS, facts=facts_of(new), organisation=ORGANISATION, now=NOW
    )
    untrue = f"{UNTRUE} {typed}"
    to_one = WordsState(
        **at,
        incident=resolved,
        seen=1,
        kind=Kind.INVITATION,
        text=f"{typed} {{callback_window}}",
        person=PersonSlots(typed[:100], typed[:500], concern=typed[:500]),
        mood=Mood.ABUSIVE,
        shared=Shared.YES,
        asked_for=typed[:500],
        asked={"callback_window": SLOTS["callback_window"].label},
        typed={"callback_window": typed},
        needs=Approval.INCIDENT_LEAD,
    )
    may_pass = replace(
        written,
        text=untrue,
        may_pass=frozenset(Override),
        passed={"T18": typed[:300]},
        asked={"promise_due": SLOTS["promise_due"].label},
        unfillable=("When it began",),
        known=known(typed[:300], NOW),
    )
    first = SomeoneWasFirst("INC-7", "U02AMIRA", NOW, text="")
    money = money_views(replace(ASKED, customer=typed[:100]), new, ORGANISATION, typed)
    return {
        "open": open_view("C01INCIDENTS"),
        "open_again": open_view(
            "C01INCIDENTS", what_fails=typed, severity=Severity.SEV4, owner="U01DAN"
        ),
        "hand_over": handover_view(new),
        "hand_over_again": handover_view(new, note=typed),
        "words": words_view(written),
        "words_to_change": words_view(replace(written, text=untrue), findings(untrue, context)),
        "words_that_promise": words_view(
            replace(written, text=PROMISE), findings(PROMISE, context)
        ),
        "words_to_one": words_view(to_one),
        "words_to_pass": words_view(may_pass, findings(untrue, replace(context, is_whole=True))),
        "words_released": words_view(
            replace(to_one, shared=Shared.NO, released_by="U02AMIRA", kind=Kind.SMS)
        ),
        "words_without_news": words_view(
            replace(
                written,
                kind=Kind.HOLDING,
                offered=(Channel("email", reach="everybody"), SMS),
                channels=("SMS",),
                asks_leader=True,
                leader="Hope Adeyemi, head of support",
            )
        ),
        "channels": channels_view(replace(new, type=Type.SIGN_IN), ORGANISATION, now=NOW),
        "channels_again": channels_view(
            replace(ASKED_ABOUT, what_fails=new.what_fails), ORGANISATION, now=NOW
        ),
        "words_overtaken": words_view(replace(written, notice=refused.words_for(first, ZONE))),
        "receipt": receipt_view(answers.plain(failed.not_saved(typed))),
        **money,
        **facts_forms(new, known(typed, NOW), ORGANISATION, now=NOW),
        **people.forms(new, typed, NOW),
        **after_care.forms(typed, NOW),
        **after.forms(new, typed, now=NOW),
        **cared.forms(typed),
        **released.forms(new, typed[:3000], now=NOW),
        **homes.pages(new, typed, ORGANISATION, NOW),
        **calls.forms(new, typed, known(typed, NOW), ORGANISATION, now=NOW),
        "choose": choose_view(NextStep.UPDATE),
        "words_not_changed": noticed(words_view(written), sections(failed.form_broken("1f2e3d4c"))),
        "facts_not_used": noticed(money["credit"], sections(failed.not_used(typed))),
        "choose_typed": choose_view(NextStep.UPDATE, typed=typed),
    }
