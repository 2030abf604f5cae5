"""The one form for words to customers: choose a kind, change the draft, mark it as sent."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final
from zlib import crc32

from slack_sdk.models.blocks import ActionsBlock, Block, InputBlock, StaticSelectElement

from bot.domain.channel import Channel
from bot.domain.fact import Known
from bot.domain.incident import Incident
from bot.domain.update import LONGEST_UPDATE, Kind
from messages.action_ids import ActionId, BlockId, ViewId, numbered
from messages.buttons import button
from messages.card import context, escaped, plain, quoted, section, sections
from messages.drafts.given import PersonSlots
from messages.modals.channels_form import channel_line, reach_words, ticks
from messages.modals.form import LONGEST_LABEL, Note, form, options, typed
from messages.tone.check import Finding
from messages.words import title, unmarked

MOST_FINDINGS: Final = 5
LONGEST_NAME: Final = 100
LONGEST_IMPACT: Final = 500
LONGEST_SHOWN: Final = 600
"""Characters of a clause that a finding shows: the field below holds the whole."""
KINDS: Final[Mapping[Kind, str]] = {
    Kind.FIRST_WORD: "First word, to everybody",
    Kind.HOLDING: "No news yet, to everybody",
    Kind.PROGRESS: "Progress, to everybody",
    Kind.APOLOGY: "Apology, to one person",
}
NOBODY: Final = PersonSlots()


@dataclass(frozen=True, slots=True)
class WordsNote(Note):
    """`seen` is how many public updates there were when the form was opened.

    `promised` is the next-update time that its draft names, in ISO form; empty for none.
    `drafted` tells the draft that was put in from words of the person's own.
    """

    incident: int
    seen: int
    revision: int = 0
    promised: str = ""
    drafted: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class WordsState:
    """`revision` must rise whenever `text` was not typed by the person: Slack keeps the old one."""

    incident: Incident
    known: Known = field(default_factory=dict)
    seen: int
    kind: Kind
    text: str
    promised: datetime | None = None
    revision: int = 0
    drafted: int = 0
    person: PersonSlots = NOBODY
    offered: tuple[Channel, ...] = ()
    """The channels that reach customers, or perhaps do."""
    channels: tuple[str, ...] = ()
    """Those that are ticked."""
    asks_leader: bool = False
    """Whether customers should hear from a leader by name."""
    leader: str = ""
    notice: str = ""
    """What the person should know before they send; escaped."""

    @property
    def is_typed(self) -> bool:
        """Whether the text is the person's own, and not the draft that was put in."""
        return bool(self.text.strip()) and mark_of(self.text) != self.drafted


def words_view(state: WordsState, findings: Sequence[Finding] = ()) -> dict[str, object]:
    """Return the form, with what must change before the words can go."""
    blocks: list[Block] = [
        context(title(state.incident)),
        *sections(state.notice),
        _kind(state),
        *(_person(state) if state.kind is Kind.APOLOGY else ()),
        *(_leader(state) if state.kind.is_public and state.asks_leader else ()),
        *_findings(findings),
        _text(state),
        *(_channels(state) if state.kind.is_public else ()),
    ]
    if len(state.text) > LONGEST_UPDATE:
        blocks.append(context(f"Cut after {LONGEST_UPDATE} characters: a message holds no more."))
    promised = state.promised.isoformat() if state.promised else ""
    note = WordsNote(state.incident.number, state.seen, state.revision, promised, state.drafted)
    return form(ViewId.WORDS, "Words for customers", blocks, submit="Mark as sent", note=note)


def mark_of(text: str) -> int:
    """Return a number by which a text is known again, whatever became of its blanks."""
    return crc32(" ".join(text.split()).encode("utf-8", "replace"))


def kinds_for(incident: Incident) -> tuple[Kind, ...]:
    """Return what can be said: once resolved, only an apology to one person."""
    return tuple(KINDS) if incident.is_open else (Kind.APOLOGY,)


def _kind(state: WordsState) -> InputBlock:
    offered = options({kind.value: KINDS[kind] for kind in kinds_for(state.incident)})
    chosen = next((one for one in offered if one.value == state.kind), offered[0])
    return InputBlock(
        block_id=BlockId.KIND,
        label=plain("What is it?", LONGEST_LABEL),
        dispatch_action=True,
        element=StaticSelectElement(
            action_id=ActionId.KIND, options=offered, initial_option=chosen
        ),
    )


def _person(state: WordsState) -> list[Block]:
    name = typed(
        BlockId.PERSON_NAME,
        ActionId.PERSON_NAME,
        "Their name, as they wish it",
        most=LONGEST_NAME,
        value=state.person.name,
        optional=True,
    )
    impact = typed(
        BlockId.PERSON_IMPACT,
        ActionId.PERSON_IMPACT,
        "What it meant for them",
        most=LONGEST_IMPACT,
        value=state.person.impact,
        hint="A sentence to them, for example: You missed a bill and waited 40 minutes for us.",
        optional=True,
    )
    fill = button("Put these into the draft", ActionId.FILL_DRAFT, state.incident.number)
    return [name, impact, ActionsBlock(block_id=BlockId.FILL_DRAFT, elements=[fill])]


def _leader(state: WordsState) -> list[Block]:
    if state.kind is not Kind.HOLDING:
        return [context("It has lasted so long that a leader speaks: let one sign by name.")]
    leader = typed(
        BlockId.LEADER,
        ActionId.LEADER,
        "A leader who speaks for us, with their role",
        most=LONGEST_NAME,
        value=state.leader,
        hint="For example: Hope Adeyemi, head of support. Without one the line is left out.",
        optional=True,
    )
    fill = button("Put this into the draft", ActionId.FILL_DRAFT, state.incident.number)
    return [leader, ActionsBlock(block_id=BlockId.FILL_DRAFT, elements=[fill])]


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
        name=(numbered(BlockId.TICKED, state.incident.entries), ActionId.TICKED),
        hint=unmarked(hint),
    )
    lines = [channel_line(one, state.text) for one in state.offered]
    return [asked, *(context(line) for line in lines if line)]


def _findings(findings: Sequence[Finding]) -> list[Block]:
    shown = [_finding(place, one) for place, one in enumerate(findings[:MOST_FINDINGS])]
    if not shown:
        return []
    rest = len(findings) - len(shown)
    more = [context(f"And {rest} more, once these are done.")] if rest > 0 else []
    is_stopped = any(one.is_block for one in findings)
    head = "Change this before it goes to customers" if is_stopped else "This can be said better"
    return [section(f"*{head}*"), *shown, *more]


def _finding(place: int, finding: Finding) -> Block:
    instead = finding.replacement
    words = [f"*{finding.rule.plain}*"]
    words += [quoted(_clipped(one)) for one in (finding.clause, finding.about) if one]
    words += [finding.rule.why]
    words += [f"Instead: {escaped(_clipped(instead))}"] if instead else []
    label = "Use this instead" if instead else "Leave this out"
    press = button(label, numbered(ActionId.USE_INSTEAD, place), finding.key)
    block = section("\n".join(words), accessory=None if instead is None else press)
    block.block_id = numbered(BlockId.FINDING, place)
    return block


def _clipped(words: str) -> str:
    return words if len(words) <= LONGEST_SHOWN else words[: LONGEST_SHOWN - 1] + "…"


def _text(state: WordsState) -> InputBlock:
    return typed(
        numbered(BlockId.TEXT, state.revision),
        ActionId.TEXT,
        "Words",
        most=LONGEST_UPDATE,
        value=state.text,
        hint="Candour does not send them. Copy them to where customers read, then mark them.",
        multiline=True,
    )
