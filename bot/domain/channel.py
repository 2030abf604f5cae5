"""Where customers can be reached, and what each of these needs to work (facts and clocks, 3.5)."""

from dataclasses import dataclass
from typing import Final


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


def still_reach(channels: tuple[Channel, ...], failed: frozenset[str]) -> tuple[str, ...]:
    """Return the names of those that do not need what has failed."""
    return tuple(channel.name for channel in channels if not channel.depends_on & failed)
