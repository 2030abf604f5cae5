"""Telling a customer about money: the form with the letter, and what the customer said to it."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import Final

from bot.domain.letter_refusals import (
    ApologyFirst,
    CustomerHasNoName,
    EntitlementHasNoName,
    LetterIsOutdated,
    NothingToTell,
    NotTheirCredit,
    NotYourLetter,
    ToldAlready,
)
from bot.domain.money_refusals import TermsAreUnchecked
from bot.domain.refusals import NoSuchCredit, Refusal, WordsAreBlocked
from bot.domain.release import NeedsRelease
from bot.domain.told import Answer, Said
from bot.domain.update import Kind
from bot.usecases import credits, grounds, letters
from handlers import drafting, forms
from handlers.answers import Answer as Shown
from handlers.answers import Form
from handlers.asked import Asked, Payload, choice, typed_values, whole
from handlers.desk import Desk
from handlers.money import acting, credit_named
from handlers.releases import held
from handlers.rewording import redrafted
from messages import refused
from messages.action_ids import ActionId, ViewId
from messages.cards import credit_answers
from messages.modals.offer_form import AFTER, BEFORE, OfferNote, answer_view
from messages.modals.words_state import WordsState

Press = Callable[[Asked, Desk, str], Awaitable[Shown]]
Send = Callable[[Asked, Desk, Payload], Awaitable[Shown]]
STOPS: Final = (
    NeedsRelease,
    NothingToTell,
    ToldAlready,
    TermsAreUnchecked,
    EntitlementHasNoName,
    ApologyFirst,
    LetterIsOutdated,
    NotTheirCredit,
    CustomerHasNoName,
    NotYourLetter,
)
"""What keeps a letter from going, and is said above its words in the form."""


async def command(asked: Asked, desk: Desk, rest: str) -> Shown:
    """`letter CR-3`: tell a customer what was decided on money, then note what they said"""
    number = credit_named(rest)
    credit = await credits.read(desk.store, asked.workspace, number)
    if credit.told is not None and credit.cohort is None:
        return await ask_answer(asked, desk, f"{number}:{Answer.ACCEPTED}")
    return await write(asked, desk, str(number))


async def write(asked: Asked, desk: Desk, value: str) -> Shown:
    """Open the form with the letter; before anybody has said sorry, with the apology."""
    number = whole(value)
    letter = await letters.read(desk.store, asked.workspace, number)
    letter.check_who(asked.person)
    incident = letter.credit.incident
    try:
        letter.check()
    except ApologyFirst as first:
        notice = refused.words_for(first, desk.organisation.time_zone)
        return await forms.words_form(asked, desk, incident, kind=Kind.APOLOGY, notice=notice)
    record = await grounds.read_all(desk.store, asked.workspace, incident, credit=number)
    state = drafting.empty(record, desk, letter.kind, letter.variant)
    person = replace(state.person, name=letter.wished_name)
    return await drafting.drawn(asked, desk, redrafted(replace(state, person=person)))


async def send(asked: Asked, desk: Desk, state: WordsState) -> Shown:
    """Words that cannot go stay in the form, with the reason above them."""
    words = drafting.words_of(state)
    incident = state.incident.number
    passes = bool(state.passed)
    try:
        _, _, credit = await letters.send(
            desk.store,
            desk.organisation,
            await acting(asked, desk),
            words,
            _of(state),
            seal=state.seal,
            held=await held(asked, desk, incident, words.kind, words.text, passes=passes),
        )
    except WordsAreBlocked:
        return await drafting.drawn(asked, desk, state)
    except STOPS as why:
        said = replace(why, text="") if isinstance(why, NeedsRelease) else why
        return await drafting.drawn(asked, desk, replace(state, notice=_words(said, desk)))
    return credit_answers.told(credit, desk.organisation)


def why_not(state: WordsState) -> str:
    """Return why a letter cannot go as it stands; empty for one that can, and for other words."""
    if state.letter is None:
        return ""
    try:
        state.letter.check_sent(seal=state.seal, name=state.person.name, text=state.text)
    except Refusal as why:
        return refused.words_for(why, state.organisation.time_zone)
    return ""


async def ask_answer(asked: Asked, desk: Desk, value: str) -> Shown:
    """Open the form for what the customer said, with the answer that was pressed."""
    number, _, answer = value.partition(":")
    letter = await letters.read(desk.store, asked.workspace, whole(number))
    letter.check_who(asked.person)
    return Form(answer_view(letter.credit, choice(Answer, answer), desk.organisation))


async def note_answer(asked: Asked, desk: Desk, view: Payload) -> Shown:
    values = typed_values(view)
    said = Said(
        answer=choice(Answer, values[ActionId.ANSWER]),
        by=asked.person,
        at=desk.now(),
        before=_felt(values[BEFORE]),
        after=_felt(values[AFTER]),
    )
    number = OfferNote.read(view["private_metadata"]).credit
    who = await acting(asked, desk)
    credit = await letters.answer(desk.store, desk.organisation, who, number, said)
    return credit_answers.answered(credit, desk.organisation)


def _of(state: WordsState) -> int:
    if state.letter is None:
        raise NoSuchCredit(state.kind)
    return state.letter.credit.number


def _words(why: Refusal, desk: Desk) -> str:
    return refused.words_for(why, desk.organisation.time_zone)


def _felt(chosen: str) -> int | None:
    return whole(chosen) if chosen else None


PRESSES: Final[Mapping[ActionId, Press]] = {
    ActionId.WRITE_LETTER: write,
    ActionId.OFFER_SAID: ask_answer,
}
SENDS: Final[Mapping[ViewId, Send]] = {ViewId.OFFER: note_answer}
