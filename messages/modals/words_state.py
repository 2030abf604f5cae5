"""What stands in the form for words, and what it remembers of itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final
from zlib import crc32

from bot.domain.addressee import Addressee
from bot.domain.channel import Channel
from bot.domain.credit import Credit
from bot.domain.fact import Fact, Known
from bot.domain.incident import Incident
from bot.domain.letter import Letter
from bot.domain.missed import Missed
from bot.domain.organisation import Organisation
from bot.domain.tone_rule import Override
from bot.domain.update import Approval, Kind, Update
from messages.drafts.given import PersonSlots
from messages.lengths import length
from messages.modals.form import Mark, Note
from messages.modals.words_kinds import Mood, Shared
from messages.tone.check import Finding

NOBODY: Final = PersonSlots()
NOTHING: Final[Mapping[str, str]] = {}
UNNAMED: Final[Mapping[str, Sequence[str]]] = {}
NOT_SAID: Final[Mapping[str, Update]] = {}
STEP: Final = 10
"""How far a text must grow before its length is shown anew."""


@dataclass(frozen=True, slots=True)
class WordsNote(Note):
    """`seen` is how many public updates there were when the form was opened.

    `promised` is the next-update time that its draft names, in ISO form; empty for none.
    `drafted` tells the draft that was put in from words of the person's own; `shown` tells what
    the form says beside the words from what it should say by now. `corrects` is the number of the
    update that a correction takes back, `facts` the version of what was known at the draft.
    `credit` is the request that a letter tells of, `seal` what it said when that was drafted.
    `customer` is whom the words are for, `promise` the missed one that they are about.
    """

    incident: int
    seen: int
    revision: int = 0
    promised: str = ""
    drafted: Mark = 0
    shown: Mark = 0
    corrects: int | None = None
    facts: int = 0
    credit: int | None = None
    seal: str = ""
    customer: int | None = None
    promise: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WordsState:
    """`revision` must rise whenever `text` was not typed by the person: Slack keeps the old one."""

    incident: Incident
    organisation: Organisation
    now: datetime
    known: Known = field(default_factory=dict)
    versions: Sequence[Fact] = ()
    """All that was ever said of the incident, the oldest first."""
    said: Mapping[str, Update] = field(default_factory=lambda: NOT_SAID)
    """The last public words on each channel."""
    is_answered: bool = False
    """Whether a post was answered in public."""
    granted: Sequence[Credit] = ()
    """The credits that were granted for the incident."""
    cause_due: datetime | None = None
    """When everybody was promised the cause, if they were."""
    names: Mapping[str, Sequence[str]] = field(default_factory=lambda: UNNAMED)
    """How customers are logged whom credits know by a reference."""
    letter: Letter | None = None
    """What a letter about money rests on."""
    seal: str = ""
    """Of the letter's request, as it was when the draft was written."""
    seen: int
    kind: Kind
    variant: str = ""
    """Only where a person chose it."""
    kind_is_set: bool = False
    """Whether a button chose the kind just now: the list must then be drawn anew."""
    text: str
    drawn: str | None = None
    """What the field was drawn with, so that it is not drawn anew under somebody's hands."""
    promised: datetime | None = None
    booked: Sequence[datetime] = ()
    """When what stands in the book of promises, still to be kept, is due."""
    revision: int = 0
    drafted: int = 0
    facts: int = 0
    """The version of what was known when it was drafted."""
    corrects: int | None = None
    """The number of the update that a correction takes back."""
    to: Addressee | None = None
    """Whom they are for, where that is a customer who is logged."""
    missed: Missed | None = None
    """The missed promise that they are about."""
    person: PersonSlots = NOBODY
    asked_for: str = ""
    mood: Mood = Mood.UNSAID
    shared: Shared = Shared.UNSAID
    """Whether a question in their post is one that others have, too."""
    lesson: str = ""
    """What the team can learn from it."""
    typed: Mapping[str, str] = field(default_factory=lambda: NOTHING)
    """What the author filled in, by the names of the slots."""
    asked: Mapping[str, str] = field(default_factory=lambda: NOTHING)
    """The labels of what the author must fill in, by the names of the slots."""
    unfillable: tuple[str, ...] = ()
    """What is missing, and only a fact or the settings can fill."""
    offered: tuple[Channel, ...] = ()
    """The channels that reach customers, or perhaps do."""
    channels: tuple[str, ...] = ()
    """Those that are ticked."""
    asks_leader: bool = False
    """Whether customers should hear from a leader by name."""
    leader: str = ""
    passed: Mapping[str, str] = field(default_factory=lambda: NOTHING)
    """The rules that the author passes over, by id, and why."""
    may_pass: frozenset[Override] = frozenset({Override.AUTHOR})
    """The rules that they may pass over."""
    needs: Approval = Approval.NONE
    """Who else must release the words."""
    released_by: str | None = None
    notice: str = ""
    """What the person should know before they send; escaped."""

    @property
    def is_typed(self) -> bool:
        """Whether the text is the person's own, and not the draft that was put in."""
        return bool(self.text.strip()) and mark_of(self.text) != self.drafted

    @property
    def question_is_open(self) -> bool:
        """Whether an invitation must wait: nobody has looked, or not answered in public."""
        if self.kind is not Kind.INVITATION or self.shared is Shared.NO:
            return False
        return self.shared is Shared.UNSAID or not self.is_answered

    @property
    def is_heated(self) -> bool:
        is_of_post = self.kind in (Kind.PUBLIC_ANSWER, Kind.INVITATION)
        return is_of_post or self.mood in (Mood.ANGRY, Mood.ABUSIVE)


def shown_mark(state: WordsState, findings: Sequence[Finding]) -> int:
    """Return a number for what the form says beside the words."""
    limit = state.kind.limit
    long = length(state.text, limit.counted) if limit else 0
    is_over = limit is not None and long > limit.most
    said = [*(one.key for one in findings), state.needs, state.released_by, long // STEP, is_over]
    return crc32("\n".join(map(str, said)).encode("utf-8", "replace"))


def mark_of(text: str) -> int:
    """Return a number by which a text is known again, whatever became of its blanks."""
    return crc32(" ".join(text.split()).encode("utf-8", "replace"))
