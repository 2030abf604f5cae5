"""A thousand members for ten minutes: how long they wait, and what it costs Slack and us."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from bench.candour import Bot, serving
from bench.crowd import CHANNELS, MEMBERS, OPEN_EACH
from bench.databases import BOTH, POSTGRES
from bench.figures import Figures, lateness
from bench.processes import running
from bench.stage import Stage
from bench.table import percentile

RATE: Final = 50
"""Acts a second."""
MINUTES: Final = float(os.environ.get("MINUTES", "10"))
SHARE_ON_SQLITE: Final = 0.3
"""SQLite has its share of the time: what grows, grows alike."""
CLOCKS: Final = """
[clocks.sev2]
first_word = "3m"
interval = "4m"

[ladder]
near = "1m"
late = "1m"
very_late = "2m"
"""
"""Short, so that clocks strike while this is measured."""
HOME: Final = "home"
POSTS, EDITS, PINS, PAGES = "chat.postMessage", "chat.update", "pins.add", "views.publish"
SLACKS_POSTS_EACH: Final = 1
"""A second, in a channel. Source: Slack, “Rate limits”, chat.postMessage."""
SLACKS_EDITS: Final = 50
"""A minute, in a workspace, at least. Source: Slack, “Rate limits”, tier 3."""
TOOK_MISSING: Final = "no acknowledgement in 3 s"


@dataclass(frozen=True)
class Seen:
    """Memory and the database in megabytes."""

    memory: float
    size: float
    figures: Figures


@dataclass(frozen=True)
class Ran:
    acted: Mapping[str, Any]
    before: Seen
    after: Seen
    late: Mapping[str, Sequence[float]]

    def more(self, label: str, name: str) -> dict[str, float]:
        """Return by how much a counter has grown, by one label."""
        before, after = (one.figures.by(label, name) for one in (self.before, self.after))
        return {key: value - before.get(key, 0) for key, value in after.items()}


async def measure(stage: Stage) -> None:
    stage.table.begin(
        f"{len(MEMBERS):,} members, {len(CHANNELS)} channels, {len(CHANNELS) * OPEN_EACH} incidents"
        f" open, {RATE} acts a second"
    )
    for kind in BOTH:
        _note(stage, await _run(stage, kind), kind)
    note = stage.table.note
    note(f"Slack's own limit: {POSTS}, one a channel", "1/s", len(CHANNELS) * SLACKS_POSTS_EACH)
    note(f"Slack's own limit: {EDITS}", "1/s", SLACKS_EDITS / 60)


async def _run(stage: Stage, on: str) -> Ran:
    url = await stage.databases.fresh(on)
    minutes = MINUTES * (1 if on == POSTGRES else SHARE_ON_SQLITE)
    async with running("bench.crowd") as crowd:
        apart = replace(stage, slack=crowd)
        async with serving(apart, url, jobs=True, more=CLOCKS) as bot:
            stage.tell(f"they gather: {on}")
            await crowd.ask("gather", url=bot.url)
            before = await _seen(stage, bot, url)
            stage.tell(f"they act for {minutes:.1f} minutes: {on}")
            acted = await crowd.ask("act", url=bot.url, rate=RATE, seconds=minutes * 60)
            after = await _seen(stage, bot, url)
        late = lateness(bot.log)
    return Ran(acted, before, after, late)


async def _seen(stage: Stage, bot: Bot, url: str) -> Seen:
    figures = await Figures.of(bot.url)
    return Seen(bot.process.resident_mb(), stage.databases.size_mb(url), figures)


def _note(stage: Stage, ran: Ran, on: str) -> None:
    _note_waits(stage, ran, on)
    _note_errors(stage, ran, on)
    _note_slack(stage, ran, on)
    note = stage.table.note
    for kind, what in (("nudge", "reminders"), ("card", "cards"), ("lines", "lines")):
        late = ran.late[kind]
        note(f"{what}: jobs", "count", len(late), on=on)
        if len(late) > 1:
            note(f"{what} began late, p99", "ms", percentile(late, 99) * 1000, on=on)
    for when, seen in (("at the start", ran.before), ("at the end", ran.after)):
        note(f"resident {when}", "MB", seen.memory, on=on)
        note(f"database {when}", "MB", seen.size, on=on)


def _note_waits(stage: Stage, ran: Ran, on: str) -> None:
    waits, note = ran.acted["waits"], stage.table.note
    note("for so long", "min", ran.acted["took_s"] / 60, on=on)
    note("done", "acts", len(waits), on=on)
    note("done in a second", "1/s", len(waits) / ran.acted["took_s"], on=on)
    for rank in (50, 99):
        note(f"ack, p{rank}", "ms", percentile(waits, rank) * 1000, on=on)
    note("ack, slowest", "ms", max(waits) * 1000, on=on)


def _note_errors(stage: Stage, ran: Ran, on: str) -> None:
    note, answers = stage.table.note, ran.more("outcome", "candour_answers_total")
    note(TOOK_MISSING, "acts", sum(ran.acted["failures"].values()), on=on)
    for outcome in ("crowded", "not_saved", "perhaps_saved", "not_read", "broken"):
        note(f"answered “{outcome}”", "acts", answers.get(outcome, 0), on=on)
    note("refused with a reason", "acts", answers.get("refused", 0), on=on)
    note("deeds given up, for no form came", "deeds", ran.acted["given_up"], on=on)
    note("messages Slack would not take", "count", len(ran.acted["complaints"]), on=on)
    for complaint in ran.acted["complaints"]:
        stage.tell(f"Slack would not take: {complaint}")


def _note_slack(stage: Stage, ran: Ran, on: str) -> None:
    """A page of App Home is looked at again by itself, so it is counted apart."""
    note, owed = stage.table.note, ran.more("kind", "candour_owed_total")
    calls = ran.more("method", "candour_slack_calls_total")
    told = sum(many for kind, many in owed.items() if kind != HOME)
    made = sum(calls.get(method, 0) for method in (POSTS, EDITS, PINS))
    note("messages and edits owed", "count", told, on=on)
    note("calls made for them", "count", made, on=on)
    note("saved by telling together", "%", 100 * (1 - made / told), on=on)
    note("looks at an App Home", "count", owed.get(HOME, 0), on=on)
    note("of them it was sent anew", "count", calls.get(PAGES, 0), on=on)
    note("Slack calls in all", "count", sum(calls.values()), on=on)
    for method in (POSTS, EDITS):
        note(f"{method}", "1/s", calls.get(method, 0) / ran.acted["took_s"], on=on)
