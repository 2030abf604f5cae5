"""Every slot of the drafts: where its words come from, how it is asked for, how long it may be."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from bot.domain.fact import LONGEST_FACT


class Source(StrEnum):
    FACT = "fact"
    """Confirmed, released and fresh; nobody can type it into a draft."""
    INCIDENT = "incident"
    ORGANISATION = "organisation"
    PERSON = "person"
    PROMISE = "promise"
    CREDIT = "credit"
    AUTHOR = "author"
    """Typed by who writes the draft."""


@dataclass(frozen=True, slots=True)
class Slot:
    source: Source
    label: str
    """What the form asks, or what must be confirmed first."""
    most: int = LONGEST_FACT
    """Characters."""


def _all(source: Source, labels: Mapping[str, str], most: int = LONGEST_FACT) -> dict[str, Slot]:
    return {name: Slot(source, label, most) for name, label in labels.items()}


_FACTS: Final = {
    "impact_sentence": "What customers cannot do",
    "impact_consequence": "What it stops people doing",
    "started_at": "When it began",
    "began_at": "When it began, or we first saw it",
    "scope": "Who is affected",
    "still_works": "What still works",
    "workaround": "What people can do instead",
    "customer_action": "What people must do",
    "current_action": "What is being done now, and by whom",
    "action_reason": "Why it is done this way",
    "eta": "When it will work again",
    "cause": "The cause",
    "fault": "Whose fault it is",
    "data_line": "Whether customer information is safe",
    "prevention_done": "What was changed since",
    "prevention_planned": "What will be changed",
    "prevention_date": "By when it will be changed",
    "spoof_action": "What we have done about the calls",
    "known": "What we know",
    "not_known": "What we do not know",
}
_INCIDENT: Final = {
    "now": "The time now",
    "elapsed": "How long it has lasted",
    "last_update_at": "When customers last heard from us",
    "next_update_at": "When they hear from us next",
    "resolved_at": "When it worked again",
    "verified_role": "Who checked that it works",
    "verified_how": "How that was checked",
    "cause_promise_at": "When we write what we have found",
    "failed_again_at": "When we saw that it fails again",
    "wrong_at": "When we said it",
    "wrong_claim": "What we said that was wrong",
    "right_claim": "What is true, as a sentence",
    "confirmed_role": "Who confirmed what is true",
    "confirmed_at": "When that was confirmed",
    "other_channels": "Where it was corrected",
    "left_on": "When they left us",
    "failure_1": "What we did wrong",
    "failure_2": "What else we did wrong",
    "change_1": "What was changed since",
    "change_1_date": "When that was done",
    "change_2": "What else was changed since",
    "change_2_date": "When that other change was done",
    "ended_at": "When it ended",
    "estimate": "What is still an estimate",
    "first_word_after": "How long until our first word",
    "longest_silence": "Our longest silence",
    "updates_sent": "How many updates were sent",
    "corrections": "How many corrections were sent",
    "contacts_per_hour": "How many contacts an hour",
    "top_worries": "What customers worried about most",
    "quotes": "Three quotes, without names",
    "at_risk": "How many are quiet and at risk",
    "harm": "Harm: money, deadlines, people at risk",
    "regulator": "Where the regulator and data protection stand",
    "decisions": "Decisions wanted: by when, by whom",
}
_ORGANISATION: Final = {
    "company": "Our company's name",
    "contact_route": "How customers reach us",
    "complaint_route": "Where customers can complain",
    "ombudsman_line": "Who decides if we cannot agree",
    "decision_maker": "Who takes the decision",
    "never_ask": "What we never ask customers for",
    "number_location": "Where our number is printed",
    "report_route": "Where calls in our name are reported",
}
_PERSON: Final = {
    "name": "Their name, as they wish it",
    "impact_personal": "What it meant for them, as a sentence",
    "agent_name": "Who signs",
    "agent_role": "Their role",
}
_PROMISE: Final = {
    "promise_words": "What was promised, after “I will”",
    "promise_due": "By when it was promised",
    "new_due": "The new time",
    "question": "What they asked",
    "answer": "The answer, as a sentence",
    "still_unknown": "What is still not known",
    "why_not": "Why it is not there yet, as a sentence",
    "promises_made": "How many promises were made",
    "promises_kept": "How many promises were kept",
    "promises_late": "How many promises were kept late",
    "promises_broken": "How many promises were broken",
}
_CREDIT: Final = {
    "amount": "The approved sum",
    "extra_amount": "The approved sum on top of what is owed",
    "remedy_form": "In which form it is given",
    "covers": "What it covers",
    "credit_when": "When it arrives, as a sentence",
    "entitlement_name": "The law, contract or scheme it is owed under",
    "working": "How the sum was worked out",
    "amount_or_kind": "What everybody affected gets",
    "cohort_offer_line": "What everybody affected gets, as a sentence",
    "reason_human": "Why we chose to pay",
    "review_at": "By when another look is answered",
    "asked_for": "What they asked for",
    "reason_plain": "Why the answer is no",
    "alternative": "What can be done instead",
    "what_would_change": "What would change the answer",
    "tos_summary": "What our terms say, as legal has signed it",
    "credits_approved": "How much was approved",
    "credits_offered": "How much was offered",
    "credits_accepted": "How much was accepted",
    "budget_left": "What is left of the budget",
    "credit_exceptions": "Exceptions that were granted",
    "fraud_referrals": "How many were referred as possible fraud",
}
_AUTHOR: Final = {
    "leader": "A leader who speaks for us, with their role",
    "checked_since": "What was checked since the last update",
    "done": "What is done",
    "next_step": "What comes next",
    "effect": "What this changes for customers",
    "impact_sentence_past": "What people could not do, and when",
    "impact_consequence_past": "What it stopped people doing, as a sentence",
    "service_ok_sentence": "What works again, as a sentence",
    "watch_until": "Until when it is watched",
    "concern_answer": "The answer to what worries them most",
    "concern": "What worries them most",
    "reported_symptom": "What they told us, after “So”",
    "report_summary": "What they told us, after “Thank you for telling us”",
    "ownership_sentence": "What we did wrong, and should have done",
    "repair": "What puts it right, after “To put it right,”",
    "ask_promise_at": "By when another wish is answered",
    "thanks_for": "What their report showed us",
    "evidence_thanks": "What they sent or showed us",
    "shared_question": "What others ask, too",
    "issue_past": "What had happened to them",
    "outcome_of_report": "What their report led to",
    "tip": "What can help if it fails again",
    "reopen_action": "What will be done if it fails again, after “I will”",
    "reopen_at": "By when that will be done",
    "what_mattered": "What they relied on us for",
    "what_to_do": "What to do after acting on the wrong message",
    "answer_due": "By when you write to them",
    "urgent_step_1": "What they must do first",
    "urgent_step_2": "What they must do then",
    "agent_action": "What you have done, after “I have”",
    "reference": "The reference for their case",
}
_SHORT: Final[Mapping[str, Slot]] = {
    "what_fails_short": Slot(Source.AUTHOR, "What customers cannot do, in few words", 44),
    "action_short": Slot(Source.AUTHOR, "What is being done, in few words", 70),
    "workaround_short": Slot(Source.AUTHOR, "What people can do instead, in few words", 35),
    "service_short": Slot(Source.AUTHOR, "What works again, in few words", 24),
    "public_answer": Slot(Source.AUTHOR, "The answer that others need, too", 110),
    "callback_window": Slot(Source.AUTHOR, "When you can call: between 15:00 and 16:00 UTC", 35),
    "handle": Slot(Source.PERSON, "What they are called in public", 16),
    "agent_first": Slot(Source.PERSON, "How you sign in public", 12),
    "brand": Slot(Source.ORGANISATION, "Our short name", 16),
    "link": Slot(Source.ORGANISATION, "The address of our status page", 200),
    "started_short": Slot(Source.FACT, "When it began", 22),
    "next_update_short": Slot(Source.INCIDENT, "When they hear from us next", 22),
    "resolved_short": Slot(Source.INCIDENT, "When it worked again", 22),
}
"""Each so short that the worst of the short forms fits. Source: drafts, 4.4."""

SLOTS: Final[Mapping[str, Slot]] = MappingProxyType(
    {
        **_all(Source.FACT, _FACTS),
        **_all(Source.INCIDENT, _INCIDENT),
        **_all(Source.ORGANISATION, _ORGANISATION),
        **_all(Source.PERSON, _PERSON),
        **_all(Source.PROMISE, _PROMISE),
        **_all(Source.CREDIT, _CREDIT),
        **_all(Source.AUTHOR, _AUTHOR),
        **_SHORT,
    }
)
FLAGS: Final = frozenset(
    {
        "no_scope",
        "no_cause",
        "is_open",
        "is_ours",
        "not_your_side",
        "spoof_not_ours",
        "tos_line_ok",
    }
)
"""What is so or not, and has no words of its own: only a condition can name it."""
