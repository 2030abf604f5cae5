"""What must be so for a rule to count, by the names that the rules' files use."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from bot.domain.facts import DataSafety, Fault
from bot.domain.severity import Severity
from bot.domain.update import ABOUT_MONEY, Kind
from messages.tone.context import ToneContext

GRAVE: Final = (Severity.SEV1, Severity.SEV2)
CONDITIONS: Final[Mapping[str, Callable[[ToneContext], bool]]] = MappingProxyType(
    {
        "it_is_open": lambda its: not its.facts.is_resolved,
        "it_is_not_over": lambda its: not (its.facts.is_resolved or its.is_watched),
        "it_is_not_slight": lambda its: its.facts.severity is not Severity.SEV4,
        "it_is_grave_or_a_text": lambda its: its.facts.severity in GRAVE or its.kind is Kind.SMS,
        "it_is_for_customers": lambda its: not its.for_developers,
        "terms_have_no_place": lambda its: not (its.kind in ABOUT_MONEY and its.terms_are_cleared),
        "end_is_not_confirmed": lambda its: its.facts.eta is None,
        "scope_is_not_confirmed": lambda its: its.facts.scope is None,
        "cause_is_not_confirmed": lambda its: its.facts.cause is None,
        "data_is_not_confirmed_safe": lambda its: (
            its.facts.data_safety is not DataSafety.CONFIRMED_SAFE
        ),
        "accounts_are_not_confirmed_safe": lambda its: not its.facts.account_is_safe,
        "loss_is_not_ruled_out": lambda its: not its.facts.loss_is_ruled_out,
        "fault_is_ours": lambda its: its.facts.fault is Fault.OURS,
        "no_offer_is_approved": lambda its: not its.offer_is_approved,
        "may_not_market": lambda its: not its.may_market,
    }
)
