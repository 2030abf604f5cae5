"""What a customer gets in all can fall while a request waits: it is granted once it has enough."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa

from bot.domain import offer
from bot.domain.credit import Credit, State
from bot.domain.decline import Why
from bot.domain.ledger import Step
from bot.domain.organisation import Organisation
from bot.domain.reason import Reason
from bot.domain.refusals import NotAnApprover
from bot.domain.tiers import CreditRules, Tier
from bot.domain.told import Answer, Said
from bot.domain.trail import Trace
from bot.store import credits as kept_credits
from bot.store import ledger, trail
from bot.store.care_tables import strains
from bot.store.transaction import Store
from bot.usecases import credit_clock, credits, decisions, letters
from tests.money.office import NOON, OFFICE, RULES, acting, ask, now_of, open_office, wish

Leave = Callable[[Store, Credit], Awaitable[object]]
LATER = NOON + timedelta(hours=1)
LAXER: Organisation = replace(
    OFFICE,
    credit_rules=CreditRules({"GBP": replace(RULES, tiers=(Tier(None, (("head_of_support",),)),))}),
)
"""The same office after its settings were changed."""


async def approve(store: Store, credit: Credit, *by: str) -> Credit:
    for one in by:
        who = acting(one, credit.workspace)
        await decisions.approve(store, OFFICE, who, credit.number, seal=credit.seal)
    return await now_of(store, credit)


async def decline(store: Store, credit: Credit, *by: str) -> None:
    for one in by:
        who = acting(one, credit.workspace, now=LATER)
        await decisions.decline(
            store, OFFICE, who, credit.number, why=Why.TOO_MUCH, alternative="A call"
        )


async def declined(store: Store, credit: Credit) -> None:
    await decline(store, credit, "hope", "finn")


async def asked_anew_for_less(store: Store, credit: Credit) -> None:
    who = acting("dan", credit.workspace, now=LATER)
    await credits.ask_anew(store, OFFICE, who, credit.number, wish("£100"))


async def refused_by_the_customer(store: Store, credit: Credit) -> None:
    granted = await approve(store, credit, "hope", "finn")
    async with store.transaction() as tx:
        await kept_credits.save(tx, offer.told(granted, by="dan", now=LATER))
    who = acting("dan", credit.workspace, now=LATER)
    said = Said(answer=Answer.REFUSED, by="dan", at=LATER)
    await letters.answer(store, OFFICE, who, credit.number, said)


async def strike(store: Store, credit: Credit, organisation: Organisation = OFFICE) -> None:
    async with store.transaction() as tx:
        who = acting("", credit.workspace, now=LATER)
        await credit_clock.strike(tx, organisation, who, credit.number, _nothing)


async def _nothing() -> None:
    """No timer struck."""


async def two_asked(store: Store) -> tuple[Credit, Credit]:
    workspace = await open_office(store)
    other = await ask(store, workspace, "£400")
    return other, await ask(store, workspace, "£300", code=Reason.FEE_REFUND)


@pytest.mark.parametrize("leave", [declined, asked_anew_for_less, refused_by_the_customer])
async def test_it_is_granted_by_who_gave_the_yes_that_is_enough_now(
    store: Store, leave: Leave
) -> None:
    other, waits = await two_asked(store)
    assert (await approve(store, waits, "hope")).state is State.ASKED

    await leave(store, other)

    after = await now_of(store, waits)
    assert (after.state, after.decided_by, after.decided_at) == (State.APPROVED, "hope", LATER)
    async with store.reading() as reader:
        [*_, step] = await trail.every(reader, after)
        lines = await ledger.every(reader, after.workspace)
    assert (step.event, step.by, step.state) == (Trace.APPROVED, "hope", State.APPROVED)
    assert step.details == {"given_at": NOON.isoformat()}
    [line] = [one for one in lines if (one.credit, one.step) == (after.number, Step.COMMITTED)]
    assert line.by == "hope"


async def test_who_gave_that_yes_is_not_at_work_for_it(store: Store) -> None:
    other, waits = await two_asked(store)
    await approve(store, waits, "hope")

    await asked_anew_for_less(store, other)

    async with store.reading() as reader:
        busy = await reader.rows(
            sa.select(strains.c.person).where(strains.c.workspace == waits.workspace)
        )
    assert [row.person for row in busy] == ["dan"]


async def test_taking_back_is_done_once_it_has_enough(store: Store) -> None:
    other, granted = await two_asked(store)
    await approve(store, granted, "hope", "finn")
    who = acting("mara", granted.workspace)
    asked = await decisions.ask_undo(store, OFFICE, who, granted.number, why="Paid twice")
    assert (await approve(store, asked, "hope")).undo is not None

    await declined(store, other)

    after = await now_of(store, granted)
    assert (after.state, after.undo) == (State.VOIDED, None)


async def test_what_is_not_enough_or_was_declined_once_still_waits(store: Store) -> None:
    other, waits = await two_asked(store)
    await approve(store, waits, "finn")
    await declined(store, other)
    assert (await now_of(store, waits)).state is State.ASKED
    with pytest.raises(NotAnApprover):
        await approve(store, waits, "fay")

    other, waits = await two_asked(store)
    await approve(store, waits, "hope")
    await decline(store, waits, "finn")
    await declined(store, other)
    await strike(store, waits)
    assert (await now_of(store, waits)).state is State.ASKED
    second = await approve(store, waits, "mara")
    assert (second.state, second.decline) == (State.APPROVED, None)


async def test_the_clock_grants_what_has_enough_since_the_settings_changed(store: Store) -> None:
    _, waits = await two_asked(store)
    await approve(store, waits, "hope")

    await strike(store, waits, LAXER)

    after = await now_of(store, waits)
    assert (after.state, after.decided_by) == (State.APPROVED, "hope")
