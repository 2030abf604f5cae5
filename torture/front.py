"""What stands between Slack and the replicas: a balancer that sends each request to one of them.

Where nobody listens it tries the other one, as balancers do; nothing was sent then. Everything else
that goes wrong is what Slack would see: no answer within three seconds, or a broken connection.
"""

from collections import Counter
from random import Random
from typing import Any, Final

import aiohttp

from bot.sandbox.connections import Envelope, NotAnswered
from bot.sandbox.signed_requests import SignedRequests
from bot.sandbox.state import State
from bot.sandbox.tickets import Limits, Origin, ResponseUrls
from torture.replicas import HOST, Replicas

PATH: Final = "/slack/events"


class Front(SignedRequests):
    def __init__(
        self, replicas: Replicas, session: aiohttp.ClientSession, limits: Limits, chance: Random
    ) -> None:
        self._doors = [
            SignedRequests(f"http://{HOST}:{slot.port}{PATH}", session, limits)
            for slot in replicas.slots
        ]
        self._chance = chance
        self.acknowledged: Counter[str] = Counter()
        self.failed: Counter[str] = Counter()
        self.answers: dict[str, Any] = {}
        """What each person's last request was acknowledged with; they do one thing at a time.

        Whose last one failed is missing.
        """

    async def send(self, envelope: Envelope) -> Any:  # noqa: ANN401 - an answer is JSON
        person = _person(envelope)
        self.answers.pop(person, None)
        try:
            answer = await self._send(envelope)
        except NotAnswered as failure:
            self.failed[failure.error] += 1
            raise
        self.acknowledged[envelope.type] += 1
        self.answers[person] = answer
        return answer

    async def _send(self, envelope: Envelope) -> Any:  # noqa: ANN401 - an answer is JSON
        first, *others = self._chance.sample(self._doors, len(self._doors))
        try:
            return await first.send(envelope)
        except NotAnswered as failure:
            if not isinstance(failure.__context__, aiohttp.ClientConnectorError):
                raise
        for door in others:
            return await door.send(envelope)
        raise NotAnswered("dispatch_failed")


class Heard(ResponseUrls):
    """Which press each private answer belongs to, though it comes when it likes."""

    def __init__(self, state: State) -> None:
        super().__init__(state.limits)
        self._state = state
        self.issued: dict[str, str] = {}
        """The last one of each person."""
        self.used: dict[str, tuple[Origin, str]] = {}
        """Whose it was, and a time just before the answer that it brought."""

    def issue(self, origin: Origin) -> str:
        url = super().issue(origin)
        self.issued[origin.person] = url.rpartition("/")[2]
        return url

    def use(self, secret: str) -> Origin:
        origin = super().use(secret)
        self.used[secret] = (origin, self._state.stamp())
        return origin

    def words(self, secret: str) -> str | None:
        """Return the private answer, taken off the screen; None while there is none."""
        if secret not in self.used:
            return None
        origin, since = self.used.pop(secret)
        whispers = self._state.channels[origin.channel].ephemerals.get(origin.person, {})
        found = next((whispers[ts] for ts in sorted(whispers) if ts > since), None)
        return None if found is None else found.text


def _person(envelope: Envelope) -> str:
    payload = envelope.payload
    user = payload.get("user") or {"id": payload.get("user_id")}
    return str(user["id"])
