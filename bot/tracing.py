"""Traces, if the environment asks for them in OpenTelemetry's own words; else nothing is loaded.

An action's id is its trace's id, so the click, the jobs that it owes and their calls of Slack are
one trace, whichever process ran them.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Final

from bot import action

if TYPE_CHECKING:
    from opentelemetry.context import Context
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.trace import Tracer

ENDPOINTS: Final = ("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_EXPORTER_OTLP_ENDPOINT")
PROTOCOLS: Final = ("OTEL_EXPORTER_OTLP_TRACES_PROTOCOL", "OTEL_EXPORTER_OTLP_PROTOCOL")
SPOKEN: Final = "http/protobuf"
FLUSH_MS: Final = 1000
"""How long the end waits for the last spans to be taken."""
TRACER: Final[ContextVar["Tracer | None"]] = ContextVar("tracer", default=None)


class CannotTrace(Exception):
    """The text says why not, and what to do."""


def is_wanted(environ: Mapping[str, str]) -> bool:
    """Return whether traces are asked for. Raises `CannotTrace` where it is in a way not known."""
    if environ.get("OTEL_SDK_DISABLED", "").lower() == "true":
        return False
    exporter = environ.get("OTEL_TRACES_EXPORTER", "")
    if exporter == "none" or not (exporter or any(environ.get(name) for name in ENDPOINTS)):
        return False
    if exporter not in {"", "otlp"}:
        raise CannotTrace(f"OTEL_TRACES_EXPORTER is {exporter}: Candour knows otlp and none.")
    for name in PROTOCOLS:
        if environ.get(name) not in {None, "", SPOKEN}:
            raise CannotTrace(f"{name} is {environ[name]}: Candour speaks {SPOKEN} only.")
    return True


def start(environ: Mapping[str, str]) -> Callable[[], None]:
    """Send traces if they are asked for; return what ends that. Raises `CannotTrace`."""
    if not is_wanted(environ):
        return lambda: None
    try:
        provider = _provider(environ.get("OTEL_SERVICE_NAME") or "candour", _endpoint(environ))
    except ModuleNotFoundError as error:
        raise CannotTrace(
            "Traces are asked for (OTEL_…), but what sends them is not installed: "
            "pip install --require-hashes -r requirements-tracing.lock"
        ) from error
    TRACER.set(provider.get_tracer("candour"))

    def end() -> None:
        TRACER.set(None)
        provider.force_flush(FLUSH_MS)
        provider.shutdown()

    return end


@contextmanager
def span(name: str, **attributes: str | int) -> Iterator[None]:
    """Time the block as a part of the action under way. No attribute may come from a person."""
    tracer = TRACER.get()
    if tracer is None:
        yield
        return
    with tracer.start_as_current_span(
        name,
        context=_context(),
        attributes=attributes,
        record_exception=False,  # its words may quote what people typed
        set_status_on_exception=False,
    ) as timed:
        try:
            yield
        except BaseException as error:
            timed.set_attribute("error.type", type(error).__name__)
            raise


def _endpoint(environ: Mapping[str, str]) -> str | None:
    """Return where traces go; None for OpenTelemetry's own default, on this machine."""
    everything = environ.get("OTEL_EXPORTER_OTLP_ENDPOINT")
    return environ.get("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT") or (
        f"{everything.rstrip('/')}/v1/traces" if everything else None
    )


def _provider(service: str, endpoint: str | None) -> "TracerProvider":
    # Loaded only here: without traces they cost nothing, and need not be there.
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import (  # noqa: PLC0415 - see above
        OTLPSpanExporter,
    )
    from opentelemetry.sdk.resources import Resource  # noqa: PLC0415 - see above
    from opentelemetry.sdk.trace import TracerProvider  # noqa: PLC0415 - see above
    from opentelemetry.sdk.trace.export import BatchSpanProcessor  # noqa: PLC0415 - see above

    provider = TracerProvider(resource=Resource.create({"service.name": service}))
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter(endpoint=endpoint)))
    return provider


def _context() -> "Context | None":
    """Return what the span is a part of: the one around it, else the action by its id."""
    from opentelemetry import trace  # noqa: PLC0415 - only where there are traces

    mine = action.current()
    if mine is None or trace.get_current_span().get_span_context().is_valid:
        return None
    begun = trace.SpanContext(
        trace_id=int(mine, 16),
        span_id=int(mine[:16], 16),
        is_remote=True,
        trace_flags=trace.TraceFlags(trace.TraceFlags.SAMPLED),
    )
    return trace.set_span_in_context(trace.NonRecordingSpan(begun))
