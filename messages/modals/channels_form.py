"""One question with ticks: where customers can still be reached."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from slack_sdk.models.blocks import CheckboxesElement, InputBlock, Option

from bot.domain.channel import Channel, failed_part, reaching
from bot.domain.incident import Incident
from bot.domain.organisation import Organisation
from messages.action_ids import ActionId, BlockId, ViewId
from messages.card import context, plain
from messages.modals.form import LONGEST_LABEL, LONGEST_OPTION, Note, form
from messages.words import title


@dataclass(frozen=True, slots=True)
class ChannelsNote(Note):
    incident: int


def channels_view(incident: Incident, organisation: Organisation) -> dict[str, object]:
    """Return the question; what needs the failed part comes unticked, with the reason."""
    offered = {one.name: _reason(one, incident) for one in organisation.channels}
    asked = ticks(
        "Which of these still reach customers?",
        offered,
        reaching(incident, organisation.channels),
        hint="What is not ticked is not offered when somebody notes an update.",
    )
    note = ChannelsNote(incident.number)
    return form(
        ViewId.CHANNELS, "Channels", [context(title(incident)), asked], submit="Save", note=note
    )


def ticks(
    label: str, offered: Mapping[str, str | None], ticked: Collection[str], *, hint: str
) -> InputBlock:
    """Return the channels to tick, any number of them, each with what should be known of it."""
    options = {
        name: Option(
            text=plain(name, LONGEST_OPTION),
            value=name,
            description=plain(about, LONGEST_OPTION) if about else None,
        )
        for name, about in offered.items()
    }
    chosen = [option for name, option in options.items() if name in ticked]
    return InputBlock(
        block_id=BlockId.TICKED,
        label=plain(label, LONGEST_LABEL),
        hint=plain(hint, LONGEST_LABEL),
        optional=True,
        element=CheckboxesElement(
            action_id=ActionId.TICKED,
            options=list(options.values()),
            initial_options=chosen or None,
        ),
    )


def _reason(channel: Channel, incident: Incident) -> str | None:
    failed = failed_part(channel, incident)
    if failed is not None:
        return f"It needs what has failed: {_part(failed)}"
    needs = ", ".join(_part(one) for one in sorted(channel.depends_on))
    return f"It needs: {needs}" if needs else None


def _part(name: str) -> str:
    return name.replace("_", " ")
