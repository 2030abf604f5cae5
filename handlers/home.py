"""App Home: opened, and what can be pressed there alone."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Final

import structlog

from bot.domain.insights import check_leads
from bot.domain.period import last_months
from bot.usecases import homes, insights
from handlers.answers import Answer, Form
from handlers.asked import Asked, Payload
from handlers.desk import Desk
from messages.action_ids import ActionId
from messages.home.answers import insights_come
from messages.modals.open_form import open_view

log = structlog.get_logger()


def is_there(body: Payload) -> bool:
    """Whether something was pressed in App Home."""
    return (body.get("view") or {}).get("type") == "home"


async def opened(body: Payload, desk: Desk) -> None:
    """Owe the page to whoever has opened it; its other tabs show none of it."""
    asked = Asked.by_event(body, desk.workspace)
    if body["event"].get("tab") == "home":
        log.info("home", person=asked.person)
        await homes.opened(desk.store, asked.workspace, asked.person, now=desk.now())


async def look(body: Payload, desk: Desk) -> None:
    """Owe the page afresh to who pressed something on it."""
    asked = Asked.by_click(body, desk.workspace)
    await homes.opened(desk.store, asked.workspace, asked.person, now=desk.now())


async def open_incident(asked: Asked, _desk: Desk, _value: str) -> Answer:
    return Form(open_view(asked.place, owner=asked.person))


async def send_insights(asked: Asked, desk: Desk, _value: str) -> Answer:
    """Owe the figures of three months to one who leads, in private."""
    check_leads(asked.person, await desk.functions())
    now = desk.now()
    period = last_months(desk.organisation.time_zone, now=now)
    await insights.owe(desk.store, asked.workspace, asked.person, period, now=now)
    return insights_come()


PRESSES: Final[Mapping[ActionId, Callable[[Asked, Desk, str], Awaitable[Answer]]]] = {
    ActionId.OPEN_INCIDENT: open_incident,
    ActionId.INSIGHTS: send_insights,
}
