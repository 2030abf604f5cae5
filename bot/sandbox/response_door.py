"""`POST /actions/…`: up to five answers to an interaction within half an hour."""

from json import JSONDecodeError
from typing import Final

from aiohttp import web

from bot.sandbox.answers import respond
from bot.sandbox.faults import Calls, Faults
from bot.sandbox.spoiling import spoil_answer, spoilt
from bot.sandbox.state import State
from bot.sandbox.wire import Json, Refused

METHOD: Final = "response_url"  # its name among faults and calls


class ResponseUrlDoor:
    def __init__(self, state: State, faults: Faults, calls: Calls) -> None:
        self._state = state
        self._faults = faults
        self._calls = calls

    async def handle(self, request: web.Request) -> web.StreamResponse:
        fault = self._faults.take(METHOD)
        if fault is not None and (kept_back := spoilt(request, fault)) is not None:
            self._calls.note(METHOD, {}, fault.kind)
            return kept_back
        answer = await self._answer(request)
        if fault is not None:
            await spoil_answer(request, fault)
        return answer

    async def _answer(self, request: web.Request) -> web.Response:
        body: Json = {}
        try:
            body = await _body(request)
            respond(self._state, self._state.response_urls.use(request.match_info["secret"]), body)
        except Refused as refused:
            self._calls.note(METHOD, body, refused.error)
            gone = refused.error.endswith("_url")
            return web.json_response(refused.answer(), status=404 if gone else 400)
        self._calls.note(METHOD, body, None)
        return web.json_response({"ok": True})


async def _body(request: web.Request) -> Json:
    try:
        body = await request.json()
    except JSONDecodeError:
        raise Refused("invalid_json") from None
    if not isinstance(body, dict):
        raise Refused("invalid_payload")
    return body
