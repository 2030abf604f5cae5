"""The money as the demo shows it: one manager, two people of two functions, and never one's own."""

from dataclasses import replace
from pathlib import Path
from typing import Final

from tests.sandbox.desk import Json
from tests.sandbox.test_demo_story import HERE, Page, shown

MARA: Final = "U03MARA"
FINN: Final = "U04FINN"
LENA: Final = "U06LENA"
HOPE: Final = "U05HOPE"
APPROVALS: Final = "C04APPROVALS"
AN_HOUR: Final = 3600


async def ask(page: Page, amount: str, customer: str) -> None:
    """Ask as the person in the page does, with the button on the incident's card."""
    await from_menu(page, "ask_credit")
    form = await page.until(lambda state: state["modal"])
    typed = {
        "customer": {"customer": customer},
        "reason": {"reason": "A late fee, because the payment failed"},
        "amount.0": {"amount": amount},
        "worked_out.0": {"worked_out": "By the receipt"},
    }
    await page.act("submit", view_id=form["id"], state=typed)
    await page.act("close", view_id=form["id"])


async def nothing_is_owed(lena: Page) -> None:
    """Let legal say so: before that, only one's own gifts can be told."""
    await lena.act("slash", channel=HERE, text="/incident owed INC-1")
    form = await lena.until(lambda state: state["modal"])
    await lena.act("submit", view_id=form["id"], state={"owed": {"owed": "none"}})
    await lena.act("close", view_id=form["id"])


async def log_customer(dan: Page) -> None:
    """A letter names whom it is for: the log knows the name to the reference."""
    await dan.act("slash", channel=HERE, text="/incident customer INC-1")
    form = await typed(dan, customer_name="Ms Quill", reference="ACC-1")
    await dan.act("submit", **form)
    await dan.act("close", view_id=form["view_id"])


async def typed(page: Page, **fields: str) -> Json:
    """Fill in the form that is open, by the names of its fields; return its id and the values."""
    form = await page.until(lambda state: state["modal"])
    blocks = {
        block["element"]["action_id"]: block["block_id"]
        for block in form["view"]["blocks"]
        if block["type"] == "input"
    }
    values = {blocks[name]: {name: words} for name, words in fields.items()}
    return {"view_id": form["id"], "state": values}


async def write_the_letter(dan: Page) -> None:
    """Say sorry to everybody; then the letter can name what was approved, and nothing else."""
    await dan.act("slash", channel=HERE, text="/incident update INC-1")
    await dan.send_form()
    await dan.message("gave customers the first word")

    await dan.press(await dan.message("You can tell the customer now."), "write_letter")
    missed = {"person_impact": "You paid a late fee.", "slot.agent_name": "Dan Reyes"}
    await dan.act("press", action_id="fill_draft", **await typed(dan, **missed))
    letter = await dan.until(lambda state: words_of(state, "I have arranged £40.00 for you"))

    await dan.act("submit", **await typed(dan, text=letter.replace("£40.00", "£50.00")))
    await dan.until(lambda state: "Nobody has approved this sum." in str(state["modal"]))
    form = await typed(dan, text=letter)
    await dan.act("submit", **form)
    await dan.message("wrote to the customer about the granted credit of £40.00 (CR-1)")
    await dan.act("close", view_id=form["view_id"])


def words_of(state: Json, holds: str) -> str | None:
    """Return the words in the form that is open, once they hold these."""
    for inputs in state["modal"]["view"]["state"]["values"].values():
        for name, value in inputs.items():
            if name == "text" and holds in (value["value"] or ""):
                return str(value["value"])
    return None


async def from_menu(page: Page, entry: str) -> None:
    """Choose in the menus of the incident's card."""
    card = await page.message("INC-1 ·")
    menus = [block["accessory"] for block in card["blocks"] if "accessory" in block]
    menu, value = next(
        (menu["action_id"], option["value"])
        for menu in menus
        for option in menu["options"]
        if option["value"].startswith(f"{entry}:")
    )
    at = {"channel": card["channel"], "ts": card["ts"]}
    await page.act("press", **at, action_id=menu, value=value)


async def request(page: Page, name: str) -> Json:
    """Wait for the card of a request in their direct messages."""

    def found(state: Json) -> Json | None:
        for channel in state["channels"]:
            for one in channel["messages"] if channel["kind"] == "im" else ():
                if one["text"].startswith(f"{name}: "):
                    return {**one, "channel": channel["id"]}
        return None

    card: Json = await page.until(found)
    return card


async def heard(page: Page, words: str) -> Json:
    """Wait for a private answer with these words."""

    def found(state: Json) -> Json | None:
        every = (one for channel in state["channels"] for one in channel["messages"])
        return next((one for one in every if "ephemeral" in one and words in one["text"]), None)

    answer: Json = await page.until(found)
    return answer


async def test_the_walk_of_the_readme_past_the_money(tmp_path: Path) -> None:
    async with shown(tmp_path) as dan:
        await dan.clock(rate=1)
        mara, finn, hope = (replace(dan, who=one) for one in (MARA, FINN, HOPE))
        await dan.act("slash", channel=HERE, text="/incident open Customers cannot pay by card")

        await log_customer(dan)
        await ask(dan, "£40", "ACC-1")
        await mara.press(await request(mara, "CR-1"), "approve_credit")
        await heard(mara, "CR-1: you approved £40.00.")

        await nothing_is_owed(replace(dan, who=LENA))
        await write_the_letter(dan)

        await ask(dan, "£900", "ACC-2")
        await hope.press(await request(hope, "CR-2"), "approve_credit")
        await heard(hope, "One more person has to.")
        await finn.press(await request(finn, "CR-2"), "approve_credit")
        await heard(finn, "CR-2: you approved £900.00.")

        await ask(mara, "£40", "ACC-3")
        own = await mara.message(f"CR-3: <@{MARA}> asks")
        assert own["channel"] == APPROVALS
        await mara.press(own, "decide_credit")
        await heard(mara, "You asked for CR-3 yourself, so somebody else decides it.")

        await dan.clock(turn_by=AN_HOUR)
        await finn.press(await finn.message("2 credits wait for finance"), "export")
        assert (await finn.message("Batch 1 for finance: 2 lines."))["files"]
