"""Why something said of an incident was not kept, in words."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from bot.domain import unsaid
from bot.domain.fact import Key
from bot.domain.refusals import Refusal
from messages.failed import given_back
from messages.subjects import SUBJECTS
from messages.tone.rules import BY_ID

SPEAKERS: Final[Mapping[str, str]] = {
    "security": "security",
    "payments": "those who answer for payments",
    "engineering": "engineering",
    "managers": "a manager",
    "leads": "its owner or a lead",
}


def _may_not_say(refusal: unsaid.MayNotSay) -> str:
    who = " or ".join(SPEAKERS[role] for role in refusal.roles)
    where = " or ".join(f"`people.{role}`" for role in refusal.roles)
    return (
        f"Only {who} may say of {refusal.incident} {SUBJECTS[Key(refusal.what)]}. "
        f"Ask one of those named under {where} in the settings."
    )


def _fact_is_blocked(refusal: unsaid.FactIsBlocked) -> str:
    found = [BY_ID[rule] for rule in dict.fromkeys(refusal.rules) if rule in BY_ID]
    reasons = " ".join(rule.plain for rule in found) or "It breaks a rule on words."
    return (
        f"Customers cannot be told {SUBJECTS[Key(refusal.what)]} like this. {reasons} "
        "Change the words, or choose “Confirmed; not for customers”."
    )


def _nothing_to_confirm(refusal: unsaid.NothingToConfirm) -> str:
    return (
        f"Nothing that is known of {refusal.incident} waits for you to confirm it. "
        f"To see it or change it: `/incident facts {refusal.incident}`."
    )


def _nothing_to_approve(refusal: unsaid.NothingToApprove) -> str:
    return (
        f"This cause of {refusal.incident} waits for nobody: it was approved or changed meanwhile. "
        f"To see it as it is: `/incident facts {refusal.incident}`."
    )


def _own_cause(refusal: unsaid.OwnCause) -> str:
    return (
        f"You said the cause of {refusal.incident} yourself, so somebody else approves it. "
        "Ask another who knows it to press *Approve the cause* on the card."
    )


def _neither_leads(refusal: unsaid.NeitherLeads) -> str:
    return (
        f"The owner of {refusal.incident} or a lead must agree on its cause. "
        "Ask one of them to press *Approve the cause* on the card."
    )


THEIR_WORDS: Final = frozenset(
    {"concern", "impact", "impact_personal", "reported_symptom", "asked_for", "reason"}
    | {"said", "settles"}
)
QUOTE: Final = "Words that they said themselves may stand in quotation marks."


def _note_is_blocked(refusal: unsaid.NoteIsBlocked) -> str:
    known = [BY_ID[rule].plain for rule in dict.fromkeys(refusal.rules) if rule in BY_ID]
    reasons = " ".join(known) or "It breaks a rule on words."
    theirs = f" {QUOTE}" if refusal.what in THEIR_WORDS else ""
    lead = f"Not noted. {reasons} Change the note and send it once more.{theirs}"
    return given_back(lead, refusal.text)


TOLD: Final[Mapping[type[Refusal], Callable[[Any], str]]] = {
    unsaid.MayNotSay: _may_not_say,
    unsaid.FactIsBlocked: _fact_is_blocked,
    unsaid.NoteIsBlocked: _note_is_blocked,
    unsaid.NothingToConfirm: _nothing_to_confirm,
    unsaid.NothingToApprove: _nothing_to_approve,
    unsaid.OwnCause: _own_cause,
    unsaid.NeitherLeads: _neither_leads,
    unsaid.WindowIsWrong: lambda _: (
        "Give two times, the second after the first and still to come; or leave both empty."
    ),
    unsaid.StartIsAhead: lambda _: (
        "This time is still to come. Give when it began, or leave it empty."
    ),
    unsaid.PlanIsPast: lambda _: (
        "This day has passed. Give one that is to come, or leave it empty."
    ),
}
