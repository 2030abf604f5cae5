"""Socket Mode: the WebSockets the app holds open, and what is sent over them."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import uuid4

from aiohttp import WSMsgType, web

from bot.sandbox.ids import APP_ID, new_secret
from bot.sandbox.tickets import Limits
from bot.sandbox.wire import Json, compact

MOST_CONNECTIONS: Final = 10
HEARTBEAT_S: Final = 10.0


class NotAnswered(Exception):
    """The app did not acknowledge; `error` is the name Slack shows people."""

    def __init__(self, error: str) -> None:
        super().__init__(error)
        self.error = error


@dataclass(frozen=True)
class Envelope:
    """One thing the app is told. `retry` counts earlier deliveries of the same event."""

    type: str  # slash_commands, interactive or events_api
    payload: Json
    accepts_answer: bool = False
    retry: int = 0
    retry_reason: str = ""
    id: str = field(default_factory=lambda: str(uuid4()))

    def as_json(self) -> Json:
        shown: Json = {
            "envelope_id": self.id,
            "type": self.type,
            "payload": self.payload,
            "accepts_response_payload": self.accepts_answer,
        }
        if self.type == "events_api":
            shown |= {"retry_attempt": self.retry, "retry_reason": self.retry_reason}
        return shown


class Connections:
    def __init__(self, limits: Limits, changed: Callable[[], None]) -> None:
        self.base_url = ""  # ws://…, known once the server listens
        self._limits = limits
        self._changed = changed
        self._addresses: set[str] = set()
        self._sockets: list[web.WebSocketResponse] = []
        self._requests: dict[web.WebSocketResponse, web.Request] = {}
        self._turn = 0
        self._waiting: dict[str, asyncio.Future[Any]] = {}

    def __len__(self) -> int:
        return len(self._sockets)

    def new_address(self) -> str:
        """Return a WebSocket url that may be used once."""
        ticket = new_secret()
        self._addresses.add(ticket)
        return f"{self.base_url}/link/?ticket={ticket}&app_id={APP_ID}"

    async def accept(self, request: web.Request) -> web.StreamResponse:
        ticket = request.query.get("ticket", "")
        if ticket not in self._addresses:
            raise web.HTTPForbidden(text="This address was never issued, or is used up.")
        self._addresses.remove(ticket)
        socket = web.WebSocketResponse(heartbeat=HEARTBEAT_S)
        await socket.prepare(request)
        if len(self._sockets) >= MOST_CONNECTIONS:
            await socket.send_str(compact(_goodbye("too_many_websockets")))
            await socket.close()
            return socket
        await self._serve(request, socket)
        return socket

    async def send(self, envelope: Envelope) -> Any:  # noqa: ANN401 - an answer is JSON
        """Send to one of the connections and wait for its acknowledgement; return its payload."""
        if not self._sockets:
            raise NotAnswered("dispatch_failed")
        self._turn += 1
        socket = self._sockets[self._turn % len(self._sockets)]
        acknowledged: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        self._waiting[envelope.id] = acknowledged
        try:
            async with asyncio.timeout(self._limits.acknowledge_s):
                await socket.send_str(compact(envelope.as_json()))
                return await acknowledged
        except TimeoutError:
            raise NotAnswered("operation_timeout") from None
        except ConnectionError:
            raise NotAnswered("dispatch_failed") from None
        finally:
            del self._waiting[envelope.id]

    async def send_frame(self, frame: str | bytes) -> None:
        """Send what may be no envelope at all; nobody waits for an answer to it."""
        self._turn += 1
        socket = self._sockets[self._turn % len(self._sockets)]
        await (socket.send_str(frame) if isinstance(frame, str) else socket.send_bytes(frame))

    def drop(self, index: int = 0) -> None:
        """Cut a connection as a broken network does: no goodbye."""
        if self._sockets:
            socket = self._sockets[index]
            transport = self._requests[socket].transport
            self._forget(socket)
            if transport is not None:
                transport.abort()

    async def refresh(self, index: int = 0) -> None:
        """Ask the app to reconnect, as Slack does every few hours."""
        socket = self._sockets[index]
        self._forget(socket)
        await socket.send_str(compact(_goodbye("refresh_requested")))

    async def close(self) -> None:
        for socket in list(self._requests):
            self._forget(socket)
            await socket.close()

    async def _serve(self, request: web.Request, socket: web.WebSocketResponse) -> None:
        self._sockets.append(socket)
        self._requests[socket] = request
        try:
            await socket.send_str(compact(_hello(len(self._sockets))))
            self._changed()
            async for message in socket:
                if message.type is WSMsgType.TEXT:
                    self._acknowledge(message.json())
        finally:
            self._forget(socket)
            self._requests.pop(socket, None)

    def _acknowledge(self, answer: Json) -> None:
        acknowledged = self._waiting.get(answer.get("envelope_id", ""))
        if acknowledged is not None and not acknowledged.done():
            acknowledged.set_result(answer.get("payload"))

    def _forget(self, socket: web.WebSocketResponse) -> None:
        if socket in self._sockets:
            self._sockets.remove(socket)
            self._changed()


def _hello(connections: int) -> Json:
    return {
        "type": "hello",
        "num_connections": connections,
        "connection_info": {"app_id": APP_ID},
        "debug_info": {
            "host": "practice",
            "build_number": 1,
            "approximate_connection_time": 18060,
        },
    }


def _goodbye(reason: str) -> Json:
    return {"type": "disconnect", "reason": reason, "debug_info": {"host": "practice"}}
