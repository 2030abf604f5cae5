"""Every card and form about money; `typed` stands wherever a person's words can stand."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.domain import offer
from bot.domain.approval import Approval
from bot.domain.brief import Brief
from bot.domain.budget import Budget, Scope
from bot.domain.cohort import Cohort
from bot.domain.credit import Credit, State
from bot.domain.decline import Decline, Undo, Why
from bot.domain.delegation import Delegation
from bot.domain.entitlement import UNCHECKED, Entitlement, Owed
from bot.domain.flags import Flag
from bot.domain.incident import Incident
from bot.domain.ledger import Balance
from bot.domain.letter import Letter
from bot.domain.money import Money
from bot.domain.organisation import Organisation
from bot.domain.own import Allowance, NotAlone
from bot.domain.reason import Reason
from bot.domain.size import Likes
from bot.domain.tiers import OwnLimit
from bot.domain.told import Answer, Said, Told
from bot.domain.trail import Footprint, Trace
from messages.card import Card
from messages.cards import credit_answers, finance
from messages.cards.credit import credit_card, shared_card
from messages.cards.credit_note import TOLD, budget_note, credit_note, line_below
from messages.cards.stand_in import stand_in_ended, stand_in_named
from messages.letter_words import CUSTOMER_SAID_NO
from messages.modals import money_forms
from messages.modals.credit_form import CreditNote, CreditState, credit_view
from messages.modals.decide_form import decide_view
from messages.modals.offer_form import answer_view
from messages.modals.words_form import words_view
from messages.modals.words_state import WordsState
from tests.cards.people import customer

MINUTE = timedelta(minutes=1)
TOLD_TO = Told(by="U01DAN", at=datetime(2026, 3, 4, 15, 30, tzinfo=UTC))
DETAILS = {
    Trace.DECLINED: {"why": "not_shown"},
    Trace.SENT_BACK: {"amount_minor": "6000", "currency": "GBP"},
    Trace.MOVED_ON: {"to": "U05HOPE"},
}


def budgets(cap: int | None) -> list[Budget]:
    return [
        Budget(scope=scope, key="7", currency="GBP", cap=cap, balance=Balance(held=400_000))
        for scope in Scope
    ]


def brief(credit: Credit, incident: Incident, typed: str) -> Brief:
    applies = Entitlement(owed=Owed.APPLIES, which=typed[:200], by="U09LEX", at=credit.asked_at)
    return Brief(
        credit=credit,
        incident=incident,
        given=[],
        missing=(("managers", "head_of_support"),),
        likes=Likes(2500, 1000, 4000, 5),
        earlier=[replace(credit, number=2)],
        budgets=budgets(500_000),
        entitlement=applies,
        flags=list(Flag),
    )


def answered(credit: Credit, answer: Answer) -> Credit:
    said = Said(answer=answer, by="U01DAN", at=TOLD_TO.at + MINUTE)
    return offer.answered(credit, said, why=CUSTOMER_SAID_NO)


def money_cards(
    asked: Credit, incident: Incident, organisation: Organisation, typed: str
) -> Mapping[str, Card]:
    at = asked.asked_at + MINUTE
    asked = replace(asked, asked_for=typed[:300], evidence=typed[:500], worked_out=typed[:1000])
    approved = replace(asked, state=State.APPROVED, decided_by="U03MARA", decided_at=at)
    no = Decline(why=Why.NOT_SHOWN, alternative=typed[:500], by="U03MARA", at=at)
    declined = replace(approved, state=State.DECLINED, decline=no)
    undone = replace(approved, undo=Undo(why=typed[:500], by="U01DAN", at=at))
    many = replace(asked, cohort=Cohort(900, 1200, 500), code=Reason.COHORT)
    known = brief(asked, incident, typed)
    first = Approval(
        by="U05HOPE", of="U05HOPE", functions=frozenset({"head_of_support"}), seal="", at=at
    )
    half = replace(known, given=[first], missing=(("finance",),))
    new = replace(known, likes=None, earlier=[], flags=[], entitlement=UNCHECKED)
    told = {
        trace: Footprint(
            number=2,
            event=trace,
            state="declined",
            by="U03MARA",
            at=at,
            words=typed[:500],
            details=DETAILS.get(trace, {}),
        )
        for trace in (*TOLD, Trace.ANSWER)
    }
    told_to = replace(approved, told=TOLD_TO)
    states = {
        Trace.APPROVED: approved,
        Trace.DECLINED: declined,
        Trace.LETTER_OWED: approved,
        Trace.ANSWER_OWED: told_to,
        Trace.UNANSWERED: told_to,
    }
    shown = {
        "asked": replace(known, customer=customer(typed, at), promised=at + timedelta(hours=2)),
        "linked": replace(known, credit=replace(asked, evidence="https://shop.example/receipts/7")),
        "half": half,
        "first_one": replace(new, budgets=budgets(None)),
        "approved": replace(known, credit=approved),
        "declined": replace(known, credit=declined),
        "second_reader": replace(known, credit=replace(asked, decline=no)),
        "sent_back": replace(
            known, credit=replace(asked, state=State.CHANGED, proposed=Money(6000, "GBP"))
        ),
        "undo": replace(known, credit=undone),
        "cohort": replace(known, credit=many),
        "told": replace(known, credit=told_to),
        "refused": replace(known, credit=answered(told_to, Answer.REFUSED)),
    }
    return {
        **{
            f"credit_{name}": credit_card(one, organisation, reader="U03MARA")
            for name, one in shown.items()
        },
        "credit_shared": shared_card(known, organisation),
        **{
            f"note_{trace}": credit_note(
                states.get(trace, asked), told[trace], organisation, reader=asked.asked_by
            )
            for trace in TOLD
        },
        "note_first_no": credit_note(
            asked,
            replace(told[Trace.DECLINED], state="asked"),
            organisation,
            reader=asked.asked_by,
        ),
        "note_not_taken_back": credit_note(
            approved,
            replace(told[Trace.DECLINED], state="approved"),
            organisation,
            reader="U05HOPE",
        ),
        "note_half": credit_note(asked, told[Trace.APPROVED], organisation, reader=asked.asked_by),
        "note_taken_back": credit_note(
            replace(approved, state=State.VOIDED),
            replace(told[Trace.APPROVED], state="voided"),
            organisation,
            reader="U05HOPE",
        ),
        **{
            f"below_{trace}": line_below(asked, told[trace], organisation, is_shared=False)
            for trace in (Trace.QUESTION, Trace.ANSWER, Trace.MOVED_ON)
        },
        "below_in_channel": line_below(asked, told[Trace.QUESTION], organisation, is_shared=True),
        "budget": budget_note(asked, budgets(500_000), organisation),
        "finance_waiting": finance.waiting_note([approved], organisation),
        "finance_waits_for_many": finance.waiting_note([approved, approved], organisation),
        "finance_must_not_pay": finance.waiting_note(
            [replace(approved, state=state) for state in (State.VOIDED, State.REVERSED)],
            organisation,
        ),
        "finance_unmatched": finance.unmatched_note(3, range(1, 30)),
        **_answers(asked, approved, declined, undone, organisation),
    }


def _answers(
    asked: Credit, approved: Credit, declined: Credit, undone: Credit, organisation: Organisation
) -> Mapping[str, Card]:
    at = asked.asked_at
    stand_in = Delegation(
        workspace="T01", of="U03MARA", to="U05HOPE", since=at, until=at + 60 * MINUTE
    )
    own = replace(approved, is_own=True)
    voided = replace(approved, state=State.VOIDED)
    told = replace(approved, told=TOLD_TO)
    receipts = {
        "credit_told": credit_answers.told(told, organisation),
        "decline_told": credit_answers.told(replace(declined, told=TOLD_TO), organisation),
        "offer_accepted": credit_answers.answered(answered(told, Answer.ACCEPTED), organisation),
        "offer_refused": credit_answers.answered(answered(told, Answer.REFUSED), organisation),
        "offer_asked_back": credit_answers.answered(
            answered(replace(told, state=State.PAID), Answer.REFUSED), organisation
        ),
        "credit_asked": credit_answers.asked(asked, organisation),
        "credit_own": credit_answers.asked(own, organisation),
        "credit_approved": credit_answers.approved(approved, organisation),
        "credit_half": credit_answers.approved(asked, organisation),
        "credit_taken_back": credit_answers.approved(voided, organisation),
        "credit_declined": credit_answers.declined(declined, organisation),
        "credit_declined_once": credit_answers.declined(asked, organisation),
        "credit_sent_back": credit_answers.sent_back(asked, organisation),
        "credit_passed_on": credit_answers.passed_on(asked, organisation),
        "credit_question": credit_answers.question_sent(asked, organisation),
        "credit_answer": credit_answers.answer_sent(asked, organisation),
        "credit_undo": credit_answers.undo_asked(undone, organisation),
        "budget": credit_answers.raised(budgets(500_000)[0], organisation),
        "delegated": credit_answers.delegated(stand_in, organisation),
        "alone_again": credit_answers.alone_again(True),
        "no_stand_in": credit_answers.alone_again(False),
        "owed": credit_answers.marked(7, Entitlement(owed=Owed.NONE)),
        "exported": finance.exported(3),
    }
    notes = {
        "stand_in_named": stand_in_named(stand_in, organisation),
        "stand_in_ended": stand_in_ended(stand_in.of),
    }
    return {f"answer_{name}": card for name, card in receipts.items()} | notes


def money_views(
    credit: Credit, incident: Incident, organisation: Organisation, typed: str
) -> Mapping[str, dict[str, object]]:
    fields = ("customer", "reason", "asked_for", "amount", "evidence", "worked_out")
    state = CreditState(
        incident=incident,
        note=CreditNote(7),
        allowance=Allowance(Money(1500, "GBP"), limit=OwnLimit(2500, 5, 10000), spent=8500),
        likes=Likes(2500, 1000, 4000, 5),
    )
    again = replace(
        state,
        note=CreditNote(7, 3),
        allowance=Allowance(Money(0, "GBP"), NotAlone.ENOUGH_TODAY),
        code=Reason.DATA_LOSS,
        values=dict.fromkeys(fields, typed),
    )
    sizing = replace(
        state,
        note=replace(state.note, is_sizing=True),
        values={"pays": "£30", "hours": "48", "cost": "£12", "extra_contacts": "2"},
    )
    many = replace(state, note=CreditNote(7, 0, True), values={"people_low": "900"})
    approved = replace(credit, state=State.APPROVED, decided_by="U03MARA", decided_at=TOLD_TO.at)
    letter = Letter(credit=approved, entitlement=Entitlement(owed=Owed.NONE), is_apologised=True)
    views = {
        "decline": money_forms.decline_view,
        "change": money_forms.change_view,
        "question": money_forms.question_view,
        "answer": money_forms.answer_view,
        "undo": money_forms.undo_view,
        "raise": money_forms.raise_view,
    }
    return {
        "credit": credit_view(state, organisation),
        "credit_again": credit_view(again, organisation),
        "credit_everyone": credit_view(many, organisation),
        "credit_worked_out": credit_view(sizing, organisation),
        **{f"credit_{name}": view(credit, organisation) for name, view in views.items()},
        "delegate": money_forms.delegate_view(),
        "delegate_again": money_forms.delegate_view(until=typed[:40]),
        "owed": money_forms.owed_view(incident),
        "offer_said": answer_view(credit, Answer.REFUSED, organisation),
        "letter": words_view(
            WordsState(
                incident=incident,
                organisation=organisation,
                now=TOLD_TO.at,
                seen=0,
                kind=letter.kind,
                variant=letter.variant,
                text=typed,
                letter=letter,
                seal=letter.seal,
            )
        ),
        "credit_decide": decide_view(brief(credit, incident, typed), organisation),
    }
