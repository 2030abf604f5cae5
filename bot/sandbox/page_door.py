"""The page's own door: what it shows, what people do on it, the clock and the faults."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta
from json import JSONDecodeError
from pathlib import Path
from typing import Final

from aiohttp import web

from bot.sandbox import modals
from bot.sandbox.acts import Actor
from bot.sandbox.faults import Faults
from bot.sandbox.page_state import clock_of, state_for
from bot.sandbox.screen import NotPossible
from bot.sandbox.wire import Json
from bot.sandbox.workspace import Workspace

PAGE: Final = Path(__file__).parent / "page"
HEARTBEAT_S: Final = 20.0
BREATH_S: Final = 0.03  # between two versions, so that a burst of changes is one fetch


class PageDoor:
    def __init__(self, workspace: Workspace, faults: Faults) -> None:
        self._workspace = workspace
        self._faults = faults
        self._live: set[web.WebSocketResponse] = set()

    def routes(self) -> list[web.AbstractRouteDef]:
        return [
            web.get("/", self.index),
            web.get("/archives/{channel}/p{digits}", self.permalink),
            web.get("/practice/state", self.state),
            web.get("/practice/live", self.live),
            web.post("/practice/act", self.act),
            web.post("/practice/clock", self.turn_clock),
            web.post("/practice/faults", self.add_fault),
            web.static("/page", PAGE),
        ]

    async def index(self, _request: web.Request) -> web.StreamResponse:
        return web.FileResponse(PAGE / "index.html")

    async def permalink(self, request: web.Request) -> web.StreamResponse:
        digits = request.match_info["digits"]
        channel = request.match_info["channel"]
        raise web.HTTPFound(f"/#{channel}/{digits[:-6]}.{digits[-6:]}")

    async def state(self, request: web.Request) -> web.StreamResponse:
        person = self._person(request.query.get("as"))
        return web.json_response(state_for(self._workspace.delivery, person))

    async def live(self, request: web.Request) -> web.StreamResponse:
        """Tell the page each new version of what there is to see."""
        self._person(request.query.get("as"))
        socket = web.WebSocketResponse(heartbeat=HEARTBEAT_S)
        await socket.prepare(request)
        self._live.add(socket)
        telling = asyncio.create_task(self._tell_versions(socket))
        try:
            async for _ in socket:
                pass
        finally:
            telling.cancel()
            self._live.discard(socket)
        return socket

    async def act(self, request: web.Request) -> web.StreamResponse:
        body = await _body(request)
        act = ACTS.get(body.get("do", ""))
        if act is None:
            raise _bad_request(f"One cannot “{body.get('do')}” here.")
        actor = self._workspace.as_person(self._person(body.get("as")))
        try:
            return web.json_response({"ok": True, **await act(actor, body)})
        except NotPossible as not_possible:
            return web.json_response({"ok": False, "error": str(not_possible)})
        except KeyError as missing:
            raise _bad_request(f"“{body['do']}” needs {missing}.") from None

    async def turn_clock(self, request: web.Request) -> web.StreamResponse:
        body, clock = await _body(request), self._workspace.state.clock
        try:
            if "turn_by" in body:
                clock.turn(timedelta(seconds=body["turn_by"]))
            if "rate" in body:
                clock.set_rate(body["rate"])
        except (ValueError, TypeError) as wrong:
            raise _bad_request(str(wrong)) from None
        return web.json_response({"ok": True, "clock": clock_of(self._workspace.state)})

    async def add_fault(self, request: web.Request) -> web.StreamResponse:
        body = await _body(request)
        try:
            self._faults.add(**body)
        except (ValueError, TypeError) as wrong:
            raise _bad_request(str(wrong)) from None
        return web.json_response({"ok": True})

    async def close(self, _app: web.Application) -> None:
        for socket in set(self._live):
            await socket.close()

    async def _tell_versions(self, socket: web.WebSocketResponse) -> None:
        changes, told = self._workspace.state.changes, 0
        while True:
            told = await changes.after(told)
            await socket.send_json({"version": told})
            await asyncio.sleep(BREATH_S)

    def _person(self, person: object) -> str:
        known = self._workspace.state.people.get(str(person))
        if known is None or known.is_bot:
            raise _bad_request(f"There is nobody with the id {person}.")
        return known.id


async def fresh(request: web.Request, response: web.StreamResponse) -> None:
    """Let browsers ask again each time: the page changes with the bot it comes with."""
    response.headers.setdefault("Cache-Control", "no-cache")


async def _body(request: web.Request) -> Json:
    """Read a JSON object; insisting on its content type keeps other sites' forms out."""
    if request.content_type != "application/json":
        raise _bad_request("Send JSON.")
    try:
        body = await request.json()
    except JSONDecodeError:
        raise _bad_request("Send JSON.") from None
    if not isinstance(body, dict):
        raise _bad_request("Send a JSON object.")
    return body


def _bad_request(words: str) -> web.HTTPBadRequest:
    return web.HTTPBadRequest(
        text=web.json_response({"ok": False, "error": words}).text, content_type="application/json"
    )


async def _slash(actor: Actor, body: Json) -> Json:
    await actor.slash(body["channel"], body["text"], thread=body.get("thread_ts"))
    return {}


async def _say(actor: Actor, body: Json) -> Json:
    seen = await actor.say(body["channel"], body["text"], thread=body.get("thread_ts"))
    return {"ts": seen.ts}


async def _press(actor: Actor, body: Json) -> Json:
    on = _on(body)
    if isinstance(on, str):
        actor.fill_all(on, body.get("state") or {})
    await actor.choose(on, body["action_id"], body.get("value"), block_id=body.get("block_id"))
    return {}


async def _submit(actor: Actor, body: Json) -> Json:
    actor.fill_all(body["view_id"], body.get("state") or {})
    failure = await actor.submit(body["view_id"])
    if failure not in (None, "incomplete"):
        raise NotPossible(modals.TROUBLE)
    return {}


async def _close(actor: Actor, body: Json) -> Json:
    await actor.close(body["view_id"])
    return {}


async def _options(actor: Actor, body: Json) -> Json:
    return await actor.search(
        _on(body), body["action_id"], body["query"], block_id=body.get("block_id")
    )


async def _shortcut(actor: Actor, body: Json) -> Json:
    on = (body["channel"], body["ts"]) if body.get("ts") else None
    await actor.shortcut(body["callback_id"], on)
    return {}


async def _open_home(actor: Actor, body: Json) -> Json:
    await actor.open_home()
    return {}


async def _read(actor: Actor, body: Json) -> Json:
    actor.read(body["channel"])
    return {}


async def _dismiss(actor: Actor, body: Json) -> Json:
    actor.dismiss(body["id"])
    return {}


def _on(body: Json) -> str | tuple[str, str]:
    if body.get("view_id"):
        return str(body["view_id"])
    return str(body["channel"]), str(body["ts"])


ACTS: Final[Mapping[str, Callable[[Actor, Json], Awaitable[Json]]]] = {
    "slash": _slash,
    "say": _say,
    "press": _press,
    "submit": _submit,
    "close": _close,
    "options": _options,
    "shortcut": _shortcut,
    "open_home": _open_home,
    "read": _read,
    "dismiss": _dismiss,
}
