"""A request: what an approval binds, when it lapses, and how a customer is known again."""

import hmac
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.bookkeeping import Bookkeeping
from bot.domain.cohort import Cohort, cohort
from bot.domain.credit import LASTS, Credit, State, pseudonym
from bot.domain.decline import Undo
from bot.domain.money import Money
from bot.domain.money_refusals import CreditHasMoved, NotYourCredit, RangeIsWrong
from bot.domain.reason import Reason
from bot.domain.remedy import Remedy

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
ASKED = Credit(
    workspace="T1",
    number=3,
    incident=7,
    customer="Ms Okafor",
    reason="She waited 40 minutes on the phone.",
    amount=Money(4000, "GBP"),
    asked_by="U-dan",
    asked_at=NOW,
    asked_of=("U-hope", "U-mara"),
)


@pytest.mark.parametrize(
    "other",
    [
        replace(ASKED, amount=Money(4001, "GBP")),
        replace(ASKED, amount=Money(4000, "EUR")),
        replace(ASKED, customer="Mr Okafor"),
        replace(ASKED, remedy=Remedy.EXTENSION),
        replace(ASKED, revision=2),
        replace(ASKED, number=4),
        replace(ASKED, workspace="T2"),
        replace(ASKED, undo=Undo(why="twice", by="U-dan", at=NOW)),
    ],
)
def test_an_approval_binds_sum_currency_payee_form_and_revision(other: Credit) -> None:
    assert other.seal != ASKED.seal


def test_what_is_told_beside_it_binds_nothing() -> None:
    same = replace(ASKED, reason="Longer", evidence="https://x", stage=4, asked_of=())
    assert same.seal == ASKED.seal


@given(st.text(), st.text())
def test_one_customer_is_known_again_however_it_is_spaced(first: str, last: str) -> None:
    assert (
        pseudonym("T1", f"{first} {last}") == pseudonym("T1", f"  {first}   {last} ".upper())
        or (first + last).upper().casefold() != (first + last).casefold()
    )
    assert pseudonym("T1", "a") != pseudonym("T2", "a")


@pytest.mark.parametrize(
    ("typed", "leaves"),
    [("ACC-1042", True), ("10.42", True), ("Ms Okafor", False), ("Okafor", False), ("=1+1", False)],
)
def test_finance_gets_a_reference_and_never_a_name(typed: str, leaves: bool) -> None:
    reference = Bookkeeping().customer_ref(replace(ASKED, customer=typed))
    assert (reference == typed) is leaves
    assert leaves or reference.startswith("p-")


def test_with_a_key_finance_gets_what_only_its_holders_can_match() -> None:
    own, other = Bookkeeping(key="a secret of ours"), Bookkeeping(key="another secret")
    one, same = replace(ASKED, customer="ACC-1042"), replace(ASKED, customer=" acc-1042 ")
    said = f"{ASKED.workspace}\nacc-1042".encode()
    expected = hmac.new(b"a secret of ours", said, "sha256").hexdigest()[:32]
    assert own.customer_ref(one) == own.customer_ref(same) == f"h-{expected}"
    assert own.customer_ref(one) != other.customer_ref(one)
    assert "secret" not in repr(own)


def test_what_finance_names_itself_takes_the_place_of_the_usual() -> None:
    own = Bookkeeping({Reason.OUT_TIME: "4410"}, {Remedy.MONEY: "no_vat"})
    assert [own.account(one) for one in (Reason.OUT_TIME, Reason.SLA)] == ["4410", "owed-contract"]
    taxes = [own.tax_treatment(one) for one in (Remedy.MONEY, Remedy.PRO_RATA, Remedy.CALL)]
    assert taxes == ["no_vat", "price_reduction", "compensation"]


@pytest.mark.parametrize(
    ("credit", "since"),
    [
        (ASKED, NOW),
        (replace(ASKED, state=State.CHANGED), NOW),
        (
            replace(ASKED, state=State.APPROVED, decided_by="U-mara", decided_at=NOW + LASTS),
            NOW + LASTS,
        ),
    ],
)
def test_a_request_or_an_approval_lapses_after_two_weeks(credit: Credit, since: datetime) -> None:
    assert credit.lapsed(now=since + LASTS - timedelta(milliseconds=1)) is credit
    assert credit.lapsed(now=since + LASTS).state is State.LAPSED


@pytest.mark.parametrize("state", [State.DECLINED, State.EXPORTED, State.PAID, State.VOIDED])
def test_what_is_settled_never_lapses(state: State) -> None:
    settled = replace(ASKED, state=state, decided_by="U-mara", decided_at=NOW)
    assert settled.lapsed(now=NOW + 9 * LASTS) is settled


def test_only_who_asked_asks_anew_and_only_before_finance_has_it() -> None:
    new = replace(ASKED, number=0, amount=Money(6000, "GBP"), asked_at=NOW + LASTS)
    after = ASKED.asked_anew(new, by="U-dan")
    assert (after.number, after.revision, after.amount.minor) == (3, 2, 6000)
    with pytest.raises(NotYourCredit):
        ASKED.asked_anew(new, by="U-mara")
    with pytest.raises(CreditHasMoved):
        replace(ASKED, state=State.EXPORTED).asked_anew(new, by="U-dan")


def test_a_cohort_is_a_range_of_people() -> None:
    many = cohort("1,000", "1 200", Money(500, "GBP"))
    assert many == Cohort(1000, 1200, 500)
    assert many.exposure("GBP") == (Money(500_000, "GBP"), Money(600_000, "GBP"))


@pytest.mark.parametrize(
    ("low", "high"), [("", "5"), ("9", "5"), ("0", "5"), ("-1", "5"), ("many", "5"), ("1", "1e3")]
)
def test_a_range_that_cannot_be_is_refused(low: str, high: str) -> None:
    with pytest.raises(RangeIsWrong):
        cohort(low, high, Money(500, "GBP"))
