"""One line for each event, on stderr, as text or JSON; never a secret, never people's words.

What a person typed must not be passed to a logger at all; the net below is for the day it is.
"""

import logging
import re
import sys
from collections.abc import MutableMapping
from traceback import walk_tb
from typing import Any, Final, Literal, TextIO

import structlog

TOKEN: Final = re.compile(
    r"xox[a-z]-[\w-]+|xapp-[\w-]+|(?<=://)[^\s:/@]*:[^\s/@]+(?=@)|(?<=[?&]ticket=)[^\s&'\"]+"
)
"""Also the ticket to a connection of Socket Mode, which stands in an address."""
PEOPLES_WORDS: Final = frozenset(
    {"args", "blocks", "customer", "payload", "reason", "text", "typed", "what_fails"}
)
Event = MutableMapping[str, Any]


def set_up(
    style: Literal["text", "json"], out: TextIO = sys.stderr, *, least: int = logging.INFO
) -> None:
    """Send the product's events, from `least` up, and its libraries' warnings to `out`."""
    before: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    handler = logging.StreamHandler(out)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[*before, structlog.stdlib.ExtraAdder()],
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                place_failure,
                leave_out,
                _renderer(style),
            ],
        )
    )
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
    for ours in ("bot", "handlers"):
        logging.getLogger(ours).setLevel(least)
    structlog.configure(
        processors=[*before, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        wrapper_class=structlog.make_filtering_bound_logger(least),
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=False,
    )


def _renderer(style: Literal["text", "json"]) -> structlog.typing.Processor:
    if style == "json":
        return structlog.processors.JSONRenderer(sort_keys=True, default=str)
    return structlog.processors.LogfmtRenderer(
        key_order=["timestamp", "level", "event"], drop_missing=True
    )


def place_failure(_logger: object, _method: str, event: Event) -> Event:
    """Replace an exception by its kinds and the lines it passed.

    Its message is told only if the operating system wrote it: others may quote what people typed.
    """
    given = event.pop("exc_info", None)
    if given is True:
        given = sys.exc_info()
    error = given[1] if isinstance(given, tuple) else given
    if isinstance(error, BaseException):
        event["failure"] = " from ".join(_kind(one) for one in _chain(error))
        event["passed"] = " > ".join(_lines(error))
    return event


def leave_out(_logger: object, _method: str, event: Event) -> Event:
    for key, value in event.items():
        if key in PEOPLES_WORDS:
            event[key] = "[left out]"
        elif isinstance(value, str):
            event[key] = TOKEN.sub("[secret]", value)
    return event


def _chain(error: BaseException) -> list[BaseException]:
    cause = error.__cause__ or error.__context__
    return [error] if cause is None else [error, *_chain(cause)]


def _kind(error: BaseException) -> str:
    name = type(error).__name__
    return f"{name} ({error})" if isinstance(error, OSError) else name


def _lines(error: BaseException) -> list[str]:
    return [
        f"{frame.f_globals.get('__name__', '?')}:{line}"
        for frame, line in walk_tb(error.__traceback__)
    ]
