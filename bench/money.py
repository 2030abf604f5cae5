"""Two managers who press at once in two replicas, and how soon every copy shows a decision."""

import asyncio
import tomllib
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Final
from urllib.parse import urlencode

import aiohttp

from bench.candour import TOML, Bot, serving
from bench.databases import BOTH, POSTGRES
from bench.stage import Stage
from bench.table import percentile
from bot.domain.credit import Credit, State
from bot.domain.incident import Incident
from bot.domain.reason import Reason
from bot.domain.remedy import Remedy
from bot.domain.severity import Severity
from bot.domain.wish import Wish
from bot.sandbox.ids import APP_ID, TEAM
from bot.sandbox.signed_requests import FORM, signed
from bot.sandbox.wire import compact
from bot.settings import settings_from
from bot.store import approvals, credits
from bot.store.transaction import Store
from bot.usecases import credits as asking
from bot.usecases import incidents
from bot.usecases.acting import Acting

RACES: Final = 1_000
DECISIONS: Final = 20
INCIDENTS: Final = 20
"""A request is compared with the others of its incident; a thousand of one would be no race."""
AT_ONCE: Final = 5
"""Races beside each other, each of another incident, so that none waits for another."""
TRIES: Final = 3
"""Whoever is told “not saved, try again” does so."""
MANAGERS: Final = ("U9MANAGER1", "U9MANAGER2")
MANY: Final = 10
"""Managers who all have a copy."""
WHO_ASKS: Final = "U01DAN"
ORGANISATION: Final = settings_from({}, tomllib.loads(TOML)).organisation


async def measure(stage: Stage) -> None:
    stage.table.begin("credits")
    await _race(stage)
    for kind in BOTH:
        await _show(stage, kind)


async def _race(stage: Stage) -> None:
    stage.tell(f"{RACES} races of two managers in two replicas")
    await stage.slack.ask("staff", managers=list(MANAGERS))
    database_url = await stage.databases.fresh(POSTGRES)
    store = await Store.open(database_url)
    asked = await _asked(store, RACES, MANAGERS)
    async with (
        serving(stage, database_url, jobs=False) as one,
        serving(stage, database_url, jobs=False) as other,
        aiohttp.ClientSession() as session,
    ):
        left = asked
        for _ in range(TRIES):
            for first in range(0, len(left), AT_ONCE):
                races = left[first : first + AT_ONCE]
                both = (_race_for(session, credit, (one, other)) for credit in races)
                await asyncio.gather(*both)
            left = await _undecided(store, left)
    decisions, winners = await _decisions(store, asked)
    await store.close()
    note = stage.table.note
    note("races of two managers in two replicas", "races", len(decisions), on=POSTGRES)
    note("won by the first replica", "races", winners.count(MANAGERS[0]), on=POSTGRES)
    once = decisions.count(1)
    stage.table.hold("decided exactly once", "races", once, on=POSTGRES, must_be=RACES)


async def _race_for(
    session: aiohttp.ClientSession, credit: Credit, replicas: tuple[Bot, Bot]
) -> None:
    """Let two managers press at one moment, each in a replica of their own."""
    both = zip(replicas, MANAGERS, strict=True)
    await asyncio.gather(*(_press(session, bot.url, manager, credit) for bot, manager in both))


async def _show(stage: Stage, on: str) -> None:
    stage.tell(f"every copy of a decision: {on}")
    managers = [f"U9{on.upper()}{number}" for number in range(MANY)]
    await stage.slack.ask("staff", managers=managers)
    database_url = await stage.databases.fresh(on)
    store = await Store.open(database_url)
    asked = await _asked(store, DECISIONS, managers)
    await store.close()
    took = []
    async with serving(stage, database_url, jobs=True) as bot:
        for credit in asked:
            how = {"url": bot.url, "name": credit.name, "managers": managers}
            took.append(await stage.slack.ask("decided", **how))
    what = f"from the answer to all {MANY} copies"
    stage.table.note(f"{what}, p50", "ms", percentile(took, 50) * 1000, on=on)
    stage.table.note(f"{what}, slowest", "ms", max(took) * 1000, on=on)


async def _asked(store: Store, many: int, managers: Iterable[str]) -> list[Credit]:
    now = datetime.now(UTC)  # noqa: TID251 - it is measured, not rehearsed
    opened = [await _opened(store, now) for _ in range(INCIDENTS)]
    acting = Acting(workspace=TEAM, by=WHO_ASKS, now=now, holders={"managers": frozenset(managers)})
    wishes = (_wish(opened[number % INCIDENTS].number, number) for number in range(many))
    return [await asking.ask(store, ORGANISATION, acting, wish) for wish in wishes]


async def _opened(store: Store, now: datetime) -> Incident:
    return await incidents.open_incident(
        store,
        ORGANISATION,
        workspace=TEAM,
        place="C01INCIDENTS",
        what_fails="Customers cannot pay by card",
        severity=Severity.SEV2,
        by=WHO_ASKS,
        owner=WHO_ASKS,
        now=now,
    )


def _wish(incident: int, number: int) -> Wish:
    return Wish(
        incident=incident,
        customer=f"ACC-{number}",
        reason="A late fee, because the payment failed.",
        code=Reason.COST_DIRECT,
        remedy=Remedy.MONEY,
        amount="£50",
    )


async def _press(session: aiohttp.ClientSession, url: str, by: str, credit: Credit) -> None:
    action = {
        "type": "button",
        "action_id": "approve_credit",
        "block_id": "actions",
        "value": f"{credit.number}:{credit.seal[:16]}",
    }
    payload = {
        "type": "block_actions",
        "team": {"id": TEAM},
        "user": {"id": by, "team_id": TEAM},
        "api_app_id": APP_ID,
        "channel": {"id": "D9UNUSED"},
        "response_url": "http://127.0.0.1:9/unused",
        "trigger_id": "unused",
        "actions": [action],
    }
    body = urlencode({"payload": compact(payload)}).encode()
    headers = {"Content-Type": FORM, **signed(body)}
    async with session.post(url, data=body, headers=headers) as answer:
        assert answer.ok, answer.status


async def _undecided(store: Store, asked: list[Credit]) -> list[Credit]:
    async with store.reading(limit_s=None) as reader:
        now = [await credits.read(reader, TEAM, one.number) for one in asked]
    return [one for one in now if one.state is not State.APPROVED]


async def _decisions(store: Store, asked: list[Credit]) -> tuple[list[int], list[str | None]]:
    """Return how many approvals each request has, and who decided it."""
    counted, winners = [], []
    for one in asked:
        async with store.reading() as reader:
            credit = await credits.read(reader, TEAM, one.number)
            counted.append(len(await approvals.bound(reader, credit)))
            winners.append(credit.decided_by)
    return counted, winners
