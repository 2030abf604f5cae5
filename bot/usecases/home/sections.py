"""App Home, section by section. Another one is a function, and a line in the table."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any, Final

from slack_sdk.models.blocks import Block

from bot.store.transaction import Reader
from bot.usecases.home import needs, standing
from bot.usecases.home.viewer import Viewer, with_work
from messages.home.page import foot, page, roles_unknown

Section = Callable[[Reader, Viewer], Awaitable[Sequence[Block]]]
SECTIONS: Final[tuple[Section, ...]] = (
    needs.section,
    standing.shift,
    standing.others,
    standing.budgets,
    standing.week,
)


async def drawn(reader: Reader, viewer: Viewer) -> dict[str, Any]:
    """Return the page of one person, as the chat platform takes it."""
    viewer = await with_work(reader, viewer)
    parts = [await section(reader, viewer) for section in SECTIONS]
    unknown = roles_unknown() if viewer.holders is None else []
    may_open = viewer.organisation.incident_place is not None
    last = foot(may_open=may_open, may_have_insights=viewer.leads)
    return page([unknown, *parts, last])
