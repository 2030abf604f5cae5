"""Opening incidents: fifty people at once, one at a time, and what one costs Slack and us."""

from typing import Any, Final

from bench.candour import serving
from bench.databases import BOTH, POSTGRES
from bench.load import Typed
from bench.slack import CHANNELS
from bench.stage import Stage
from bench.table import percentile

SLACK_TAKES_S: Final = 0.1
LISTENS_S: Final = 3.0
"""How long Slack waits for an acknowledgement."""
IN_TURN: Final = 20
COUNTED: Final = 10
QUIET_S: Final = 2.5
"""Longer than any pause between two messages in one channel."""


def opening(channel: str) -> Typed:
    return channel, "open Customers cannot pay by card"


async def measure(stage: Stage) -> None:
    stage.table.begin("/incident open")
    for kind in BOTH:
        await _all_at_once(stage, kind)
    for kind in BOTH:
        await _in_turn(stage, kind)
    await _before_the_ack(stage)
    for kind in BOTH:
        await _in_all(stage, kind)


async def _all_at_once(stage: Stage, on: str) -> None:
    people = len(CHANNELS)
    stage.tell(f"{people} at once: {on}")
    async with serving(stage, await stage.databases.fresh(on), jobs=True) as bot:
        await stage.slack.ask("take", seconds=SLACK_TAKES_S)
        await stage.slack.ask("forget")
        answers = await _type(stage, bot.url, [[opening(channel)] for channel in CHANNELS])
        posted = await stage.slack.ask("posted", count=people, within_s=60)
        await stage.slack.ask("take", seconds=0)
    began = min(sent for sent, _, _ in answers)
    heard = [waited for _, waited, is_taken in answers if is_taken and waited < LISTENS_S]
    what = f"{people} at once, Slack takes {SLACK_TAKES_S * 1000:.0f} ms a call"
    stage.table.note(f"{what}: not acknowledged in 3 s", "people", people - len(heard), on=on)
    stage.table.note(f"{what}: ack, p50", "ms", percentile(heard, 50) * 1000, on=on)
    stage.table.note(f"{what}: ack, last", "ms", max(heard) * 1000, on=on)
    stage.table.note(f"{what}: last card", "s", max(at for _, at in posted) - began, on=on)


async def _in_turn(stage: Stage, on: str) -> None:
    stage.tell(f"one at a time: {on}")
    waits = []
    async with serving(stage, await stage.databases.fresh(on), jobs=True) as bot:
        for channel in CHANNELS[:IN_TURN]:
            await stage.slack.ask("counts", quiet_s=0.3)
            await stage.slack.ask("forget")
            [(sent, _, _)] = await _type(stage, bot.url, [[opening(channel)]])
            [(_, at)] = await stage.slack.ask("posted", count=1, within_s=10)
            waits.append(at - sent)
    stage.table.note(
        "one at a time: command to card, p50", "ms", percentile(waits, 50) * 1000, on=on
    )
    stage.table.note(
        "one at a time: command to card, p99", "ms", percentile(waits, 99) * 1000, on=on
    )


async def _before_the_ack(stage: Stage) -> None:
    """Count what a process without jobs does; what comes before the second one is taken off."""
    stage.tell("what is done before the ack")
    commits = []
    for channels in (CHANNELS[:1], CHANNELS[: 1 + COUNTED]):
        database_url = await stage.databases.fresh(POSTGRES)
        fresh = stage.databases.commits(database_url)
        async with serving(stage, database_url, jobs=False) as bot:
            await stage.slack.ask("forget")
            await _type(stage, bot.url, [[opening(channel) for channel in channels]])
            calls = await stage.slack.ask("counts", quiet_s=0.5)
        commits.append(stage.databases.commits(database_url) - fresh)
    first, all_ = commits
    note = stage.table.note
    note(
        "one incident: transactions before the ack", "count", (all_ - first) / COUNTED, on=POSTGRES
    )
    note(
        "one incident: Slack calls before the ack",
        "count",
        sum(calls.values()) / (1 + COUNTED),
        on=POSTGRES,
    )


async def _in_all(stage: Stage, on: str) -> None:
    stage.tell(f"what one incident and ten changes cost: {on}")
    async with serving(stage, await stage.databases.fresh(on), jobs=True) as bot:
        await stage.slack.ask("forget")
        before = stage.databases.writes()
        await _type(stage, bot.url, [[opening(channel) for channel in CHANNELS[:COUNTED]]])
        calls = await stage.slack.ask("counts", quiet_s=QUIET_S)
        writes = stage.databases.writes() - before
        await stage.slack.ask("forget")
        answers = await _type(stage, bot.url, [_changes()])
        edits = await stage.slack.ask("counts", quiet_s=QUIET_S)
    note = stage.table.note
    if on == POSTGRES:
        note("one incident: transactions that write, in all", "count", writes / COUNTED, on=on)
    note("one incident: Slack calls in all", "count", sum(calls.values()) / COUNTED, on=on)
    took_s = max(sent + waited for sent, waited, _ in answers) - answers[0][0]
    note("ten changes of a card: typed within", "ms", took_s * 1000, on=on)
    for method in sorted(edits):
        note(f"ten changes of a card: {method}", "calls", edits[method], on=on)


def _changes() -> list[Typed]:
    words = "of the repair is done."
    return [(CHANNELS[0], f"update INC-1 Step {step} {words}") for step in range(1, 11)]


async def _type(stage: Stage, url: str, clients: list[list[Typed]]) -> list[list[Any]]:
    answers: list[list[Any]] = await stage.load.ask("type_commands", url=url, clients=clients)
    return answers
