"""Candour's `Chat` on Slack's Web API. A message's reference is `channel/ts`.

The client must not retry by itself: a retry after a lost answer posts twice. What happened is
looked up by the message's metadata instead.
"""

import asyncio
import math
import time
from collections.abc import AsyncIterator, Iterable, Mapping
from datetime import datetime
from typing import Any, Final

import aiohttp
import structlog
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.domain.outsider import Outsider
from bot.jobs import slack_files
from bot.jobs.chat import Arrived, ChatIsAway, ChatIsBusy, ChatRefused, Delivery
from bot.jobs.slack_people import UNSEEN, outsider_in
from bot.slack_errors import error_name
from messages.card import Card, payload

EVENT_TYPE: Final = "candour"
PASSING: Final = frozenset(
    {"internal_error", "fatal_error", "service_unavailable", "request_timeout", "team_added_to_org"}
)
"""Slack's names for failures of its own, which pass."""
TOKEN_IS_BAD: Final = frozenset({"account_inactive", "invalid_auth", "not_authed", "token_revoked"})
"""What is owed waits for the new one: that is no answer to what was asked."""
WAIT_UNLESS_SAID_S: Final = 30.0
KNOWN_FOR_S: Final = 600.0
"""How long it is remembered who belongs, where nobody decides by it."""
READS: Final = frozenset(
    {
        "conversations.history",
        "conversations.replies",
        "files.getUploadURLExternal",
        "usergroups.users.list",
        "users.info",
    }
)
"""Slack promises to take JSON only for what writes."""
NEVER: Final = (None, -math.inf)
PAGE: Final = 100
"""Messages asked for at a time when a lost one is looked up."""

log = structlog.get_logger()


