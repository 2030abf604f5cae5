"""The short form that opens an incident: what customers cannot do, and how bad it is."""

from dataclasses import dataclass

from slack_sdk.models.blocks import InputBlock, StaticSelectElement, UserSelectElement

from bot.domain.incident import LONGEST_WHAT_FAILS, Type
from bot.domain.severity import UNLESS_SAID, Severity
from messages.action_ids import ActionId, BlockId, ViewId
from messages.card import plain
from messages.modals.form import Note, form, options, typed
from messages.words import TYPES, severity_words


@dataclass(frozen=True, slots=True)
class OpenNote(Note):
    place: str


def open_view(
    place: str,
    *,
    what_fails: str = "",
    severity: Severity = UNLESS_SAID,
    owner: str | None = None,
) -> dict[str, object]:
    """Return the form; `place` is where the command was typed."""
    words = typed(
        BlockId.WHAT_FAILS,
        ActionId.WHAT_FAILS,
        "What can customers not do?",
        most=LONGEST_WHAT_FAILS,
        value=what_fails,
        hint="In their words, for example: Customers cannot pay by card.",
    )
    return form(
        ViewId.OPEN,
        "Open an incident",
        [words, _type(), _severity(severity), _owner(owner)],
        submit="Open",
        note=OpenNote(place),
    )


def _type() -> InputBlock:
    offered = options({one.value: words for one, words in TYPES.items()})
    usual = next(one for one in offered if one.value == Type.OTHER)
    select = StaticSelectElement(action_id=ActionId.TYPE, options=offered, initial_option=usual)
    return InputBlock(
        block_id=BlockId.TYPE,
        label=plain("What has failed?", 2_000),
        hint=plain("Channels that need it are not counted on to reach customers.", 2_000),
        element=select,
    )


def _owner(chosen: str | None) -> InputBlock:
    return InputBlock(
        block_id=BlockId.OWNER,
        label=plain("Who owns it?", 2_000),
        hint=plain("They are reminded. Left empty, the channel is asked for somebody.", 2_000),
        optional=True,
        element=UserSelectElement(action_id=ActionId.OWNER, initial_user=chosen),
    )


def _severity(chosen: Severity) -> InputBlock:
    offered = options({str(one.value): severity_words(one) for one in Severity})
    select = StaticSelectElement(
        action_id=ActionId.SEVERITY,
        options=offered,
        initial_option=offered[chosen.value - 1],
    )
    return InputBlock(
        block_id=BlockId.SEVERITY,
        label=plain("How bad is it for customers?", 2_000),
        hint=plain("It sets the reminders, and you can change it at any time.", 2_000),
        element=select,
    )
