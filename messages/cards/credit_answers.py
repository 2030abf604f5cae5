"""Receipts about money, for whoever pressed, typed or sent a form. None names a customer."""

from slack_sdk.models.blocks import ActionsBlock

from bot.domain.budget import Budget
from bot.domain.credit import Credit, State
from bot.domain.delegation import Delegation
from bot.domain.entitlement import Entitlement
from bot.domain.organisation import Organisation
from bot.domain.release import Release
from messages.action_ids import BlockId
from messages.card import Card, copyable
from messages.cards.answers import plain
from messages.cards.stand_in import until_words
from messages.letter_words import ANSWERS
from messages.money_buttons import write_letter
from messages.money_words import budget_words, owed_words, sum_of
from messages.words import person

NO_SUM_YET = "Until then, name no sum to the customer."


def asked(credit: Credit, organisation: Organisation) -> Card:
    """Return the receipt for a request."""
    whole = sum_of(credit, organisation)
    if credit.is_own:
        given = plain(
            f"{credit.name}: you gave {whole}. It is within what you may give yourself, "
            "and it is on record. You can tell the customer now."
        )
        row = ActionsBlock(block_id=BlockId.ACTIONS, elements=[write_letter(credit)])
        return Card(given.text, [*given.blocks, row])
    people = ", ".join(person(one) for one in credit.asked_of)
    return plain(
        f"{credit.name}: you asked for {whole}. {people} will be asked to decide, and you will "
        f"hear here what they decide. {NO_SUM_YET}"
    )


def approved(credit: Credit, organisation: Organisation) -> Card:
    """Return the receipt for one who approved."""
    lead = f"{credit.name}: you approved {sum_of(credit, organisation)}."
    if credit.awaits_decision:
        return plain(f"{lead} One more person has to.")
    if credit.state in (State.VOIDED, State.REVERSED):
        return plain(f"{credit.name}: {sum_of(credit, organisation)} is taken back.")
    return plain(f"{lead} {person(credit.asked_by)} will be told.")


def declined(credit: Credit, organisation: Organisation) -> Card:
    lead = f"{credit.name}: you declined {sum_of(credit, organisation)}."
    if credit.state is State.ASKED:
        return plain(f"{lead} So high a sum needs a second reader before it is final.")
    if credit.state is not State.DECLINED:
        return plain(f"{credit.name}: {sum_of(credit, organisation)} is not taken back.")
    return plain(f"{lead} {person(credit.asked_by)} will be told why, and what to offer instead.")


def sent_back(credit: Credit, organisation: Organisation) -> Card:
    return plain(f"{credit.name} goes back to {person(credit.asked_by)}, with your sum.")


def passed_on(credit: Credit, organisation: Organisation) -> Card:
    return plain(f"{credit.name} goes to the others. Thank you for saying so.")


def question_sent(credit: Credit, organisation: Organisation) -> Card:
    return plain(
        f"{credit.name}: {person(credit.asked_by)} will get your question. It still waits."
    )


def answer_sent(credit: Credit, organisation: Organisation) -> Card:
    return plain(f"{credit.name}: your answer will stand below the request.")


def undo_asked(credit: Credit, organisation: Organisation) -> Card:
    people = ", ".join(person(one) for one in credit.asked_of)
    return plain(f"{credit.name}: {people} will be asked whether to take it back.")


def told(credit: Credit, organisation: Organisation) -> Card:
    """Return the receipt for a letter."""
    lead = f"{credit.name}: noted that you told the customer of {sum_of(credit, organisation)}."
    if credit.state is State.DECLINED or credit.cohort is not None:
        return plain(f"{lead} The thread says so without the name and without the words.")
    return plain(f"{lead} In a week I ask you what they said.")


def answered(credit: Credit, organisation: Organisation) -> Card:
    """Return the receipt for what a customer said."""
    said = credit.told and credit.told.said
    lead = f"{credit.name}: noted that {ANSWERS[said.answer]}." if said else credit.name
    if credit.state is State.REFUSED:
        return plain(f"{lead} {sum_of(credit, organisation)} is free again.")
    if credit.undo is not None:
        people = ", ".join(person(one) for one in credit.asked_of)
        return plain(f"{lead} Finance has it, so {people} will be asked to take it back.")
    return plain(lead)


def letter_to_go_on(words: Release) -> Card:
    """Return the words of a letter that a lead has looked at, to be put into its form again."""
    return plain(
        f"{words.name}: these are the words of your letter. Open it again with `/incident letter` "
        f"and the number of its credit, and put them in:\n{copyable(words.text)}"
    )


def raised(budget: Budget, organisation: Organisation) -> Card:
    return plain(f"Added. The budget of {budget_words(budget, organisation)}.")


def delegated(one: Delegation, organisation: Organisation) -> Card:
    until = until_words(one, organisation)
    return plain(
        f"{person(one.to)} may decide on credits in your place {until}. They hear of it from me. "
        "To end it sooner: `/incident delegate nobody`."
    )


def alone_again(stood_in: bool) -> Card:
    lead = "You decide yourself again." if stood_in else "Nobody stood in for you."
    return plain(f"{lead} For a stand-in: `/incident delegate @person until Friday`.")


def marked(incident: int, said: Entitlement) -> Card:
    return plain(f"INC-{incident}: noted as {owed_words(said)}.")
