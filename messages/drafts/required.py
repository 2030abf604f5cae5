"""Which slots whoever rewrites a draft must keep. Source: drafts, 4.1."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

_SIGNED: Final = ("name", "agent_name")
_NEXT: Final = ("impact_sentence", "next_update_at")
_POST: Final = ("what_fails_short", "next_update_short")

REQUIRED: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "K01": (*_NEXT, "current_action"),
        "K02.1": (*_NEXT, "current_action", "last_update_at"),
        "K02.2": (*_NEXT, "current_action"),
        "K02.3": (*_NEXT, "current_action", "known", "not_known"),
        "K03": (*_NEXT, "current_action", "done", "effect"),
        "K03.again": (*_NEXT, "failed_again_at"),
        "K04": ("started_at", "resolved_at", "verified_role", "verified_how"),
        "K05": (*_SIGNED, "impact_personal", "repair"),
        "K06.A": (*_SIGNED, "impact_personal", "amount", "credit_when"),
        "K06.B": (*_SIGNED, "impact_personal", "amount", "entitlement_name"),
        "K06.C": (*_SIGNED, "impact_sentence_past", "amount_or_kind"),
        "K07": (*_SIGNED, "reason_plain", "complaint_route"),
        "K08a": ("public_answer",),
        "K08b": (*_SIGNED, "callback_window"),
        "K10.first": _POST,
        "K10.hold": _POST,
        "K10.done": ("service_short", "resolved_short"),
        "K11.investigating": _NEXT,
        "K11.identified": _NEXT,
        "K11.monitoring": ("watch_until", "next_update_at"),
        "K12.first": _POST,
        "K12.work": (*_POST, "workaround_short"),
        "K13.first": (*_POST, "brand"),
        "K13.done": ("service_short", "brand"),
        "K14": ("never_ask", "number_location", "report_route", "next_update_at"),
        "K14b.individual": (*_SIGNED, "never_ask", "number_location"),
        "K14b.gave_details": (*_SIGNED, "never_ask", "number_location", "report_route"),
        "K15": (*_SIGNED, "issue_past"),
        "K16": (*_SIGNED, "failure_1", "change_1", "change_1_date"),
        "K17": ("impact_sentence", "began_at", "cause", "fault", "decisions"),
        "K18": ("wrong_claim", "right_claim", "confirmed_role", "confirmed_at"),
        "K19": (*_SIGNED, "promise_words", "promise_due", "new_due"),
        "K20": (*_SIGNED, "question", "promise_due", "answer"),
    }
)
"""By the name of the file, without its ending. The phone script has none."""


def required(file_name: str) -> tuple[str, ...]:
    return REQUIRED.get(file_name.rpartition(".")[0], ())
