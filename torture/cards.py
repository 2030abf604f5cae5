"""Does every card show what is so: of an incident, a promise, a request, words that wait?

Each is drawn once more by the product itself, from the database as it is now, and compared. What
changes by itself as time goes on counts as of the moment when it was drawn; but what grew too old
to be told since must be gone from the card of an open incident.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import zip_longest
from typing import Any, Final

import sqlalchemy as sa
from slack_sdk.web.async_client import AsyncWebClient

from bot.app import deliveries
from bot.domain.fact import ageings
from bot.jobs.deliver import Post
from bot.jobs.queue import Claimed
from bot.jobs.slack import SlackChat
from bot.sandbox.ids import BOT_TOKEN, TEAM
from bot.sandbox.screen import words_in
from bot.store import facts
from bot.store import incidents as incidents_
from bot.store.people_tables import promises
from bot.store.tables import incidents, postings
from bot.store.transaction import Reader
from bot.usecases import change, credit_news, promise_record, releases
from messages.card import Card, payload
from torture.scene import Scene

MOMENT: Final = re.compile(r"<!date\^(\d+)\^[^>]*>")
TITLE: Final = re.compile(r"^INC-.*?(?= PR-)", re.DOTALL)
TIME_TO_DRAW: Final = timedelta(minutes=1)
SPAN: Final = re.compile(r"\b\d+ (?:d|h|min)\b(?: \d+ (?:h|min)\b)?|less than 1 min\b")


class Drawing(SlackChat):
    """Keeps what would be shown in place of each message."""

    def __init__(self, client: AsyncWebClient) -> None:
        super().__init__(client)
        self.drawn: dict[str, Card] = {}

    async def edit(self, message: str, card: Card) -> None:
        self.drawn[message] = card


async def missing(_scene: Scene, reader: Reader) -> Iterator[str]:
    shown = {row.subject for row in await reader.rows(sa.select(postings.c.subject))}
    rows = await reader.rows(sa.select(incidents.c.number))
    return (f"INC-{row.number} has none" for row in rows if f"INC-{row.number}" not in shown)


async def stale(scene: Scene, reader: Reader) -> Iterator[str]:
    """Name each card that shows what was, by the first words that differ."""
    practice = scene.practice
    chat = Drawing(AsyncWebClient(BOT_TOKEN, base_url=practice.api_url, retry_handlers=[]))
    made = {row.number: row for row in await reader.rows(sa.select(promises))}
    subjects: dict[str, str] = {}
    for row in await reader.rows(sa.select(postings)):
        subjects[row.message] = row.subject
        drawn_at = _drawn_at(scene, row.message)
        at = max([drawn_at, *await _aged(scene, reader, row.subject)])
        post = Post(scene.store, chat, scene.settings.organisation, partial(_same, at))
        job = _job(at, row.subject, row.place, made)
        if job is not None:
            await deliveries(post)[job.kind](job)
    over = {f"PR-{row.number}" for row in made.values() if row.closed_at is not None}
    return (
        f"{message}: “{shows}” instead of “{so}”"
        for message, card in chat.drawn.items()
        for shows, so in _differing(
            scene, message, payload(card), is_over=subjects.get(message) in over
        )
    )


def _drawn_at(scene: Scene, message: str) -> datetime:
    """Return when the card was drawn last: what time alone has changed since is not its fault."""
    channel, _, ts = message.partition("/")
    shown = scene.practice.workspace.channel(channel).log.message(ts)
    return datetime.fromtimestamp(float(shown.edited_at or shown.ts), UTC)


async def _aged(scene: Scene, reader: Reader, subject: str) -> list[datetime]:
    """Return the moments by which the card must have been drawn anew: what it told was too old."""
    noun, _, number = subject.partition("-")
    if noun != "INC" or not number.isdigit():
        return []
    incident = await incidents_.read(reader, TEAM, int(number))
    if not incident.is_open:
        return []
    latest = scene.practice.clock.now() - TIME_TO_DRAW
    return [at for at in ageings(await facts.known(reader, incident)) if at <= latest]


def _same(at: datetime) -> datetime:
    return at


def _job(now: datetime, subject: str, place: str, made: Mapping[int, Any]) -> Claimed | None:
    """Return what brings such a card up to date."""
    noun, _, number = subject.partition("-")
    if not number.isdigit():
        return None
    n = int(number)
    known: dict[str, tuple[str, dict[str, Any]]] = {
        "INC": (change.CARD, {"incident": n}),
        "PR": (
            promise_record.CARD,
            {"incident": made[n].incident if n in made else 0, "promise": n},
        ),
        "CR": (credit_news.CREDIT_CARD, {"credit": n, "person": place}),
        "W": (releases.RELEASE_CARD, {"release": n, "person": place}),
    }
    if noun not in known:
        return None
    kind, args = known[noun]
    return Claimed(
        *(0, TEAM, kind, args, None, now, now), attempt=1, crashes=0, lease="", action=None
    )


def _differing(
    scene: Scene, message: str, wanted: Mapping[str, Any], *, is_over: bool
) -> list[tuple[str, str]]:
    channel, _, ts = message.partition("/")
    shown = scene.practice.workspace.channel(channel).log.message(ts)
    # A promise that is over keeps the headline under which it ended.
    texts = [TITLE.sub("", text) if is_over else text for text in (shown.text, wanted["text"])]
    both = zip_longest(
        _timeless(texts[0], _parts(shown.text, shown.blocks)),
        _timeless(texts[1], _parts(shown.text, wanted["blocks"])),
        fillvalue="",
    )
    return [(shows, so) for shows, so in both if shows != so][:1]


def _timeless(text: str, blocks: Any) -> list[str]:  # noqa: ANN401 - JSON
    """Return the words without how far away a moment is: that is so when they are drawn."""
    return [SPAN.sub("…", MOMENT.sub(r"\1", words)) for words in (text, *words_in(blocks))]


def _parts(text: str, blocks: Any) -> Any:  # noqa: ANN401 - JSON
    """Return what follows the state: of a request not its surroundings, as they were when asked."""
    return [] if text.startswith("CR-") else blocks
