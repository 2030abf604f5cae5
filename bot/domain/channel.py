"""Where customers can be reached, and what each of these needs to work (facts and clocks, 3.5)."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from bot.domain.incident import Incident
from bot.domain.refusals import ChannelIsDown, IncidentIsResolved, TickedTwice

MOST_CHANNELS: Final = 10
"""As many as one question can offer to tick."""
LONGEST_CHANNEL: Final = 75
"""Characters of a name."""
LONGEST_REACH: Final = 40
"""Characters: it stands beside the name in a list."""


@dataclass(frozen=True, slots=True)
class Channel:
    """`depends_on` names parts that may be what has failed: site, app, email, phone, sign_in …"""

    name: str
    depends_on: frozenset[str] = frozenset()
    owner: str | None = None
    """Who puts words there: a person or a group of the chat platform."""
    limit: int | None = None
    """The most characters that it takes."""
    approval: tuple[str, ...] = ()
    """Who must agree before words go there."""
    reach: str = ""
    """Which customers it reaches."""


DEFAULT_CHANNELS: Final = (
    Channel("status page"),
    Channel("website", frozenset({"site"})),
    Channel("app banner", frozenset({"app", "sign_in"})),
    Channel("email", frozenset({"email"})),
    Channel("SMS"),
    Channel("social media"),
    Channel("phone line", frozenset({"phone"})),
)


def failed_part(channel: Channel, incident: Incident) -> str | None:
    """Return the part that the channel needs and that is what has failed, if there is one."""
    failed = incident.type.value
    return failed if failed in channel.depends_on else None


def reaching(incident: Incident, channels: tuple[Channel, ...]) -> tuple[str, ...]:
    """Return which of the `channels` reach customers: as somebody said, else by what has failed."""
    if incident.channels is None:
        return tuple(one.name for one in channels if failed_part(one, incident) is None)
    return tuple(one.name for one in channels if one.name in incident.channels)


def marked(
    incident: Incident,
    works: Collection[str],
    unsure: Collection[str],
    channels: tuple[Channel, ...],
    *,
    by: str,
    now: datetime,
) -> Incident:
    """Return the incident knowing which `channels` still reach customers; the rest are down.

    Raises `TickedTwice` for one that is said to be both, `IncidentIsResolved`.
    """
    if not incident.is_open:
        raise IncidentIsResolved(incident.name)
    if both := tuple(name for name in works if name in unsure):
        raise TickedTwice(both)
    return replace(
        incident,
        channels=tuple(one.name for one in channels if one.name in works),
        unsure=tuple(one.name for one in channels if one.name in unsure),
        channels_said_by=by,
        channels_said_at=now,
        entries=incident.entries + 1,
    )


def offered(incident: Incident, channels: tuple[Channel, ...]) -> tuple[Channel, ...]:
    """Return where words can go: what reaches customers, and what perhaps does."""
    names = {*reaching(incident, channels), *incident.unsure}
    return tuple(one for one in channels if one.name in names)


def too_short_for(
    words: str, names: Collection[str], channels: tuple[Channel, ...]
) -> tuple[Channel, ...]:
    """Return those of the channels named that do not take so many characters."""
    ticked = (one for one in channels if one.name in names)
    return tuple(one for one in ticked if one.limit is not None and len(words) > one.limit)


def check_reach(names: Collection[str], incident: Incident, channels: tuple[Channel, ...]) -> None:
    """Raises `ChannelIsDown` when one of the `names` does not reach customers (rule T58c)."""
    up = {one.name for one in offered(incident, channels)}
    if down := tuple(name for name in names if name not in up):
        raise ChannelIsDown(down, incident.channels_said_by, incident.channels_said_at)
