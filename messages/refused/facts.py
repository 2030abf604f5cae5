"""Why something said of an incident was not kept, in words."""

from collections.abc import Mapping
from typing import Final
from zoneinfo import ZoneInfo

from bot.domain import unsaid
from bot.domain.fact import Key
from messages.failed import given_back
from messages.refused.registry import words_for
from messages.subjects import SUBJECTS
from messages.tone.rules import BY_ID

SPEAKERS: Final[Mapping[str, str]] = {
    "security": "security",
    "payments": "those who answer for payments",
    "engineering": "engineering",
    "managers": "a manager",
    "leads": "its owner or a lead",
}


@words_for.register
def _may_not_say(refusal: unsaid.MayNotSay, _: ZoneInfo) -> str:
    who = " or ".join(SPEAKERS[role] for role in refusal.roles)
    where = " or ".join(f"`people.{role}`" for role in refusal.roles)
    return (
        f"Only {who} may say of {refusal.incident} {SUBJECTS[Key(refusal.what)]}. "
        f"Ask one of those named under {where} in the settings."
    )


@words_for.register
def _fact_is_blocked(refusal: unsaid.FactIsBlocked, _: ZoneInfo) -> str:
    found = [BY_ID[rule] for rule in dict.fromkeys(refusal.rules) if rule in BY_ID]
    reasons = " ".join(rule.plain for rule in found) or "It breaks a rule on words."
    return (
        f"Customers cannot be told {SUBJECTS[Key(refusal.what)]} like this. {reasons} "
        "Change the words, or choose “Confirmed; not for customers”."
    )


@words_for.register
def _nothing_to_confirm(refusal: unsaid.NothingToConfirm, _: ZoneInfo) -> str:
    return (
        f"Nothing that is known of {refusal.incident} waits for you to confirm it. "
        f"To see it or change it: `/incident facts {refusal.incident}`."
    )


@words_for.register
def _nothing_to_approve(refusal: unsaid.NothingToApprove, _: ZoneInfo) -> str:
    return (
        f"This cause of {refusal.incident} waits for nobody: it was approved or changed meanwhile. "
        f"To see it as it is: `/incident facts {refusal.incident}`."
    )


@words_for.register
def _own_cause(refusal: unsaid.OwnCause, _: ZoneInfo) -> str:
    return (
        f"You said the cause of {refusal.incident} yourself, so somebody else approves it. "
        "Ask another who knows it to press *Approve the cause* on the card."
    )


@words_for.register
def _neither_leads(refusal: unsaid.NeitherLeads, _: ZoneInfo) -> str:
    return (
        f"The owner of {refusal.incident} or a lead must agree on its cause. "
        "Ask one of them to press *Approve the cause* on the card."
    )


THEIR_WORDS: Final = frozenset(
    {"concern", "impact", "impact_personal", "reported_symptom", "asked_for", "reason"}
    | {"said", "settles"}
)
QUOTE: Final = "Words that they said themselves may stand in quotation marks."


@words_for.register
def _note_is_blocked(refusal: unsaid.NoteIsBlocked, _: ZoneInfo) -> str:
    known = [BY_ID[rule].plain for rule in dict.fromkeys(refusal.rules) if rule in BY_ID]
    reasons = " ".join(known) or "It breaks a rule on words."
    theirs = f" {QUOTE}" if refusal.what in THEIR_WORDS else ""
    lead = f"Not noted. {reasons} Change the note and send it once more.{theirs}"
    return given_back(lead, refusal.text)


@words_for.register
def _window_is_wrong(_refusal: unsaid.WindowIsWrong, _: ZoneInfo) -> str:
    return (
        "Give two times, the second after the first. If nobody knows when, leave both empty, "
        "and who says so too."
    )


@words_for.register
def _start_is_ahead(_refusal: unsaid.StartIsAhead, _: ZoneInfo) -> str:
    return "This time is still to come. Give when it began, or leave it empty."


@words_for.register
def _start_is_long_ago(_refusal: unsaid.StartIsLongAgo, _: ZoneInfo) -> str:
    return "This is more than ten years ago. Look at the year, or leave it empty."


@words_for.register
def _plan_is_past(_refusal: unsaid.PlanIsPast, _: ZoneInfo) -> str:
    return "This day has passed. Give one that is to come, or leave it empty."
