"""Faults on request, one method at a time, and the log of what the app has called."""

import time
from collections import Counter, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final, Literal, get_args

from bot.sandbox.wire import Json

FaultKind = Literal[
    "ratelimited",  # 429 with Retry-After
    "server_error",  # 503 before anything happened
    "gateway",  # the same in plain text, from what stands before Slack
    "lost_answer",  # it happens, then the connection is reset before the answer
    "reset",  # the connection is reset before anything happened
    "slow",  # it happens, and the answer takes its time
    "error",  # Slack's own refusal, named by `error`
    "twice",  # method "events": the next event is delivered again with retry headers
    "dropped",  # method "socket": the connection is cut at once
]
KEPT_CALLS: Final = 20_000
SUMMARISED: Final = ("channel", "ts", "thread_ts", "timestamp", "user", "users", "view_id", "text")


@dataclass
class Fault:
    method: str
    kind: FaultKind
    times: int = 1
    after: int = 0  # calls that still go well
    retry_after_s: int = 1
    seconds: float = 1.0
    error: str = "internal_error"


@dataclass(frozen=True)
class Call:
    method: str
    arguments: Json
    at: float  # time.monotonic() seconds
    error: str | None


@dataclass
class Calls:
    log: deque[Call] = field(default_factory=lambda: deque(maxlen=KEPT_CALLS))
    counts: Counter[str] = field(default_factory=Counter)

    def note(self, method: str, arguments: Json, error: str | None) -> None:
        summary = {key: arguments[key] for key in SUMMARISED if arguments.get(key) is not None}
        self.log.append(Call(method, summary, time.monotonic(), error))
        self.counts[method] += 1

    def of(self, method: str) -> list[Call]:
        return [call for call in self.log if call.method == method]

    def clear(self) -> None:
        self.log.clear()
        self.counts.clear()


class Faults:
    def __init__(self, drop_socket: Callable[[], None]) -> None:
        self.latency_s = 0.0  # of every Web API call
        self._faults: list[Fault] = []
        self._drop_socket = drop_socket

    def add(
        self,
        method: str,
        kind: FaultKind,
        *,
        times: int = 1,
        after: int = 0,
        retry_after_s: int = 1,
        seconds: float = 1.0,
        error: str = "internal_error",
    ) -> None:
        """Let the next `times` calls of a method go wrong, once `after` more have gone well.

        `method` is a Web API method, `*` for any, `response_url`, `events`, or `socket`.
        """
        if kind not in get_args(FaultKind):
            raise ValueError(f"Unknown fault “{kind}”; there is: {', '.join(get_args(FaultKind))}.")
        if kind == "dropped":
            self._drop_socket()
            return
        self._faults.append(Fault(method, kind, times, after, retry_after_s, seconds, error))

    def clear(self) -> None:
        self._faults.clear()

    def take(self, method: str) -> Fault | None:
        """Use up and return the fault that strikes this call, if any."""
        for fault in self._faults:
            if fault.method not in (method, "*") or (fault.method == "*" and method == "events"):
                continue
            if fault.after:
                fault.after -= 1
                continue
            fault.times -= 1
            if fault.times <= 0:
                self._faults.remove(fault)
            return fault
        return None
