"""Traces are sent where they are asked for, one trace an action; else nothing of them is loaded."""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from aiohttp import web
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.proto.trace.v1.trace_pb2 import Span

from bot import action, tracing
from bot.tracing import CannotTrace, is_wanted
from tests.driver import AGENT, INCIDENTS, started
from tests.promises.test_cli import TOKENS, run

ROOT = Path(__file__).parents[2]


@dataclass
class Collector:
    url: str = ""
    spans: list[Span] = field(default_factory=list)
    heard: str = ""

    async def take(self, request: web.Request) -> web.Response:
        body = await request.read()
        self.heard += body.decode("utf-8", "replace")
        asked = ExportTraceServiceRequest.FromString(body)
        for resource in asked.resource_spans:
            for scope in resource.scope_spans:
                self.spans += scope.spans
        return web.Response(content_type="application/x-protobuf")


@asynccontextmanager
async def collector() -> AsyncIterator[Collector]:
    kept = Collector()
    app = web.Application()
    app.add_routes([web.post("/v1/traces", kept.take)])
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    host, port = runner.addresses[0][:2]
    kept.url = f"http://{host}:{port}"
    yield kept
    await runner.cleanup()


async def test_a_click_and_all_that_comes_of_it_is_one_trace(sqlite_url: str) -> None:
    async with collector() as kept:
        environ = {"OTEL_EXPORTER_OTLP_ENDPOINT": kept.url}
        end = tracing.start(environ)
        async with started(sqlite_url) as bot:
            await bot.slash("open Mrs Example cannot pay by card")
            await bot.deliver()
        await asyncio.to_thread(end)
    by_trace = {span.trace_id: set[str]() for span in kept.spans}
    for span in kept.spans:
        by_trace[span.trace_id].add(span.name)

    assert {"asked", "transaction", "job", "slack"} in by_trace.values()
    for private in ("Example", AGENT, INCIDENTS):
        assert private not in kept.heard


async def test_the_actions_id_is_the_traces(sqlite_url: str) -> None:
    async with collector() as kept:
        end = tracing.start({"OTEL_EXPORTER_OTLP_TRACES_ENDPOINT": f"{kept.url}/v1/traces"})
        with action.begun() as mine, tracing.span("asked", way="http"):
            pass
        await asyncio.to_thread(end)

    [span] = kept.spans
    assert span.trace_id.hex() == mine


@pytest.mark.parametrize(
    ("environ", "wanted"),
    [
        ({}, False),
        ({"OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:4318"}, True),
        ({"OTEL_TRACES_EXPORTER": "otlp"}, True),
        ({"OTEL_TRACES_EXPORTER": "none", "OTEL_EXPORTER_OTLP_ENDPOINT": "http://x"}, False),
        ({"OTEL_SDK_DISABLED": "true", "OTEL_EXPORTER_OTLP_ENDPOINT": "http://x"}, False),
    ],
)
def test_the_usual_variables_decide(environ: dict[str, str], wanted: bool) -> None:
    assert is_wanted(environ) is wanted


@pytest.mark.parametrize(
    "environ",
    [
        {"OTEL_TRACES_EXPORTER": "zipkin"},
        {"OTEL_TRACES_EXPORTER": "otlp", "OTEL_EXPORTER_OTLP_PROTOCOL": "grpc"},
    ],
)
async def test_what_cannot_be_done_is_a_sentence(environ: dict[str, str], tmp_path: Path) -> None:
    ended = await run("work", folder=tmp_path, environ=TOKENS | environ)

    assert ended.code == 2
    assert "Candour " in ended.err
    assert "Traceback" not in ended.err


async def test_without_what_sends_them_it_says_what_to_install(tmp_path: Path) -> None:
    (tmp_path / "opentelemetry.py").write_text("raise ModuleNotFoundError('not here')")
    environ = {"OTEL_TRACES_EXPORTER": "otlp", "PYTHONPATH": f"{tmp_path}:{ROOT}"}
    ended = await run("work", folder=tmp_path, environ=TOKENS | environ)

    assert ended.code == 2
    assert "requirements-tracing.lock" in ended.err
    assert "Traceback" not in ended.err


async def test_without_being_asked_for_nothing_of_it_is_loaded() -> None:
    script = "import sys, bot.__main__; print(any('opentelemetry' in name for name in sys.modules))"
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", script, cwd=ROOT, stdout=asyncio.subprocess.PIPE
    )
    out, _ = await process.communicate()

    assert out.decode().strip() == "False"


def test_a_trace_that_is_not_asked_for_is_no_trace() -> None:
    with pytest.raises(CannotTrace, match="otlp"):
        is_wanted({"OTEL_TRACES_EXPORTER": "jaeger"})
