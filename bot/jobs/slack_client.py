"""Slack's Web API as we call it: once, counted and timed. What a call failed of is its caller's."""

import time
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot import meters, tracing
from bot.jobs.chat import ChatIsBusy, ChatRefused
from bot.jobs.slack import TOKEN_IS_BAD, reason
from bot.slack_errors import error_name


class CountedClient(AsyncWebClient):
    def __init__(self, *given: Any, **named: Any) -> None:  # noqa: ANN401 - as Slack's own
        super().__init__(*given, **named)
        self._heard_at = time.monotonic()
        self._bad_token = ""

    def standing(self) -> str:
        """Say `ok` and when Slack last answered, or that it takes the token no longer.

        Nothing calls Slack while all is quiet, so an old answer is no fault.
        """
        if self._bad_token:
            return f"Slack does not accept the bot token: it says {self._bad_token}"
        return f"ok: Slack last answered {time.monotonic() - self._heard_at:.0f} s ago"

    async def api_call(self, api_method: str, **asked: Any) -> AsyncSlackResponse:  # noqa: ANN401 - as Slack's own
        began = time.perf_counter()
        outcome = "away"
        try:
            with tracing.span("slack", method=api_method):
                said = await super().api_call(api_method, **asked)
            outcome = "done"
            self._heard()
        except SlackApiError as error:
            outcome = _outcome(error)
            if outcome != "away":
                self._heard(error_name(error))
            raise
        else:
            return said
        finally:
            meters.SLACK_CALLS.labels(api_method, outcome).inc()
            meters.SLACK_SECONDS.observe(time.perf_counter() - began)

    def _heard(self, refused: str = "") -> None:
        self._heard_at = time.monotonic()
        self._bad_token = refused if refused in TOKEN_IS_BAD else ""


def _outcome(error: SlackApiError) -> str:
    if error_name(error) in TOKEN_IS_BAD:
        return "refused"
    match reason(error):
        case ChatIsBusy():
            return "busy"
        case ChatRefused():
            return "refused"
        case _:
            return "away"
