"""Before a customer is written to about money, legal has said whether something is owed."""

import pytest

from bot.domain.entitlement import Owed
from bot.domain.money_refusals import NotInThatFunction, TermsAreUnchecked
from bot.domain.refusals import WordsAreMissing
from bot.store.transaction import Store
from bot.usecases import entitlements
from tests.money.office import acting, ask, open_office


async def test_a_letter_waits_for_legal_and_the_terms_for_their_no(store: Store) -> None:
    workspace = await open_office(store)
    credit = await ask(store, workspace, "£400")
    with pytest.raises(TermsAreUnchecked):
        await entitlements.check_letter(store, workspace, credit.number)
    lex = acting("lex", workspace)
    with pytest.raises(WordsAreMissing):
        await entitlements.mark(store, lex, 1, owed=Owed.APPLIES)
    await entitlements.mark(store, lex, 1, owed=Owed.NONE)
    said = await entitlements.check_letter(store, workspace, credit.number)
    assert said.allows_terms


async def test_what_an_agent_gives_alone_needs_no_word_of_legal(store: Store) -> None:
    workspace = await open_office(store)
    credit = await ask(store, workspace, "£20")
    said = await entitlements.check_letter(store, workspace, credit.number)
    assert not said.allows_terms


async def test_nobody_else_says_what_is_owed(store: Store) -> None:
    workspace = await open_office(store)
    with pytest.raises(NotInThatFunction):
        await entitlements.mark(store, acting("finn", workspace), 1, owed=Owed.NONE)
