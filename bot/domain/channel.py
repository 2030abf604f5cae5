"""Where customers can be reached, and what each of these needs to work (facts and clocks, 3.5)."""

from dataclasses import dataclass
from typing import Final

from bot.domain.incident import Incident

MOST_CHANNELS: Final = 10
"""As many as one question can offer to tick."""
LONGEST_CHANNEL: Final = 75
"""Characters of a name."""


@dataclass(frozen=True, slots=True)
class Channel:
    """`depends_on` names parts that may be what has failed: site, app, email, phone, sign_in …"""

    name: str
    depends_on: frozenset[str] = frozenset()


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
