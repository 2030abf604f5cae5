"""Short-lived rights Slack hands out: trigger ids and response urls. They run on real time."""

import time
from collections import OrderedDict
from dataclasses import dataclass
from typing import Any, Final

from bot.sandbox.ids import TEAM, new_secret
from bot.sandbox.wire import Refused

KEPT: Final = 10_000  # of each, so that long benchmarks do not grow without end


@dataclass(frozen=True)
class Limits:
    """Slack's own limits, in real seconds; tests shorten them."""

    acknowledge_s: float = 3.0
    trigger_s: float = 3.0
    response_url_s: float = 30 * 60.0
    response_url_uses: int = 5


@dataclass
class Trigger:
    person: str
    issued_s: float
    in_view: str | None  # the modal it was pressed in
    is_exchanged: bool = False


class Triggers:
    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._triggers: OrderedDict[str, Trigger] = OrderedDict()

    def issue(self, person: str, *, in_view: str | None = None) -> str:
        trigger_id = f"{len(self._triggers)}.{new_secret()}"
        self._triggers[trigger_id] = Trigger(person, time.monotonic(), in_view)
        forget_oldest(self._triggers)
        return trigger_id

    def check(self, trigger_id: str) -> Trigger:
        """Raise Slack's refusal for a trigger that is unknown, too old or used; use nothing up."""
        trigger = self._triggers.get(trigger_id)
        if trigger is None:
            raise Refused("invalid_trigger_id")
        if trigger.is_exchanged:
            raise Refused("exchanged_trigger_id")
        if time.monotonic() - trigger.issued_s > self._limits.trigger_s:
            raise Refused("expired_trigger_id")
        return trigger


@dataclass
class Origin:
    """Where an interaction happened, and so where its response url leads."""

    person: str
    channel: str
    message_ts: str | None = None
    is_ephemeral: bool = False
    issued_s: float = 0.0
    uses: int = 0


class ResponseUrls:
    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._origins: OrderedDict[str, Origin] = OrderedDict()
        self.base_url = ""  # the server's, known once it listens

    def issue(self, origin: Origin) -> str:
        secret = new_secret()
        origin.issued_s = time.monotonic()
        self._origins[secret] = origin
        forget_oldest(self._origins)
        return f"{self.base_url}/actions/{TEAM}/{secret}"

    def use(self, secret: str) -> Origin:
        origin = self._origins.get(secret)
        if origin is None:
            raise Refused("invalid_url")
        if time.monotonic() - origin.issued_s > self._limits.response_url_s:
            raise Refused("expired_url")
        if origin.uses >= self._limits.response_url_uses:
            raise Refused("used_url")
        origin.uses += 1
        return origin


def forget_oldest(kept: OrderedDict[str, Any]) -> None:
    if len(kept) > KEPT:
        kept.popitem(last=False)
