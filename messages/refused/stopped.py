"""What stops a request for money before anybody is asked, in words."""

from zoneinfo import ZoneInfo

from bot.domain import money_refusals as refusals
from messages.refused.money import STATES
from messages.refused.registry import words_for
from messages.words import person


@words_for.register
def _staff(_refusal: refusals.StaffAccount, _: ZoneInfo) -> str:
    return (
        "This is an account of somebody on our staff, and those get no credits here. "
        "Ask finance to look after them."
    )


@words_for.register
def _closed(_refusal: refusals.AccountIsClosed, _: ZoneInfo) -> str:
    return (
        "This account is closed, so no credit can be put on it. Look whether the number is right; "
        "if it is, ask finance how to reach the customer."
    )


@words_for.register
def _asked_already(refusal: refusals.AskedAlready, _: ZoneInfo) -> str:
    return (
        f"{person(refusal.asked_by)} asked for this customer and reason already: {refusal.credit} "
        f"{STATES[refusal.state]}. If this is for something else, choose another reason."
    )


@words_for.register
def _gesture(refusal: refusals.GestureAskedAlready, _: ZoneInfo) -> str:
    return (
        f"{person(refusal.asked_by)} asked for everyone affected already: {refusal.credit} is not "
        "decided yet. Wait for that, or let them ask anew with another sum or number of people."
    )


@words_for.register
def _not_worked_out(_refusal: refusals.NotWorkedOut, _: ZoneInfo) -> str:
    return "This is over twice what like cases got. Write how you worked it out, or ask for less."


@words_for.register
def _not_on_list(refusal: refusals.NotOnList, _: ZoneInfo) -> str:
    return (
        f"This customer is not on the list of those whom {refusal.incident} hit, or you put them "
        "there yourself. Look whether the name or number is right; if it is, a team lead or "
        "manager can ask, which adds them."
    )
