"""The outage that the practice workspace rehearses, from the first word to the last, in two hours.

`python -m tests.report.outage` writes its report into docs/, where a test keeps it up to date.
"""

import asyncio
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from bot.domain.record import Record
from bot.settings import settings_from
from bot.store import migrating
from bot.usecases import records
from messages.report.formats import Format, written
from tests.driver import AGENT, INCIDENTS, LEAD, MANAGER, NORTHWIND, Bot, started

DOCS: Final = Path(__file__).parents[2] / "docs"
EXAMPLES: Final = {
    DOCS / "example-report.html": (Format.HTML, False),
    DOCS / "example-report.md": (Format.MD, False),
    DOCS / "example-report-public.html": (Format.HTML, True),
    DOCS / "example-report-public.md": (Format.MD, True),
}
COMPANY: Final = settings_from({}, NORTHWIND).organisation
MINUTE: Final = timedelta(minutes=1)
SURE: Final = "confirmed:public"
CUSTOMERS: Final = (
    {"customer_name": "Ms Quill", "reference": "T-1204", "mood": "angry", "waited": "95"},
    {"customer_name": "Mr Ferrow", "reference": "T-1207", "mood": "worried", "waited": "20"},
    {"customer_name": "Ms Aldane", "reference": "T-1219", "mood": "quiet", "risks": "may_leave"},
    {"customer_name": "Mr Brandt", "reference": "T-1220", "mood": "angry", "contacts": "3"},
    {"customer_name": "Ms Ito", "reference": "T-1231", "mood": "worried", "needs": "Large print"},
)
CONCERNS: Final = ("the rent", "A late fee", "The rent", "the rent", "a late fee")
IMPACT: Final = "I stood at the till and could not pay."


async def tell(bot: Bot) -> None:
    """Live through the outage, as its people press and type."""
    await bot.slash("open Customers cannot pay by card")
    await bot.deliver()
    await bot.wait(8 * MINUTE)
    await _note(bot, scope="about half of card payments", workaround="pay by transfer")
    await bot.send()
    await bot.wait(4 * MINUTE)
    await _log(bot, 0)
    await bot.slash("severity 1", by=LEAD)
    await bot.wait(9 * MINUTE)
    for place in (1, 2):
        await _log(bot, place)
    await _note(
        bot,
        current_action="Our payments team is testing the spare system",
        cause="a change to the card gateway",
    )
    await bot.send()
    await bot.wait(12 * MINUTE)
    await _hold(bot)
    await bot.slash(f"promise write to everybody what we have found by {_later(bot, 240)}")
    await bot.send()
    await bot.wait(39 * MINUTE)
    await _hold(bot)
    await _log(bot, 3)
    await _credit(bot, "Ms Quill", "£40", yes=True)
    await _credit(bot, "Mr Ferrow", "£60", yes=False)
    await _credit(bot, "Ms Aldane", "£30")
    await bot.wait(10 * MINUTE)
    await _log(bot, 4)
    await bot.wait(14 * MINUTE)
    await bot.slash("resolve The spare system carries all payments", by=LEAD)
    await bot.deliver()
    await bot.slash("resolve INC-1")
    await bot.send(checked_how="paying with three of our own cards")
    await bot.deliver()
    await bot.wait(30 * MINUTE)
    await _prevent(bot, "Two people check each change to the gateway", "2026-03-06")
    await _prevent(bot, "A second supplier for card payments", "2026-04-30")
    await bot.slash("prevention INC-1")
    await bot.press(bot.whispers(INCIDENTS, AGENT)[-1], "step_clear")
    await bot.deliver()
    await bot.slash("prevention INC-1")
    await bot.press(bot.whispers(INCIDENTS, AGENT)[-1], "review")
    await bot.send(
        why_happened="A change to the card gateway went out to everybody at once.",
        hardest="Ms Quill and others waited and did not know why.",
        what_helped="The message that said “no news yet”, and when the next one comes.",
    )
    await bot.deliver()


async def _prevent(bot: Bot, words: str, due: str) -> None:
    await bot.slash(f"prevention INC-1 {words}")
    await bot.send(step_due=due)
    await bot.deliver()


async def record_of(bot: Bot, *, public: bool = False) -> Record:
    workspace, now = bot.candour.workspace, bot.clock.now()
    return await records.read(bot.candour.store, COMPANY, workspace, 1, now=now, public=public)


async def _note(bot: Bot, **facts: str) -> None:
    await bot.slash("facts")
    sure = {f"certainty.{name}": SURE for name in facts if name in ("scope", "workaround")}
    await bot.send(**sure, **facts)
    await bot.deliver()


async def _hold(bot: Bot) -> None:
    await bot.slash("hold")
    await bot.send()
    await bot.deliver()


async def _log(bot: Bot, place: int) -> None:
    await bot.slash("customer INC-1")
    await bot.send(impact=IMPACT, concern=CONCERNS[place], **CUSTOMERS[place])
    await bot.deliver()


async def _credit(bot: Bot, customer: str, amount: str, *, yes: bool | None = None) -> None:
    await bot.slash("credit INC-1 Two hours in the queue")
    await bot.send(customer=customer, amount=amount)
    await bot.deliver()
    if yes is True:
        await bot.press(bot.direct(MANAGER)[-1], "approve_credit", by=MANAGER)
    if yes is False:
        await bot.press(bot.direct(MANAGER)[-1], "decline_credit", by=MANAGER)
        await bot.send(by=MANAGER, why="not_shown", alternative="A call today")
    await bot.deliver()


def _later(bot: Bot, minutes: int) -> str:
    return f"{bot.clock.now() + minutes * MINUTE:%H:%M}"


async def rehearsed(url: str) -> tuple[Record, Record]:
    """Live through the outage; return its record, and the one to publish."""
    async with started(url) as bot:
        await tell(bot)
        return await record_of(bot), await record_of(bot, public=True)


async def _write() -> None:
    with TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/outage.db"
        await migrating.upgrade(url)
        internal, public = await rehearsed(url)
    for path, (wanted, is_public) in EXAMPLES.items():
        text = written(public if is_public else internal, COMPANY, wanted)
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    asyncio.run(_write())
