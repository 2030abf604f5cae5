"""One question with ticks: where customers can still be reached."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from slack_sdk.models.blocks import Block, CheckboxesElement, InputBlock, Option

from bot.domain.channel import Channel, failed_part, reaching
from bot.domain.incident import Incident
from bot.domain.organisation import Organisation
from messages.action_ids import ActionId, BlockId, ViewId
from messages.card import context, escaped, plain
from messages.modals.form import LONGEST_LABEL, LONGEST_OPTION, Note, form
from messages.words import chat_time, person, span, title


@dataclass(frozen=True, slots=True)
class ChannelsNote(Note):
    incident: int


def channels_view(
    incident: Incident, organisation: Organisation, *, now: datetime
) -> dict[str, object]:
    """Return the question; what needs the failed part comes unticked, with the reason."""
    every = organisation.channels
    asked = ticks(
        "Which of these still reach customers?",
        {one.name: _reason(one, incident) for one in every},
        reaching(incident, every),
        hint="What is ticked nowhere is not offered when somebody notes an update.",
    )
    doubted = ticks(
        "Of which are you not sure?",
        dict.fromkeys(one.name for one in every),
        incident.unsure,
        name=(BlockId.UNSURE, ActionId.UNSURE),
        hint="They are offered with an update, unticked and with the word.",
    )
    note = ChannelsNote(incident.number)
    blocks = [context(title(incident)), *_checked(incident, organisation, now=now), asked, doubted]
    return form(ViewId.CHANNELS, "Channels", blocks, submit="Save", note=note)


def ticks(
    label: str,
    offered: Mapping[str, str | None],
    ticked: Collection[str],
    *,
    hint: str,
    name: tuple[str, ActionId] = (BlockId.TICKED, ActionId.TICKED),
) -> InputBlock:
    """Return the channels to tick, any number of them, each with what should be known of it."""
    options = {
        channel: Option(
            text=plain(channel, LONGEST_OPTION),
            value=channel,
            description=plain(about, LONGEST_OPTION) if about else None,
        )
        for channel, about in offered.items()
    }
    chosen = [option for channel, option in options.items() if channel in ticked]
    block_id, action_id = name
    return InputBlock(
        block_id=block_id,
        label=plain(label, LONGEST_LABEL),
        hint=plain(hint, LONGEST_LABEL),
        optional=True,
        element=CheckboxesElement(
            action_id=action_id,
            options=list(options.values()),
            initial_options=chosen or None,
        ),
    )


def reach_words(channel: Channel, incident: Incident) -> str | None:
    """Return what should be known of a channel before words go there."""
    doubt = ["Not sure"] if channel.name in incident.unsure else []
    reach = [f"It reaches: {channel.reach}"] if channel.reach else []
    return "; ".join([*doubt, *reach]) or None


def channel_line(channel: Channel, words: str) -> str:
    """Return who puts words there, who must agree, and how many fit; escaped, empty for nothing."""
    parts = [
        _fit(channel.limit, len(words)) if channel.limit else "",
        f"{person(channel.owner)} puts them there" if channel.owner else "",
        f"{', '.join(map(person, channel.approval))} must agree first" if channel.approval else "",
    ]
    told = "; ".join(filter(None, parts))
    return f"*{escaped(channel.name)}*: {told}." if told else ""


def _fit(limit: int, length: int) -> str:
    if length <= limit:
        return f"{length} of {limit} characters"
    return f"over the limit, {length} characters and {limit} fit"


def _checked(incident: Incident, organisation: Organisation, *, now: datetime) -> list[Block]:
    by, at = incident.channels_said_by, incident.channels_said_at
    if by is None or at is None:
        return []
    ago = span(now - at)
    return [context(f"{person(by)} said so {chat_time(at, organisation.time_zone)}, {ago} ago.")]


def _reason(channel: Channel, incident: Incident) -> str | None:
    failed = failed_part(channel, incident)
    if failed is not None:
        return f"It needs what has failed: {_part(failed)}"
    needs = ", ".join(_part(one) for one in sorted(channel.depends_on))
    about = {"It needs": needs, "It reaches": channel.reach}
    return "; ".join(f"{what}: {said}" for what, said in about.items() if said) or None


def _part(name: str) -> str:
    return name.replace("_", " ")
