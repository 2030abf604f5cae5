"""Showing App Home to those who have it open, and the figures to those who ask for them there."""

import asyncio
import hashlib
import json
import re
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime, timedelta
from typing import Any, Final

import structlog

from bot.domain.period import Period
from bot.jobs.chat import ChatIsAway, ChatIsBusy, ChatRefused, Delivery
from bot.jobs.deliver import BETWEEN_POSTS, Post, told
from bot.jobs.outcomes import Done, Outcome
from bot.jobs.queue import Claimed
from bot.jobs.roles import holders
from bot.store import homes as kept
from bot.usecases import homes, insights
from bot.usecases.home.sections import drawn
from bot.usecases.home.viewer import Viewer
from messages.insights import insights_card

AT_ONCE: Final = 2
"""Pages looked at again at the same time, in one process. Each reads as much as several acts of
people do, so when many have theirs open it is the looks that wait: never who opens one."""
MOST: Final = 10
"""Under way and waiting for their turn; what is more is put off."""
MOST_PUT_OFF: Final = 16
"""The same where a look was put off before. All others keep cards and reminders from their room."""
PUT_OFF: Final = timedelta(minutes=1)
BETWEEN_PAGES: Final = timedelta(seconds=1)
"""How long one person's page rests: what changes meanwhile is shown together."""
ROLES_LAST: Final = timedelta(minutes=1)
"""Slack tells who is in a group some 20 times a minute; a page may show what was true just now."""
ROLES_LIMIT_S: Final = 3.0
"""How long to ask: pages that wait keep other deliveries from their room."""
MOVES: Final = re.compile(r"(<!date\^[^|>]*)\|[^>]*>")
"""The words for where Slack shows no times; they name minutes, and change with each."""

log = structlog.get_logger()


class Remembered:
    """Who holds which function, for what is shown. Whoever decides is looked up afresh."""

    def __init__(self, post: Post) -> None:
        self._post = post
        self._found: Mapping[str, frozenset[str]] | None = None
        self._asked_at: datetime | None = None
        self._turn = asyncio.Lock()

    async def holders(self) -> Mapping[str, frozenset[str]] | None:
        """Return the people of each function; None while the platform does not say."""
        async with self._turn:
            now = self._post.now()
            if self._asked_at is None or not timedelta(0) <= now - self._asked_at < ROLES_LAST:
                self._found = await self._asked()
                self._asked_at = now
            return self._found

    async def _asked(self) -> Mapping[str, frozenset[str]] | None:
        try:
            async with asyncio.timeout(ROLES_LIMIT_S):
                return await holders(self._post.chat, self._post.organisation)
        except (TimeoutError, ChatIsBusy, ChatIsAway, ChatRefused) as error:
            log.warning("roles not known", reason=type(error).__name__)
            return None


class Homes:
    def __init__(self, post: Post) -> None:
        self.post = post
        self._remembered = Remembered(post)
        self._turns = asyncio.Semaphore(AT_ONCE)
        self._looking = 0

    def handlers(self) -> Mapping[str, Callable[[Claimed], Awaitable[Outcome]]]:
        table = {homes.HOME: self.look, insights.INSIGHTS: self.send_insights}
        return {kind: told(handler) for kind, handler in table.items()}

    async def look(self, job: Claimed) -> Outcome:
        """Show one person's page: at once if they have just opened it, else when there is room."""
        if job.args.get("is_opened"):
            return await self._show(job)
        if self._looking >= (MOST_PUT_OFF if job.args.get("is_put_off") else MOST):
            at, person = self.post.now() + PUT_OFF, str(job.args["person"])
            await homes.put_off(self.post.store, job.workspace, person, at=at)
            return Done()
        self._looking += 1
        try:
            async with self._turns:
                return await self._show(job)
        finally:
            self._looking -= 1

    async def _show(self, job: Claimed) -> Outcome:
        """Show the page if it says something new, and look again later."""
        person, now = str(job.args["person"]), self.post.now()
        roles = await self._remembered.holders()
        viewer = Viewer(
            workspace=job.workspace,
            person=person,
            organisation=self.post.organisation,
            now=now,
            holders=roles,
        )
        async with self.post.store.reading() as reader:
            home = await kept.read(reader, job.workspace, person)
            page = await drawn(reader, viewer)
        if home is None:
            return Done()
        mark = fingerprint(page)
        if mark != home.shown:
            try:
                await self.post.chat.show_home(person, page)
            except ChatRefused as refused:
                log.warning("home not shown", reason=str(refused))
                return Done()
        await homes.shown(self.post.store, job.workspace, person, home, mark=mark, now=now)
        return Done(pause_lane=BETWEEN_PAGES)

    async def send_insights(self, job: Claimed) -> Outcome:
        """Send the figures to one person, in a direct message."""
        since, until = (datetime.fromisoformat(job.args[name]) for name in ("since", "until"))
        organisation, now = self.post.organisation, self.post.now()
        async with self.post.store.reading(limit_s=None) as reader:
            found = await insights.of_period(
                reader, job.workspace, organisation, Period(since, until), now=now
            )
        delivery = Delivery(f"insights:{job.due_at.isoformat()}")
        card = insights_card(found, organisation)
        await self.post.post_once(job, str(job.args["person"]), card, delivery)
        return Done(pause_lane=BETWEEN_POSTS)


def fingerprint(page: Mapping[str, Any]) -> str:
    """Return another one only for a page that reads otherwise."""
    return hashlib.sha256(MOVES.sub(r"\1>", json.dumps(page)).encode()).hexdigest()
