"""Any day at the office: whatever people do, in any order, twice or halfway, the money is right."""

import asyncio
import os
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from bot.domain.approval import Approval, open_slots
from bot.domain.batch import Outcome
from bot.domain.booking import HEIGHTS
from bot.domain.budget import Scope
from bot.domain.credit import GRANTED, Credit, State
from bot.domain.decline import Why
from bot.domain.ledger import balance
from bot.domain.outsider import Outsider
from bot.domain.reason import Reason
from bot.domain.refusals import AlreadyDone, Refusal
from bot.domain.tiers import Slots
from bot.store import approvals, credits, ledger
from bot.store import batches as kept_batches
from bot.store.transaction import Reader, Store
from bot.usecases import batches, books, budgets, credit_clock, decisions, delegations, returns
from bot.usecases import credits as asking
from bot.usecases.acting import Acting
from tests.money.office import (
    NOON,
    OFFICE,
    PEOPLE,
    PER_INCIDENT,
    PER_MONTH,
    Died,
    Patient,
    acting,
    dying,
    open_office,
    wish,
)

EXAMPLES = int(os.environ.get("ANY_DAYS", "10"))
STEPS = 50
people = st.sampled_from(PEOPLE)
numbers = st.integers(1, 6)
sums = st.sampled_from(["20", "25", "90", "100", "100.01", "499", "900", "2400", "3000"])
currencies = st.sampled_from(["£", "€"])
customers = st.sampled_from(["ACC-1", "acc-1 ", "ACC-2", "ACC-3"])
Act = Callable[[Store, Acting], Awaitable[Any]]


