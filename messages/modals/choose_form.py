"""Which incident was meant: asked when several are open and none was named."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from slack_sdk.models.blocks import ExternalDataSelectElement, InputBlock, SectionBlock

from bot.domain.incident import Incident
from messages.action_ids import ActionId, BlockId, ViewId
from messages.card import copyable, plain, sections
from messages.drawn import drawn
from messages.modals.form import LONGEST_LABEL, Note, form, options
from messages.next_step import NextStep
from messages.words import severity_name, title

MOST_OFFERED = 100
LONGEST_NOTE = 3_000
"""Characters that Slack keeps with a form; as JSON an emoji takes twelve of them."""


@dataclass(frozen=True, slots=True)
class ChooseNote(Note):
    """`next_step` is a `NextStep`; `typed` is what followed it, empty when too long to keep.

    `mentions` are the people named in it: the id of each `@name`.
    """

    next_step: str
    typed: str = ""
    mentions: Mapping[str, str] = field(default_factory=dict)


def choose_view(
    next_step: NextStep, *, typed: str = "", mentions: Mapping[str, str] | None = None
) -> dict[str, object]:
    """Return the form; it shows what was `typed` and goes on with it, unless that is too long."""
    select = ExternalDataSelectElement(
        action_id=ActionId.INCIDENT,
        placeholder=plain("Number or words", 150),
        min_query_length=0,
    )
    label = plain("Which incident?", LONGEST_LABEL)
    asked = InputBlock(block_id=BlockId.INCIDENT, label=label, element=select)
    whole = ChooseNote(next_step, typed, dict(mentions or {}))
    is_kept = len(whole.written()) <= LONGEST_NOTE
    blocks = [asked, *_typed(typed, is_kept=is_kept)]
    note = whole if is_kept else ChooseNote(next_step)
    return form(ViewId.CHOOSE, "Which incident?", blocks, submit="Go on", note=note)


def incident_options(incidents: Sequence[Incident]) -> list[dict[str, object]]:
    """Return the choices; the value of each is its incident's number."""
    named = {str(one.number): _named(one) for one in incidents[:MOST_OFFERED]}
    offered: list[dict[str, object]] = drawn(options(named))
    return offered


def _named(incident: Incident) -> str:
    return f"{title(incident)} · {severity_name(incident.severity)}"


def _typed(typed: str, *, is_kept: bool) -> list[SectionBlock]:
    if not typed.strip():
        return []
    heading = "You typed" if is_kept else "Too long to go on with; copy it"
    return sections(f"*{heading}*\n{copyable(typed)}")
