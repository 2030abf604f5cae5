"""No letter ever names a sum that the stored, approved credit does not hold."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.cohort import Cohort
from bot.domain.credit import GRANTED, Credit, State, unit_price
from bot.domain.decline import Decline, Why
from bot.domain.entitlement import Entitlement, Owed
from bot.domain.facts import Facts
from bot.domain.letter import Letter
from bot.domain.money import Money
from bot.domain.organisation import Organisation
from bot.domain.reason import Reason
from bot.domain.remedy import Remedy
from bot.domain.severity import Severity
from bot.domain.tiers import CreditRules, usual
from bot.domain.update import Kind
from messages.drafts.draft import Draft, write_draft
from messages.drafts.given import AgentSlots, PersonSlots
from messages.drafts.letter import letter_records
from messages.tone.context import Customer, ToneContext
from messages.tone.harm import money_unapproved
from messages.tone.reading import read
from messages.tone.sums import sums_in

NOW = datetime(2026, 3, 4, 14, 30, tzinfo=UTC)
LOCALES = ("en_GB", "en_US", "de_DE", "fr_FR", "ja_JP")
CURRENCIES = ("GBP", "USD", "EUR", "JPY", "KWD")
CREDIT = Credit(
    workspace="T1",
    number=3,
    incident=7,
    customer="Ms Okafor",
    reason="A late fee",
    amount=Money(4000, "GBP"),
    asked_by="U-dan",
    asked_at=NOW,
    asked_of=(),
    state=State.APPROVED,
    decided_by="U-mara",
    decided_at=NOW,
)
NO = Decline(why=Why.NOT_SHOWN, alternative="a call each day", by="U-mara", at=NOW)
FACTS = Facts(
    what_fails="Customers cannot pay",
    first_seen_at=NOW,
    next_update_due=None,
    severity=Severity.SEV2,
)
LETTER = ToneContext(
    kind=Kind.OFFER, facts=FACTS, organisation=Organisation(), now=NOW, approved=(CREDIT.amount,)
)
money = st.builds(Money, st.integers(1, 999_999), st.sampled_from(CURRENCIES))
credits_ = st.builds(
    replace,
    st.just(CREDIT),
    amount=money,
    state=st.sampled_from(State),
    code=st.sampled_from(Reason),
    remedy=st.sampled_from(Remedy),
    cohort=st.one_of(st.none(), st.builds(Cohort, st.just(9), st.just(12), st.integers(1, 999))),
    decline=st.just(NO),
    worked_out=st.sampled_from(["", "By the receipt."]),
)
owed = st.builds(Entitlement, owed=st.sampled_from(Owed), which=st.just("the service promise"))


def organisation(locale: str) -> Organisation:
    rules = CreditRules(by_currency={code: usual(code) for code in CURRENCIES})
    return Organisation(locale=locale, credit_rules=rules, terms_clause="we do not cover it")


def is_stopped(text: str, context: ToneContext) -> bool:
    return any(True for _ in money_unapproved(read(text), context))


@given(credits_, owed, st.sampled_from(LOCALES))
def test_a_draft_names_the_stored_sum_and_no_other(
    credit: Credit, said: Entitlement, locale: str
) -> None:
    letter = Letter(credit=credit, entitlement=said, is_apologised=True)
    ours = organisation(locale)
    draft = Draft(
        kind=letter.kind,
        variant=letter.variant,
        facts=FACTS,
        organisation=ours,
        now=NOW,
        person=PersonSlots("Ms Okafor", "You missed a bill."),
        given=(AgentSlots(agent_name="Dan"), *letter_records(letter, ours, typed={}, now=NOW)),
    )
    context = replace(LETTER, organisation=ours, approved=(unit_price(credit),))
    named = sums_in(write_draft(draft), context)
    if letter.kind is Kind.DECLINE:
        assert named <= {credit.amount}
    elif credit.state in GRANTED:
        assert named == {unit_price(credit)}
    else:
        assert named == set()


@given(money, money, st.sampled_from(LOCALES))
def test_only_the_approved_sum_may_be_named(granted: Money, named: Money, locale: str) -> None:
    context = replace(LETTER, organisation=organisation(locale), approved=(granted,))
    text = f"I have arranged {named.shown(locale)} for you."
    assert is_stopped(text, context) == (granted != named)
    assert is_stopped(text, replace(context, approved=()))


@given(money, st.sampled_from(LOCALES))
def test_a_decline_repeats_what_was_asked_for_and_gives_nothing(asked: Money, locale: str) -> None:
    words = asked.shown(locale)
    context = replace(
        LETTER,
        kind=Kind.DECLINE,
        organisation=organisation(locale),
        approved=(),
        customer=Customer(asked_for=words),
    )
    assert not is_stopped(f"You asked for {words}. The answer is no.", context)
    assert is_stopped(f"You asked for {words}. I have arranged {words} for you.", context)


@pytest.mark.parametrize(
    ("text", "stops"),
    [
        ("It covers the £12 fee. I have arranged £40 for you.", False),
        ("I have arranged £40 for you, and £15 more.", True),
        ("It was £100 in all. I have arranged £40 for you.", True),
        ("I have arranged fifty pounds for you.", True),
        ("I have arranged £40 as a voucher.", True),
        ("I have arranged £40 in cash.", True),
        ("I have arranged £40 as a credit on your account.", False),
        ("I have arranged £40. We will not ask for your card.", False),
    ],
)
def test_a_part_may_be_named_where_the_record_says_so_and_a_form_only_as_granted(
    text: str, *, stops: bool
) -> None:
    context = replace(LETTER, of_record="The £12 fee and £100 of effort", remedy=Remedy.CREDIT)
    assert is_stopped(text, context) == stops
