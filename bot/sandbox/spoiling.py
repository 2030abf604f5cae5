"""What a fault does to a request: keeps it from happening, or keeps its answer back."""

import asyncio

from aiohttp import web

from bot.sandbox.faults import Fault


def spoilt(request: web.Request, fault: Fault) -> web.StreamResponse | None:
    """Return the answer of a call that a fault keeps from happening."""
    if fault.kind == "ratelimited":
        headers = {"Retry-After": str(fault.retry_after_s)}
        answer = {"ok": False, "error": "ratelimited"}
        return web.json_response(answer, status=429, headers=headers)
    if fault.kind == "server_error":
        return web.json_response({"ok": False, "error": "service_unavailable"}, status=503)
    if fault.kind == "gateway":
        return web.Response(text="upstream connect error", status=503)
    if fault.kind == "error":
        return web.json_response({"ok": False, "error": fault.error})
    if fault.kind == "reset":
        _cut(request)
        return web.Response()
    return None


async def spoil_answer(request: web.Request, fault: Fault) -> None:
    """Keep back the answer of a call that has happened."""
    if fault.kind == "slow":
        await asyncio.sleep(fault.seconds)
    if fault.kind == "lost_answer":
        _cut(request)


def _cut(request: web.Request) -> None:
    if request.transport is not None:
        request.transport.abort()
