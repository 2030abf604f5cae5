"""Where the bytes of files come in, and where people open them: tables and pages as such."""

import csv
import io
from html import escape
from typing import Final

from aiohttp import web

from bot.sandbox.files import File
from bot.sandbox.state import State

PAGE: Final = """<!doctype html>
<html lang="en"><meta charset="utf-8"><title>{name}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>
body {{ font: 12px/1.5 system-ui, sans-serif; margin: 12px; color: #1d1c1d; }}
h1 {{ font-size: 18px; }}
.wide {{ overflow-x: auto; }}
table {{ border-collapse: collapse; }}
th, td {{ border: 1px solid #ccc; padding: 4px 6px; text-align: left; vertical-align: top; }}
td {{ min-width: 3ch; }}
.long {{ min-width: 10ch; overflow-wrap: anywhere; }}
th {{ background: #f2f2f2; }}
</style>
<h1>{name}</h1><p><a href="{download}" download>Download</a></p>
<div class="wide" tabindex="0" role="region" aria-label="{name}"><table>{rows}</table></div>
</html>
"""
LONG: Final = 40
"""Characters in a cell that breaks anywhere."""


class FileDoor:
    def __init__(self, state: State) -> None:
        self._state = state

    def routes(self) -> list[web.AbstractRouteDef]:
        return [
            web.post("/upload/{secret}", self.take),
            web.get("/files/{id}", self.show),
            web.get("/files/{id}/{name}", self.download),
        ]

    async def take(self, request: web.Request) -> web.StreamResponse:
        """Take the bytes: raw, or as the one file of a form; as many as were said, and once."""
        file = self._state.files.awaited.get(request.match_info["secret"])
        if file is None or file.content is not None:
            raise web.HTTPNotFound
        content = await _content(request)
        if len(content) != file.length:
            raise web.HTTPBadRequest(text=f"{file.length} bytes were said, {len(content)} came")
        file.content = content
        return web.Response(text=f"OK - {len(content)}")

    async def show(self, request: web.Request) -> web.StreamResponse:
        file = self._shared(request)
        if file.name.endswith(".html"):
            # Nothing in it can reach the workspace's own page.
            alone = {"Content-Security-Policy": "sandbox"}
            return web.Response(body=file.content, content_type="text/html", headers=alone)
        table = csv.reader(io.StringIO((file.content or b"").decode("utf-8", "replace")))
        rows = "".join(_row(cells, "th" if not n else "td") for n, cells in enumerate(table))
        download = f"/files/{file.id}/{file.name}"
        page = PAGE.format(name=escape(file.name), download=escape(download), rows=rows)
        return web.Response(text=page, content_type="text/html")

    async def download(self, request: web.Request) -> web.StreamResponse:
        file = self._shared(request)
        headers = {"Content-Disposition": f'attachment; filename="{file.id}.{_ending(file)}"'}
        return web.Response(body=file.content, headers=headers)

    def _shared(self, request: web.Request) -> File:
        file = self._state.files.by_id.get(request.match_info["id"])
        if file is None or not file.is_shared:
            raise web.HTTPNotFound
        return file


async def _content(request: web.Request) -> bytes:
    if not request.content_type.startswith("multipart/"):
        return await request.read()
    [field] = (await request.post()).values()
    return field.file.read() if isinstance(field, web.FileField) else str(field).encode()


def _row(cells: list[str], tag: str) -> str:
    return f"<tr>{''.join(_cell(cell, tag) for cell in cells)}</tr>"


def _cell(cell: str, tag: str) -> str:
    """Long names break at their underscores, and what has none anywhere."""
    marked = ' class="long"' if len(cell) > LONG else ""
    return f"<{tag}{marked}>{escape(cell).replace('_', '_<wbr>')}</{tag}>"


def _ending(file: File) -> str:
    ending = file.name.rpartition(".")[2]
    return ending if ending.isalnum() else "bin"
