"""`/api/<method>`: tokens, scopes, faults, and the table of methods."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from json import JSONDecodeError
from typing import Final

from aiohttp import web

from bot.sandbox.connections import Connections
from bot.sandbox.faults import Calls, Faults
from bot.sandbox.ids import APP_TOKEN, BOT_TOKEN
from bot.sandbox.methods import chat, conversations, files, people, pins, views
from bot.sandbox.methods.call import ApiCall
from bot.sandbox.spoiling import spoil_answer, spoilt
from bot.sandbox.state import State
from bot.sandbox.wire import Json, Refused, decoded


@dataclass(frozen=True)
class Method:
    run: Callable[[ApiCall], Json]
    scope: str | None = None  # where it depends on the channel, the method itself asks
    takes_json: bool = True  # as a body; else only as a form, or in the address


METHODS: Final[Mapping[str, Method]] = {
    "api.test": Method(people.echo),
    "auth.test": Method(people.auth_test),
    "bots.info": Method(people.bot_info, "users:read"),
    "chat.delete": Method(chat.delete, "chat:write"),
    "chat.getPermalink": Method(chat.get_permalink),
    "chat.postEphemeral": Method(chat.post_ephemeral, "chat:write"),
    "chat.postMessage": Method(chat.post_message, "chat:write"),
    "chat.update": Method(chat.update, "chat:write"),
    "conversations.history": Method(conversations.history),
    "conversations.info": Method(conversations.info),
    "conversations.list": Method(conversations.list_all),
    "conversations.members": Method(conversations.members),
    "conversations.open": Method(conversations.open_direct, "im:write"),
    "conversations.replies": Method(conversations.replies),
    "files.completeUploadExternal": Method(files.complete_upload, "files:write"),
    "files.getUploadURLExternal": Method(files.get_upload_url, "files:write", takes_json=False),
    "pins.add": Method(pins.add, "pins:write"),
    "pins.list": Method(pins.list_pinned, "pins:read"),
    "pins.remove": Method(pins.remove, "pins:write"),
    "team.info": Method(people.team_info, "team:read"),
    "usergroups.list": Method(people.usergroup_list, "usergroups:read"),
    "usergroups.users.list": Method(people.usergroup_users, "usergroups:read"),
    "users.conversations": Method(conversations.list_joined),
    "users.info": Method(people.user_info, "users:read"),
    "users.list": Method(people.user_list, "users:read"),
    "views.open": Method(views.open_view),
    "views.publish": Method(views.publish),
    "views.push": Method(views.push),
    "views.update": Method(views.update),
}
CONNECT: Final = "apps.connections.open"


class WebApi:
    def __init__(
        self, state: State, faults: Faults, calls: Calls, connections: Connections
    ) -> None:
        self._state = state
        self._faults = faults
        self._calls = calls
        self._connections = connections

    async def handle(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        fault = self._faults.take(method)
        if self._faults.latency_s:
            await asyncio.sleep(self._faults.latency_s)
        if fault is not None and (kept_back := spoilt(request, fault)) is not None:
            self._calls.note(method, {}, fault.kind)
            return kept_back
        answer = await self._answer(request, method)
        if fault is not None:
            await spoil_answer(request, fault)
        scopes = ",".join(sorted(self._state.installation.scopes))
        return web.json_response(answer, headers={"X-OAuth-Scopes": scopes})

    async def _answer(self, request: web.Request, method: str) -> Json:
        arguments: Json = {}
        try:
            arguments = await _arguments(request, takes_json=_takes_json(method))
            answer = self._run(method, _token(request, arguments), arguments)
        except Refused as refused:
            self._calls.note(method, arguments, refused.error)
            return refused.answer()
        self._calls.note(method, arguments, None)
        return {"ok": True, **answer}

    def _run(self, method: str, token: str, arguments: Json) -> Json:
        if method == CONNECT:
            _check_token(token, wanted=APP_TOKEN, other=BOT_TOKEN)
            return {"url": self._connections.new_address()}
        known = METHODS.get(method)
        if known is None:
            raise Refused("unknown_method", req_method=method)
        _check_token(token, wanted=BOT_TOKEN, other=APP_TOKEN)
        call = ApiCall(self._state, arguments)
        if known.scope is not None:
            call.need_scope(known.scope)
        return known.run(call)


def _takes_json(method: str) -> bool:
    known = METHODS.get(method)
    return known is None or known.takes_json


async def _arguments(request: web.Request, *, takes_json: bool) -> Json:
    arguments: Json = dict(request.query)
    if request.content_type == "application/json":
        if not takes_json:
            raise Refused("invalid_arguments")
        try:
            body = await request.json()
        except JSONDecodeError:
            raise Refused("invalid_json") from None
        if not isinstance(body, dict):
            raise Refused("json_not_object")
        arguments |= body
    elif request.can_read_body:
        arguments |= await request.post()
    arguments.pop("team_id", None)  # Bolt sends it with everything; there is one team
    return decoded(arguments)


def _token(request: web.Request, arguments: Json) -> str:
    header = request.headers.get("Authorization", "")
    return header.removeprefix("Bearer ").strip() or str(arguments.pop("token", ""))


def _check_token(token: str, *, wanted: str, other: str) -> None:
    if not token:
        raise Refused("not_authed")
    if token == other:
        raise Refused("not_allowed_token_type")
    if token != wanted:
        raise Refused("invalid_auth")