class AnyDay(RuleBasedStateMachine):
    """Each rule is one person's act; a refusal is an answer like any other."""

    def __init__(self, runner: asyncio.Runner, store: Store) -> None:
        super().__init__()
        self.runner, self.store = runner, store
        self.workspace = runner.run(open_office(store, incidents_=2))
        self.now = NOON
        self.raised = 0
        self.decided: set[tuple[int, int]] = set()
        self.needed: dict[tuple[int, int], Slots] = {}
        self.outsiders: dict[str, Outsider] = {}
        self.files: dict[int, str] = {}

    def act(self, by: str, act: Act, *, deed: str | None = None, dies: bool = False) -> Any:  # noqa: ANN401 - what the act returns
        """Return what came of it; None if it was refused, or died."""
        store = dying(self.store) if dies else self.store
        try:
            return self.runner.run(self._await(act, store, by, deed))
        except (Refusal, Died):
            return None

    async def _await(self, act: Act, store: Store, by: str, deed: str | None) -> Any:  # noqa: ANN401 - see above
        return await act(store, self.person(by, deed=deed))

    def person(self, by: str, *, deed: str | None = None) -> Acting:
        who = acting(by, self.workspace, now=self.now, deed=deed)
        return replace(who, outsiders=dict(self.outsiders))

    def is_decided(self, credit: Credit | None) -> None:
        """Note a decision, which must be the first one of what is asked."""
        if (
            credit is None
            or credit.awaits_decision
            or credit.state
            not in (
                State.APPROVED,
                State.DECLINED,
            )
        ):
            return
        assert (credit.number, credit.revision) not in self.decided
        self.decided.add((credit.number, credit.revision))

    def stored(self, number: int) -> Credit | None:
        async def look() -> Credit:
            async with self.store.reading() as reader:
                return await credits.read(reader, self.workspace, number)

        try:
            return self.runner.run(look())
        except Refusal:
            return None

    @rule(
        by=people,
        amount=sums,
        currency=currencies,
        customer=customers,
        incident=st.integers(1, 2),
        code=st.sampled_from([Reason.COST_DIRECT, Reason.SLA]),
        dies=st.booleans(),
    )
    def ask(self, by: str, amount: str, currency: str, dies: bool, **more: Any) -> None:  # noqa: ANN401 - of the wish
        what = wish(currency + amount, **more)
        self.is_decided(self.act(by, lambda s, a: asking.ask(s, OFFICE, a, what), dies=dies))

    @rule(by=people, amount=sums)
    def ask_twice(self, by: str, amount: str) -> None:
        """The platform brings the same form again."""
        deed, what = f"form:{self.now}:{by}:{amount}", wish(f"£{amount}")
        first = self.act(by, lambda s, a: asking.ask(s, OFFICE, a, what), deed=deed)
        self.is_decided(first)
        if first is not None:
            act = partial(asking.ask, self.store, OFFICE)
            self.comes_again(act(self.person(by, deed=deed), what))

    def comes_again(self, work: Coroutine[Any, Any, Any]) -> None:
        try:
            self.runner.run(work)
            raise AssertionError("the same form counted twice")
        except AlreadyDone:
            pass

    @rule(by=people, number=numbers, amount=sums)
    def ask_anew(self, by: str, number: int, amount: str) -> None:
        what = wish(f"£{amount}")
        self.is_decided(self.act(by, lambda s, a: asking.ask_anew(s, OFFICE, a, number, what)))

    @rule(by=people, number=numbers, dies=st.booleans())
    def approve(self, by: str, number: int, dies: bool) -> None:
        self.gives_approval(by, number, dies=dies)

    def gives_approval(self, by: str, number: int, *, dies: bool = False) -> None:
        seen = self.stored(number)
        if seen is None:
            return
        given = self.act(
            by, lambda s, a: decisions.approve(s, OFFICE, a, number, seal=seen.seal), dies=dies
        )
        if given is not None and seen.undo is None:
            self.is_a_reader(by, seen, given)
            self.is_decided(given)
            self.needed_was_given(given)

    def is_a_reader(self, by: str, before: Credit, after: Credit) -> None:
        """Nobody acts through an outsider, nor, if they are another, in the place of a no."""

        async def given() -> Sequence[Approval]:
            async with self.store.reading() as reader:
                return await approvals.bound(reader, after)

        [yes] = [one for one in self.runner.run(given()) if one.by == by]
        assert {yes.by, yes.of}.isdisjoint(self.outsiders)
        no = before.decline
        if no is not None and by not in no.people:
            assert yes.of not in no.people

    @rule(pick=st.integers(0, 20))
    def somebody_who_was_asked_approves(self, pick: int) -> None:
        """At random hardly anybody presses who may."""
        waits = [one for one in self.runner.run(self.every()) if one.awaits_decision]
        if waits:
            credit = waits[pick % len(waits)]
            for by in credit.asked_of[pick % 2 :]:
                self.gives_approval(by, credit.number)

    async def every(self) -> list[Credit]:
        async with self.store.reading() as reader:
            return await credits.in_states(reader, self.workspace, State)

    def needed_was_given(self, credit: Credit) -> None:
        """At the moment of the decision, the approvals are those that the sum needs."""
        if credit.state is not State.APPROVED:
            return

        async def missing() -> object:
            async with self.store.reading() as reader:
                slots = await books.needed(reader, OFFICE, credit)
                self.needed[credit.number, credit.revision] = slots
                return open_slots(slots, await approvals.bound(reader, credit))

        assert self.runner.run(missing()) == ()

    @rule(one=people, other=people, number=numbers)
    def two_press_at_once(self, one: str, other: str, number: int) -> None:
        seen = self.stored(number)
        if seen is None or seen.undo is not None:
            return

        async def both() -> list[Any]:
            clicks = [
                decisions.approve(
                    self.store,
                    OFFICE,
                    self.person(by),
                    number,
                    seal=seen.seal,
                )
                for by in (one, other)
            ]
            return await asyncio.gather(*clicks, return_exceptions=True)

        came = self.runner.run(both())
        granted = [c for c in came if isinstance(c, Credit) and c.state is State.APPROVED]
        assert len(granted) <= 1
        assert all(isinstance(c, Credit | Refusal) for c in came)
        for credit in granted:
            self.is_decided(credit)
            self.needed_was_given(credit)

    @rule(by=people, number=numbers, dies=st.booleans())
    def decline(self, by: str, number: int, dies: bool) -> None:
        before = self.stored(number)
        no = partial(decisions.decline, why=Why.OTHER, alternative="A call")
        after = self.act(by, lambda s, a: no(s, OFFICE, a, number), dies=dies)
        if before is not None and before.undo is None:
            self.is_decided(after)
            self.two_have_read(before, after)

    def two_have_read(self, before: Credit, after: Credit | None) -> None:
        """A first and a second no are not of one person and who stands in for them."""
        if after is not None and after.decline is not None and before.decline is not None:
            assert before.decline.people.isdisjoint(after.decline.people)

    @rule(by=people, number=numbers)
    def decline_twice(self, by: str, number: int) -> None:
        """The platform brings the same form again, and it is not a second reader's."""
        before, deed = self.stored(number), f"form:{self.now}:{by}:{number}:no"
        no = partial(decisions.decline, why=Why.OTHER, alternative="A call")
        after = self.act(by, lambda s, a: no(s, OFFICE, a, number), deed=deed)
        if after is not None and before is not None:
            if before.undo is None:
                self.is_decided(after)
            self.comes_again(no(self.store, OFFICE, self.person(by, deed=deed), number))

    @rule(somebody=people, kind=st.sampled_from([None, None, *Outsider]))
    def become(self, somebody: str, kind: Outsider | None) -> None:
        """People come and go, or become guests."""
        self.outsiders.pop(somebody, None)
        if kind is not None:
            self.outsiders[somebody] = kind

    @rule(by=people, amount=sums, high=st.integers(1, 90))
    def ask_for_many(self, by: str, amount: str, high: int) -> None:
        many = replace(wish(f"£{amount}"), people_low="1", people_high=str(high))
        self.is_decided(self.act(by, lambda s, a: asking.ask(s, OFFICE, a, many)))

    @rule(by=st.sampled_from(["finn", "fay", "mara"]), dies=st.booleans())
    def export(self, by: str, dies: bool) -> None:
        self.exports(by, dies=dies)

    def exports(self, by: str, *, dies: bool = False) -> None:
        number = self.act(by, lambda s, a: batches.export_to(s, OFFICE, a), dies=dies)
        if number is not None:
            assert by in ("finn", "fay")
            assert number not in self.files
            self.files[number] = self.runner.run(self.bytes_of(number))

    @rule(amount=st.sampled_from(["20", "25"]), number=st.integers(4, 60), by=people)
    def a_little_goes_all_the_way(self, amount: str, number: int, by: str) -> None:
        """At random hardly anything is granted when finance exports."""
        what = wish(f"£{amount}", customer=f"ACC-{number}")
        self.is_decided(self.act(by, lambda s, a: asking.ask(s, OFFICE, a, what)))
        self.exports("finn")

    @rule(pick=st.integers(0, 20), outcome=st.sampled_from(Outcome))
    def take_return(self, pick: int, outcome: Outcome) -> None:
        """Finance answers, twice: the second time changes nothing."""
        lines = [line.split(",") for text in self.files.values() for line in text.splitlines()[1:]]
        if not lines:
            return
        batch, name, *_ = lines[pick % len(lines)]
        text = f"{batch},{name},{outcome},2026-03-05,x"
        take = partial(returns.take, workspace=self.workspace, number=int(batch), text=text)
        first = self.act("", lambda s, a: take(s, OFFICE, now=a.now))
        if first:
            assert self.act("", lambda s, a: take(s, OFFICE, now=a.now)) == []

    async def bytes_of(self, number: int) -> str:
        return await batches.again(self.store, self.workspace, number)

    @rule(customer=st.integers(70, 99), by=people)
    def one_of_two_goes_back(self, customer: int, by: str) -> None:
        """At random hardly anybody has approved the other one half."""
        one = wish("£400", customer=f"ACC-{customer}")
        other = wish("£300", customer=f"ACC-{customer}", code=Reason.FEE_REFUND)
        leaves = self.act(by, lambda s, a: asking.ask(s, OFFICE, a, one))
        stays = self.act(by, lambda s, a: asking.ask(s, OFFICE, a, other))
        if leaves is not None and stays is not None:
            self.gives_approval("hope", stays.number)
            back = partial(decisions.send_back, number=leaves.number, amount="50")
            self.act("hope", lambda s, a: back(s, OFFICE, a))

    @rule(by=people, number=numbers, amount=sums)
    def send_back(self, by: str, number: int, amount: str) -> None:
        self.act(by, lambda s, a: decisions.send_back(s, OFFICE, a, number, amount=amount))

    @rule(by=people, number=numbers)
    def pass_on(self, by: str, number: int) -> None:
        self.act(by, lambda s, a: decisions.pass_on(s, OFFICE, a, number))

    @rule(by=people, number=numbers)
    def take_back(self, by: str, number: int) -> None:
        self.act(by, lambda s, a: decisions.ask_undo(s, OFFICE, a, number, why="Paid twice"))

    @rule(by=people, to=people, day=st.sampled_from(["today", "friday", "nonsense"]))
    def delegate(self, by: str, to: str, day: str) -> None:
        self.act(by, lambda s, a: delegations.delegate(s, OFFICE, a, to=to, until_typed=day))

    @rule(by=people, number=numbers)
    def raise_budget(self, by: str, number: int) -> None:
        seen = self.stored(number)
        add = partial(budgets.raise_for, scope=Scope.INCIDENT, amount="500")
        done = self.act(by, lambda s, a: add(s, OFFICE, a, number))
        if done is not None and seen is not None:
            assert by in ("finn", "fay")
            self.raised += 50_000

    @rule(number=numbers, days=st.sampled_from([0, 1, 15]))
    def clock_strikes(self, number: int, days: int) -> None:
        self.now += timedelta(days=days)

        async def strike(store: Store, who: Acting) -> None:
            async with store.transaction() as tx:
                await credit_clock.strike(tx, OFFICE, who, number, _nothing)

        self.act("", strike)

    @invariant()
    def the_books_are_right(self) -> None:
        self.runner.run(self._check())

    async def _check(self) -> None:
        async with self.store.reading() as reader:
            lines = await ledger.every(reader, self.workspace)
            every = await credits.in_states(reader, self.workspace, State)
            sent = await kept_batches.sent(reader, self.workspace, [one.number for one in every])
            for credit in every:
                await self._check_waiting(reader, credit)
                self._check_approved(credit, await approvals.bound(reader, _granted(credit)))
        for number, text in self.files.items():
            assert await self.bytes_of(number) == text
        told = "".join(self.files.values())
        assert told.count(",INC-") == len(sent)
        assert [line.number for line in lines] == list(range(1, len(lines) + 1))
        for credit in every:
            own = balance(line for line in lines if line.credit == credit.number)
            height, minor = HEIGHTS.get(credit.state, 0), credit.amount.minor
            assert (own.held, own.committed, own.spent) == tuple(
                minor if height == level else 0 for level in (1, 2, 3)
            )
            assert credit.is_own or credit.decided_by != credit.asked_by
            assert not (credit.is_own and credit.amount.minor > 2500)
            assert credit.state not in GRANTED or credit.decided_by is not None
        for currency in ("GBP", "EUR"):
            counted = [one for one in lines if one.currency == currency and not one.is_owed]
            for number in (1, 2):
                held = balance(one for one in counted if one.incident == number).total
                assert 0 <= held <= PER_INCIDENT + self.raised
            for month in {one.month for one in counted}:
                assert balance(one for one in counted if one.month == month).total <= PER_MONTH

    async def _check_waiting(self, reader: Reader, credit: Credit) -> None:
        """What has all it takes does not wait, whatever became of the customer's others."""
        key = credit.number, credit.revision
        if credit.state in GRANTED and not credit.is_own and key not in self.needed:
            assert key not in self.decided
            self.decided.add(key)
            self.needed[key] = await books.needed(reader, OFFICE, credit)
        given = await approvals.bound(reader, credit)
        if credit.awaits_decision and credit.decline is None and given:
            assert open_slots(await books.needed(reader, OFFICE, credit), given) != ()

    def _check_approved(self, credit: Credit, given: Sequence[Approval]) -> None:
        """What was granted has the approvals that it needed then, bound to its last fields."""
        assert credit.asked_by not in {person for yes in given for person in (yes.by, yes.of)}
        assert len({yes.by for yes in given}) == len(given)
        needed = self.needed.get((credit.number, credit.revision))
        if credit.state in GRANTED and not credit.is_own:
            assert needed is not None
            assert open_slots(needed, given) == ()


def _granted(credit: Credit) -> Credit:
    """Return the request as it was when it was granted."""
    return replace(credit, undo=None)


async def _nothing() -> None:
    """No timer struck."""


@pytest.mark.timeout(60 + 12 * EXAMPLES)
def test_whatever_people_do_the_money_is_right(database_url: str) -> None:
    with asyncio.Runner() as runner:
        store = runner.run(Patient.open(database_url))
        run_state_machine_as_test(
            lambda: AnyDay(runner, store),  # type: ignore[arg-type]
            settings=settings(
                max_examples=EXAMPLES,
                stateful_step_count=STEPS,
                deadline=None,
                phases=[Phase.generate],
                suppress_health_check=list(HealthCheck),
            ),
        )
        runner.run(store.close())
