"""What a person sees after the acknowledgement: forms that open or change, private answers.

An acknowledgement does not wait for these: each is a task of its own, and a fault in it is logged.
What must not be lost never depends on them; it was committed before.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import asynccontextmanager
from functools import partial
from http import HTTPStatus
from typing import Any, Final

import aiohttp
import structlog
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse
from slack_sdk.webhook.async_client import AsyncWebhookClient
from slack_sdk.webhook.webhook_response import WebhookResponse

from bot.lifetime import all_ended
from bot.slack_errors import error_name
from bot.store.patience import nobody_waits
from handlers.answers import Answer, Form, Refused, Whispered
from handlers.asked import Payload
from messages import failed
from messages.card import Card, payload, sections
from messages.cards.answers import plain
from messages.modals.form import noticed
from messages.modals.receipt import receipt_view

Tell = Callable[[Card], Awaitable[AsyncSlackResponse | WebhookResponse]]
FINISH_S: Final = 3
"""How long the end waits for forms and answers: a form that opens later opens for nobody."""
SLACK_FAILS: Final = (SlackApiError, aiohttp.ClientError, OSError)

log = structlog.get_logger()


class Screen:
    def __init__(self, slack: AsyncWebClient) -> None:
        self._slack = slack
        self._tasks: set[asyncio.Task[None]] = set()

    def show(self, answer: Answer, body: Payload) -> None:
        """Open the form, or whisper the card to the person who acted."""
        tell = partial(self._respond, str(body["response_url"]))
        if isinstance(answer, Form):
            self.later(self._open(answer, str(body["trigger_id"]), tell))
        else:
            self.later(self._whisper(answer, tell))

    def show_at_home(self, answer: Answer | Refused, body: Payload) -> None:
        """Open the form, or show the card in one, above the App Home of the person who acted."""
        tell = partial(self._write_to, body["user"]["id"])
        trigger = str(body["trigger_id"])
        if isinstance(answer, Form):
            self.later(self._open(answer, trigger, tell))
        else:
            self.later(self._show_receipt(answer, trigger, tell))

    def later(self, work: Coroutine[Any, Any, None]) -> None:
        """Do the work when the acknowledgement is out."""
        with nobody_waits():
            task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._ended)

    async def redraw(self, form: Form, view: Payload) -> None:
        try:
            await self._slack.views_update(
                view=dict(form.view), view_id=view["id"], hash=view["hash"]
            )
        except SLACK_FAILS as error:
            log.warning("form not redrawn", error=_name(error))

    async def renew(self, form: Form, view_id: str) -> None:
        """Draw a form anew that waits below another; it is renewed at its next press, too."""
        try:
            await self._slack.views_update(view=dict(form.view), view_id=view_id)
        except SLACK_FAILS as error:
            log.warning("form below not redrawn", error=_name(error))

    async def push(self, form: Form, view: Payload, trigger: str) -> None:
        """Open a form above another; the one below says so if that fails."""
        try:
            await self._slack.views_push(trigger_id=trigger, view=dict(form.view))
        except SLACK_FAILS as error:
            log.warning("form not pushed", error=_name(error))
            await self.redraw(Form(noticed(view, sections(failed.form_not_opened()))), view)

    async def tell(self, person: str, answer: Whispered, view: Payload) -> None:
        """Send the message to the person alone; the form says whether it is there."""
        try:
            await self._slack.api_call(
                "chat.postMessage", json={"channel": person, **payload(answer.card)}
            )
            form = answer.form
        except SLACK_FAILS as error:
            log.warning("message not sent", error=_name(error))
            form = Form(noticed(view, sections(failed.not_whispered())))
        await self.redraw(form, view)

    async def finish(self) -> None:
        """Wait a while for what is on its way to people; what was committed is kept anyhow."""
        await all_ended(self._tasks, within_s=FINISH_S)

    async def _open(self, form: Form, trigger: str, tell: Tell) -> None:
        """A form that cannot be opened is said to be so, and what was typed is given back."""
        try:
            await self._slack.views_open(trigger_id=trigger, view=dict(form.view))
        except SLACK_FAILS as error:
            log.warning("form not opened", error=_name(error))
            await self._whisper(plain(failed.form_not_opened(form.typed)), tell)
            return
        if form.beside is not None:
            await self._whisper(form.beside, tell)

    async def _show_receipt(self, answer: Card | Refused, trigger: str, tell: Tell) -> None:
        is_done = isinstance(answer, Card)
        card = answer if isinstance(answer, Card) else plain(answer.words)
        try:
            await self._slack.views_open(
                trigger_id=trigger, view=receipt_view(card, is_done=is_done)
            )
        except SLACK_FAILS as error:
            log.warning("receipt not opened", error=_name(error))
            await self._whisper(card, tell)

    async def _write_to(self, person: str, card: Card) -> AsyncSlackResponse:
        asked = {"channel": person, **payload(card)}
        return await self._slack.api_call("chat.postMessage", json=asked)

    async def _respond(self, url: str, card: Card) -> WebhookResponse:
        # Bolt's own way would try again, and after a lost answer the person sees it twice.
        client = AsyncWebhookClient(url, session=self._slack.session, retry_handlers=[])
        said = {"response_type": "ephemeral", "replace_original": False, **payload(card)}
        return await client.send_dict(said)

    async def _whisper(self, card: Card, tell: Tell) -> None:
        try:
            said = await tell(card)
            if said.status_code != HTTPStatus.OK:  # not raised here
                log.warning("answer not shown", error=said.status_code)
        except SLACK_FAILS as error:
            log.warning("answer not shown", error=_name(error))

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            log.error("not shown", exc_info=error)


@asynccontextmanager
async def screen(slack: AsyncWebClient) -> AsyncIterator[Screen]:
    """`slack` must not retry by itself."""
    opened = Screen(slack)
    try:
        yield opened
    finally:
        await opened.finish()


def _name(error: Exception) -> str:
    said = error_name(error) if isinstance(error, SlackApiError) else ""
    return said or type(error).__name__
