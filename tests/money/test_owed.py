"""Before a customer is written to about money, legal has said whether something is owed."""

import pytest

from bot.domain.entitlement import Entitlement, Owed
from bot.domain.money_refusals import NothingNamedApplies, NotInThatFunction
from bot.domain.refusals import WordsAreMissing
from bot.store import entitlements as kept
from bot.store.transaction import Store
from bot.usecases import entitlements
from tests.money.office import acting, open_office


async def test_a_letter_waits_for_legal_and_the_terms_for_their_no(store: Store) -> None:
    workspace = await open_office(store)
    unchecked = await said_by_legal(store, workspace)
    assert not unchecked.allows_letter(is_own=False)
    lex = acting("lex", workspace)
    with pytest.raises(WordsAreMissing):
        await entitlements.mark(store, lex, 1, owed=Owed.APPLIES)
    with pytest.raises(NothingNamedApplies):
        await entitlements.mark(store, lex, 1, owed=Owed.NONE, which="The rail rules")

    await entitlements.mark(store, lex, 1, owed=Owed.NONE)

    said = await said_by_legal(store, workspace)
    assert said.allows_letter(is_own=False)
    assert said.allows_terms


async def test_what_an_agent_gives_alone_needs_no_word_of_legal(store: Store) -> None:
    workspace = await open_office(store)
    said = await said_by_legal(store, workspace)
    assert said.allows_letter(is_own=True)
    assert not said.allows_terms


async def said_by_legal(store: Store, workspace: str) -> Entitlement:
    async with store.reading() as reader:
        return await kept.of(reader, workspace, 1)


async def test_nobody_else_says_what_is_owed(store: Store) -> None:
    workspace = await open_office(store)
    with pytest.raises(NotInThatFunction):
        await entitlements.mark(store, acting("finn", workspace), 1, owed=Owed.NONE)
