"""What stands in the menu of any message."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Final

from bot.domain.refusals import WhichIncident
from handlers import credit_asking, customers, mentions
from handlers.answers import Answer, Form
from handlers.asked import Asked, Payload
from handlers.desk import Desk
from messages.modals.choose_form import choose_view
from messages.next_step import NextStep
from messages.shortcut_ids import ShortcutId

Use = Callable[[Asked, Desk, Payload], Awaitable[Answer]]


async def log_customer(asked: Asked, desk: Desk, body: Payload) -> Answer:
    """Log the message as a customer's report, its words being what it means for them."""
    said = _said(body)
    try:
        return await customers.command(asked, desk, said)
    except WhichIncident:
        return Form(choose_view(NextStep.CUSTOMER, typed=said), typed=said)


async def ask_credit(asked: Asked, desk: Desk, body: Payload) -> Answer:
    """Begin a request for a credit with the message as its reason."""
    return await credit_asking.from_message(asked, desk, _said(body))


SHORTCUTS: Final[Mapping[ShortcutId, Use]] = {
    ShortcutId.LOG_CUSTOMER: log_customer,
    ShortcutId.ASK_CREDIT: ask_credit,
}


def _said(body: Payload) -> str:
    words, _ = mentions.read(str(body["message"].get("text", "")))
    return words.strip()
