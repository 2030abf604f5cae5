"""The one form for words to customers: choose a kind, change the draft, mark it as sent."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from slack_sdk.models.blocks import ActionsBlock, Block, InputBlock, StaticSelectElement

from bot.domain.update import LONGEST_UPDATE, Approval, Audience, Counted
from messages.action_ids import ActionId, BlockId, ViewId, numbered
from messages.buttons import button
from messages.card import context, plain, sections
from messages.modals.channels_form import channel_line, reach_words, ticks
from messages.modals.form import LONGEST_LABEL, form, options, typed
from messages.modals.words_basis import basis_words
from messages.modals.words_fields import (
    heated_blocks,
    leader_line,
    person_blocks,
    slot_blocks,
)
from messages.modals.words_findings import findings_blocks
from messages.modals.words_kinds import kind_block
from messages.modals.words_state import WordsNote, WordsState, shown_mark
from messages.money_words import letter_words
from messages.tone.finding import Finding
from messages.unknown import ASKED, OF_CUSTOMER, askable
from messages.words import sentence, title, unmarked

HINT: Final = "Candour does not send them. Copy them to where customers read, then mark them."


def words_view(state: WordsState, findings: Sequence[Finding] = ()) -> dict[str, object]:
    """Return the form, with what must change before the words can go."""
    blocks: list[Block] = [
        context(title(state.incident)),
        *sections(state.notice),
        _kind(state),
        *person_blocks(state),
        *heated_blocks(state),
        *slot_blocks(state),
        *leader_line(state),
        *findings_blocks(state, findings),
        _text(state),
        *_cut(state),
        *_basis(state),
        _actions(state),
        *_unknown(state),
        *(_channels(state) if state.kind.is_public else ()),
    ]
    note = note_of(state, findings)
    return form(ViewId.WORDS, "Words for customers", blocks, submit="Mark as sent", note=note)


def _kind(state: WordsState) -> Block:
    """A letter about money is of the kind that was decided."""
    if state.letter is not None:
        return context(letter_words(state.letter, state.organisation))
    return kind_block(state.incident, state.kind, state.variant, is_set=state.kind_is_set)


def note_of(state: WordsState, findings: Sequence[Finding]) -> WordsNote:
    return WordsNote(
        incident=state.incident.number,
        seen=state.seen,
        revision=state.revision,
        promised=state.promised.isoformat() if state.promised else "",
        drafted=state.drafted,
        shown=shown_mark(state, findings),
        corrects=state.corrects,
        facts=state.facts,
        credit=None if state.letter is None else state.letter.credit.number,
        seal=state.seal,
        customer=state.to.customer.number if state.to else None,
        promise=None if state.missed is None else state.missed.promise,
    )


def reworded(state: WordsState, text: str) -> WordsState:
    """Return the form with another text; the new revision makes it show."""
    return replace(state, text=text, drawn=None, revision=state.revision + 1)


def _text(state: WordsState) -> InputBlock:
    return typed(
        numbered(BlockId.TEXT, state.revision),
        ActionId.TEXT,
        "Words",
        most=LONGEST_UPDATE,
        value=state.text if state.drawn is None else state.drawn,
        hint=HINT,
        multiline=True,
        watched=True,
    )


def _cut(state: WordsState) -> list[Block]:
    if len(state.text) <= LONGEST_UPDATE:
        return []
    return [context(f"Cut after {LONGEST_UPDATE:,} characters: a message holds no more.")]


def _basis(state: WordsState) -> list[Block]:
    words = basis_words(state)
    return [context(words)] if words else []


def _actions(state: WordsState) -> ActionsBlock:
    number = state.incident.number
    buttons = [
        button("Copy", ActionId.COPY_WORDS, number),
        button("Change a fact", ActionId.CHANGE_FACT, number),
    ]
    if state.needs is not Approval.NONE and state.released_by is None:
        ask = button("Ask for approval", ActionId.ASK_APPROVAL, number, style="primary")
        buttons.insert(0, ask)
    return ActionsBlock(block_id=BlockId.WORDS_ACTIONS, elements=buttons)


def _unknown(state: WordsState) -> list[Block]:
    """Offer to promise an answer that nobody has; a short form has no room to say so."""
    if is_short(state) or not state.kind.is_external:
        return []
    number = state.revision
    if state.kind.audience is Audience.ONE_PERSON:
        one = button("I don't know the answer", ActionId.UNKNOWN_HERE, OF_CUSTOMER)
        return [ActionsBlock(block_id=numbered(BlockId.UNKNOWN_HERE, number), elements=[one])]
    asked = {
        key.value: sentence(ASKED[key]).rstrip(".") for key in askable(state.known, now=state.now)
    }
    if not asked:
        return []
    choice = StaticSelectElement(
        action_id=ActionId.UNKNOWN_HERE,
        placeholder=plain("I don't know…", LONGEST_LABEL),
        options=options(asked),
    )
    return [ActionsBlock(block_id=numbered(BlockId.UNKNOWN_HERE, number), elements=[choice])]


def _channels(state: WordsState) -> list[Block]:
    if state.incident.is_drill:
        return [context("A drill goes to no channel that customers read.")]
    if not state.offered:
        return [context("No channel reaches customers: say so with *Channels* on the card.")]
    hint = "Those that do not reach customers are not here: *Channels* on the card changes it."
    asked = ticks(
        "Where do customers read this?",
        {one.name: reach_words(one, state.incident) for one in state.offered},
        state.channels,
        name=(ticks_id(state), ActionId.TICKED),
        hint=unmarked(hint),
    )
    lines = [channel_line(one, state.text) for one in state.offered]
    return [asked, *(context(line) for line in lines if line)]


def ticks_id(state: WordsState) -> str:
    """A short form is for one place, so its ticks are not those of the longer words."""
    name = numbered(BlockId.TICKED, state.incident.entries)
    return f"{name}.{state.kind}" if is_short(state) else name


def places_of(block_id: str) -> tuple[str, ...]:
    """Return what a question for channels is about, whenever it was asked; () for another block."""
    name, *rest = block_id.split(".")
    return (name, *rest[1:]) if name == BlockId.TICKED else ()


def is_short(state: WordsState) -> bool:
    limit = state.kind.limit
    return limit is not None and limit.counted is not Counted.WORDS