class SlackChat:
    def __init__(self, client: AsyncWebClient) -> None:
        self._client = client
        self._conversations: dict[str, str] = {}
        self._known: dict[str, tuple[Outsider | None, float]] = {}

    async def post(
        self,
        place: str,
        card: Card,
        delivery: Delivery,
        *,
        under: str | None = None,
        broadcast: bool = False,
    ) -> str:
        kept = {"delivery": delivery.id, "through": delivery.through}
        said = await self._ask(
            "chat.postMessage",
            channel=await self._conversation(place),
            thread_ts=None if under is None else _parts(under)[1],
            reply_broadcast=broadcast or None,
            metadata={"event_type": EVENT_TYPE, "event_payload": kept},
            unfurl_links=False,
            unfurl_media=False,
            **payload(card),
        )
        message = f"{said['channel']}/{said['ts']}"
        if message.startswith("C"):  # who was written to in private is in no log
            log.info("posted", message=message, delivery=delivery.id)
        return message

    async def find(
        self, place: str, delivery_id: str, *, since: datetime, under: str | None = None
    ) -> Arrived | None:
        channel = await self._conversation(place)
        async for message in self._messages(channel, since=since, under=under):
            kept = message.get("metadata", {})
            wanted = kept.get("event_payload", {}).get("delivery") == delivery_id
            if kept.get("event_type") == EVENT_TYPE and wanted:
                through = int(kept["event_payload"].get("through", 0))
                return Arrived(f"{channel}/{message['ts']}", through)
        return None

    async def share(
        self, place: str, name: str, content: bytes, words: str, *, under: str | None = None
    ) -> None:
        channel = await self._conversation(place)
        told = await self._ask("files.getUploadURLExternal", filename=name, length=len(content))
        await slack_files.send(told["upload_url"], content)
        await self._ask(
            "files.completeUploadExternal",
            files=[{"id": told["file_id"], "title": name}],
            channel_id=channel,
            thread_ts=None if under is None else _parts(under)[1],
            initial_comment=words,
        )

    async def has_said(
        self, place: str, words: str, *, since: datetime, under: str | None = None
    ) -> bool:
        channel = await self._conversation(place)
        async for message in self._messages(channel, since=since, under=under):
            if message.get("bot_id") and message.get("text") == words:
                return True
        return False

    async def edit(self, message: str, card: Card) -> None:
        channel, ts = _parts(message)
        await self._ask("chat.update", channel=channel, ts=ts, **payload(card))

    async def show_home(self, person: str, page: Mapping[str, Any]) -> None:
        await self._ask("views.publish", user_id=person, view=dict(page))

    async def pin(self, message: str) -> None:
        channel, ts = _parts(message)
        await self._ask("pins.add", channel=channel, timestamp=ts)

    async def people_of(self, group: str) -> frozenset[str]:
        said = await self._ask("usergroups.users.list", usergroup=group)
        return frozenset(said["users"])

    async def outsider(self, person: str, *, workspace: str) -> Outsider | None:
        try:
            said = await self._ask("users.info", user=person)
        except ChatRefused as refused:
            if str(refused) not in UNSEEN:
                raise
            found: Outsider | None = Outsider.STRANGER
        else:
            found = outsider_in(said["user"], workspace=workspace)
        self._known[person] = (found, time.monotonic())
        return found

    async def outsiders(self, people: Iterable[str], *, workspace: str) -> Mapping[str, Outsider]:
        old = time.monotonic() - KNOWN_FOR_S
        unknown = [one for one in {*people} if self._known.get(one, NEVER)[1] < old]
        await asyncio.gather(*(self.outsider(one, workspace=workspace) for one in unknown))
        found = {one: self._known[one][0] for one in people}
        return {one: outsider for one, outsider in found.items() if outsider is not None}

    async def _conversation(self, place: str) -> str:
        """A person is reached in a conversation of its own, opened once."""
        if not place.startswith(("U", "W")):
            return place
        if place not in self._conversations:
            said = await self._ask("conversations.open", users=place)
            self._conversations[place] = said["channel"]["id"]
        return self._conversations[place]

    async def _messages(
        self, channel: str, *, since: datetime, under: str | None
    ) -> AsyncIterator[dict[str, Any]]:
        method = "conversations.history" if under is None else "conversations.replies"
        asked: dict[str, Any] = {
            "channel": channel,
            "oldest": f"{since.timestamp():.6f}",
            "include_all_metadata": True,
            "limit": PAGE,
        }
        if under is not None:
            asked["ts"] = _parts(under)[1]
        while True:
            said = await self._ask(method, **asked)
            for message in said["messages"]:
                yield message
            cursor = (said.get("response_metadata") or {}).get("next_cursor")
            if not cursor:
                return
            asked["cursor"] = cursor

    async def _ask(self, method: str, **asked: Any) -> AsyncSlackResponse:  # noqa: ANN401 - JSON
        known = {name: value for name, value in asked.items() if value is not None}
        is_read = method in READS
        params, json = (known, None) if is_read else (None, known)
        try:
            return await self._client.api_call(method, params=params, json=json)
        except SlackApiError as error:
            raise reason(error) from error
        except (TimeoutError, aiohttp.ClientError, OSError) as error:
            raise ChatIsAway(f"{method}: {type(error).__name__}") from error


def reason(error: SlackApiError) -> ChatIsBusy | ChatIsAway | ChatRefused:
    """Return what Slack's answer means for whoever called."""
    response: Any = error.response
    status = getattr(response, "status_code", 0)
    name = error_name(error)
    if status == 429 or name == "ratelimited":  # noqa: PLR2004 - HTTP's own number
        wait = response.headers.get("Retry-After", WAIT_UNLESS_SAID_S)
        return ChatIsBusy(float(wait))
    # Without a name it was not Slack that answered, or not to the end: nobody said no.
    if status >= 500 or not name or name in PASSING | TOKEN_IS_BAD:  # noqa: PLR2004 - HTTP's own number
        return ChatIsAway(f"{status} {name}")
    return ChatRefused(name)


def _parts(message: str) -> tuple[str, str]:
    channel, ts = message.split("/")
    return channel, ts
