"""The form for words: sent, copied, released, and read again while somebody writes."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import Final

from bot.domain.fact import Key
from bot.domain.refusals import (
    ChannelIsDown,
    PromiseIsWrong,
    SaidAlready,
    SomeoneWasFirst,
    Unreadable,
    WordsAreBlocked,
)
from bot.domain.release import NeedsRelease
from bot.domain.update import Approval, Kind
from bot.usecases import drafts, releases, safety, updates
from handlers import below, calls, cases, drafting, filled, knowledge, letters, promises, rewording
from handlers.answers import Answer, Form, Pushed, Whispered
from handlers.asked import Asked, Payload, choice
from handlers.desk import Desk
from handlers.releases import held
from messages import failed, refused
from messages.action_ids import ActionId
from messages.cards import answers
from messages.cards.promise import with_settling
from messages.cards.threats import told_of_threat
from messages.modals.words_form import words_view
from messages.modals.words_kinds import kind_and_variant
from messages.modals.words_state import WordsNote, WordsState, shown_mark
from messages.proposals import proposed
from messages.unknown import OF_CUSTOMER, name_first

Changed = Form | Whispered | Pushed | None
"""None: it stays as it is."""
Rewording = Callable[[WordsState, str], WordsState]
Change = Callable[[Asked, Desk, Payload, str], Awaitable[Changed]]


async def mark_as_sent(asked: Asked, desk: Desk, view: Payload) -> Answer:
    """Words that a rule stops stay in the form, with what to say instead beside them."""
    state = await filled.read(asked, desk, view)
    if state.kind_is_set:
        return await drafting.drawn(asked, desk, replace(state, notice=failed.kind_unread()))
    if (renewed := rewording.renewed(state)) is not None:
        return await drafting.drawn(asked, desk, renewed)
    if state.letter is not None:
        return await letters.send(asked, desk, state)
    return await _mark(asked, desk, state)


async def _mark(asked: Asked, desk: Desk, state: WordsState) -> Answer:
    number = state.incident.number
    if state.to is not None and state.missed is None:  # whose promise it is may not work on it
        await cases.read(asked, desk, str(state.to.customer.number))
    try:
        after, sent = await updates.post_update(
            desk.store,
            desk.organisation,
            drafting.words_of(state),
            workspace=asked.workspace,
            number=number,
            by=asked.person,
            seen=state.seen if state.kind.is_public else None,
            held=await held(asked, desk, number, state.kind, state.text, passes=bool(state.passed)),
            now=desk.now(),
            deed=asked.deed,
        )
    except (WordsAreBlocked, NeedsRelease, PromiseIsWrong) as stopped:
        return await drafting.drawn(asked, desk, _stopped(state, stopped))
    except (ChannelIsDown, SaidAlready, SomeoneWasFirst) as refusal:
        return await drafting.drawn(asked, desk, rewording.after_refusal(state, refusal))
    if sent.kind is Kind.HOLDING:
        return answers.held(sent, after, desk.organisation)
    receipt = answers.updated(after, sent, desk.organisation)
    if state.missed is not None and sent.kind is Kind.MISSED_PROMISE:
        receipt = with_settling(receipt, state.missed)
    return await promises.offering(receipt, after, sent, desk, cause_due=state.cause_due)


def _stopped(state: WordsState, why: WordsAreBlocked | NeedsRelease | PromiseIsWrong) -> WordsState:
    """A finding says it better than a notice, so a notice is for what has none."""
    if isinstance(why, WordsAreBlocked) or any(one.is_block for one in drafting.found_in(state)):
        return state
    said = replace(why, text="") if isinstance(why, NeedsRelease) else why
    return replace(state, notice=refused.words_for(said, state.organisation.time_zone))


async def recheck(asked: Asked, desk: Desk, view: Payload, _value: str) -> Changed:
    """Read the words again while somebody types; the form changes only if what it says does."""
    state = await filled.read(asked, desk, view)
    found = drafting.found_in(state)
    ready = await drafting.with_roles(asked, desk, state, found)
    note = WordsNote.read(view["private_metadata"])
    if note.shown == shown_mark(ready, found):
        return None
    return Form(words_view(ready, found))


async def copy(asked: Asked, desk: Desk, view: Payload, _value: str) -> Changed:
    """Show the words in private, to be copied; not while anything keeps them from going."""
    state = await filled.read(asked, desk, view)
    if (renewed := rewording.renewed(state)) is not None:
        return await drafting.drawn(asked, desk, renewed)
    found = drafting.found_in(state)
    ready = await drafting.with_roles(asked, desk, state, found)
    why = letters.why_not(state) or answers.not_to_copy(
        is_stopped=any(one.is_block and one.rule.id not in ready.passed for one in found),
        waits=ready.needs is not Approval.NONE and ready.released_by is None,
    )
    notice = why or answers.COPY_IS_SENT
    form = Form(words_view(replace(ready, notice=notice), found))
    text = drafts.as_rehearsed(state.incident, state.text)
    return form if why else Whispered(answers.to_copy(state.incident, text), form)


async def ask_approval(asked: Asked, desk: Desk, view: Payload, _value: str) -> Changed:
    """Show the words to those who may release them. Raises `NobodyMayRelease`."""
    state = await filled.read(asked, desk, view)
    if (renewed := rewording.renewed(state)) is not None:
        return await drafting.drawn(asked, desk, renewed)
    facts = drafts.known_facts(state.incident, state.promised, state.known, now=state.now)
    theirs = desk.organisation
    approval = releases.needed(state.kind, state.text, facts, theirs, now=state.now)
    if approval is Approval.NONE:
        return await drafting.drawn(asked, desk, state)
    try:
        release = await releases.ask(
            desk.store,
            theirs,
            drafting.words_of(state),
            workspace=asked.workspace,
            number=state.incident.number,
            approval=approval,
            by=asked.person,
            holders=await desk.holders(approval, state.incident),
            now=desk.now(),
        )
    except WordsAreBlocked:
        return await drafting.drawn(asked, desk, state)
    notice = answers.release_asked(release)
    return await drafting.drawn(asked, desk, replace(state, notice=notice))


async def change_fact(asked: Asked, desk: Desk, view: Payload, value: str) -> Changed:
    """Open what is known above the form; once that is sent, an untouched draft is written anew."""
    state = await filled.read(asked, desk, view)
    kept = "" if state.is_typed else below.kept(view)
    return Pushed(await knowledge.show_above(asked, desk, value, kept=kept))


async def admit_unknown(asked: Asked, desk: Desk, view: Payload, value: str) -> Changed:
    """Promise the answer that nobody has, and say so in the words."""
    state = await filled.read(asked, desk, view)
    key = None if value == OF_CUSTOMER else choice(Key, value)
    to = " ".join(state.person.name.split())
    if key is None and not to:
        return await drafting.drawn(asked, desk, replace(state, notice=name_first()))
    once = replace(asked, deed=f"unknown:{view['id']}:{view.get('hash', '')}")
    number = state.incident.number
    say, receipt = await promises.admit(once, desk, number, key, to="" if key else to)
    said = rewording.with_sentence(state, say)
    return await drafting.drawn(asked, desk, replace(said, notice=receipt))


async def log_here(asked: Asked, desk: Desk, view: Payload, value: str) -> Changed:
    """Log what a sentence of the words promises: to everybody, or to the one they are for."""
    state = await filled.read(asked, desk, view)
    to = "" if state.kind.is_public else " ".join(state.person.name.split())
    found = proposed(value, desk.organisation, now=state.now)
    if not found:
        raise Unreadable
    if not (to or state.kind.is_public):
        return await drafting.drawn(asked, desk, replace(state, notice=name_first()))
    once = replace(asked, deed=f"log:{view['id']}:{view.get('hash', '')}")
    receipt = await promises.log_here(once, desk, state.incident.number, found[0], to=to)
    after = await filled.read(asked, desk, view)
    return await drafting.drawn(asked, desk, replace(after, notice=receipt))


async def tell_safety(asked: Asked, desk: Desk, view: Payload, _value: str) -> Changed:
    """Tell those who look after the team that a customer threatens somebody."""
    state = await filled.read(asked, desk, view)
    people = await safety.tell_of_threat(
        desk.store,
        desk.organisation,
        workspace=asked.workspace,
        number=state.incident.number,
        by=asked.person,
        now=desk.now(),
    )
    return await drafting.drawn(asked, desk, replace(state, notice=told_of_threat(people)))


async def choose_kind(asked: Asked, desk: Desk, view: Payload, value: str) -> Changed:
    """Return the form for another kind; what is spoken has a form of its own.

    It takes this one's place, so words of the person's own are given back in private.
    """
    kind, _ = kind_and_variant(value)
    if kind is not Kind.PHONE:
        return await _of_other_kind(asked, desk, view, value)
    state = await filled.read(asked, desk, view)
    script = await calls.ask(asked, desk, str(state.incident.number))
    if not state.is_typed:
        return script
    return Whispered(answers.to_keep(state.incident, state.text), script)


def _reworded(reword: Rewording) -> Change:
    """Return the form for words as it looks after a choice or a press in it."""

    async def change(asked: Asked, desk: Desk, view: Payload, value: str) -> Changed:
        state = reword(await filled.read(asked, desk, view), value)
        return await drafting.drawn(asked, desk, state)

    return change


_of_other_kind = _reworded(lambda state, _: rewording.of_other_kind(state))
CHANGES: Final[Mapping[ActionId, Change]] = {
    ActionId.KIND: choose_kind,
    ActionId.FILL_DRAFT: _reworded(lambda state, _: rewording.redrafted(state)),
    ActionId.MOOD: _reworded(lambda state, _: state),
    ActionId.SHARED_QUESTION: _reworded(lambda state, _: state),
    ActionId.ANSWER_FIRST: _reworded(lambda state, _: rewording.answered_first(state)),
    ActionId.USE_INSTEAD: _reworded(rewording.mended),
    ActionId.TEXT: recheck,
    ActionId.COPY_WORDS: copy,
    ActionId.ASK_APPROVAL: ask_approval,
    ActionId.CHANGE_FACT: change_fact,
    ActionId.UNKNOWN_HERE: admit_unknown,
    ActionId.TELL_SAFETY: tell_safety,
    ActionId.LOG_HERE: log_here,
}
