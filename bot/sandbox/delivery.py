"""How the app is called: over Socket Mode, or by signed HTTP once it has a request url."""

import asyncio
from collections.abc import Coroutine
from datetime import timedelta
from typing import Any, Final

from bot.sandbox import payloads
from bot.sandbox.connections import Connections, Envelope, NotAnswered
from bot.sandbox.faults import Faults
from bot.sandbox.signed_requests import SignedRequests
from bot.sandbox.state import State
from bot.sandbox.wire import Json

# An event the app did not take is delivered again: at once, after a minute, after five.
RETRY_AFTER: Final = (timedelta(0), timedelta(minutes=1), timedelta(minutes=5))
RETRY_REASONS: Final = {"operation_timeout": "http_timeout", "dispatch_failed": "connection_failed"}


class Delivery:
    def __init__(self, state: State, faults: Faults, connections: Connections) -> None:
        self.state = state
        self._faults = faults
        self._connections = connections
        self._http: SignedRequests | None = None
        self._under_way: set[asyncio.Task[None]] = set()
        state.event_listeners.append(self.announce)

    @property
    def is_connected(self) -> bool:
        return self._http is not None or len(self._connections) > 0

    def use_http(self, requests: SignedRequests) -> None:
        self._http = requests
        self.state.changes.note()

    async def send(self, envelope: Envelope) -> Any:  # noqa: ANN401 - an answer is JSON
        """Call the app; return what it answered, or raise `NotAnswered`."""
        if self._http is not None:
            return await self._http.send(envelope)
        return await self._connections.send(envelope)

    async def slash(self, payload: Json) -> Any:  # noqa: ANN401 - an answer is JSON
        return await self.send(Envelope("slash_commands", payload, accepts_answer=True))

    async def interact(self, payload: Json) -> Any:  # noqa: ANN401 - an answer is JSON
        takes_answer = payload["type"] in ("view_submission", "block_suggestion")
        return await self.send(Envelope("interactive", payload, accepts_answer=takes_answer))

    def announce(self, event: Json) -> None:
        """Deliver an event in the background."""
        self.in_background(self.tell(event))

    async def tell(self, event: Json) -> None:
        """Deliver an event; where the app does not take it, go on trying in the background."""
        payload = payloads.event_callback(event)
        fault = self._faults.take("events")
        reason = await self._told(Envelope("events_api", payload))
        if fault is not None and fault.kind == "twice":
            await self._told(Envelope("events_api", payload, retry=1, retry_reason="http_timeout"))
        if reason:
            self.in_background(self._tell_again(payload, reason))

    async def _tell_again(self, payload: Json, reason: str) -> None:
        for number, pause in enumerate(RETRY_AFTER, start=1):
            await self.state.clock.sleep(pause)
            again = Envelope("events_api", payload, retry=number, retry_reason=reason)
            reason = await self._told(again)
            if not reason:
                return

    async def settled(self) -> None:
        """Wait until nothing is being delivered in the background."""
        while self._under_way:
            await asyncio.wait(set(self._under_way))

    async def stop(self) -> None:
        for task in set(self._under_way):
            task.cancel()
        await asyncio.gather(*self._under_way, return_exceptions=True)

    def in_background(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)

    async def _told(self, envelope: Envelope) -> str:
        """Return why the app did not take it, '' when it did."""
        try:
            await self.send(envelope)
        except NotAnswered as not_answered:
            return RETRY_REASONS[not_answered.error]
        return ""
