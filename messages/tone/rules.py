"""All rules, the gravest first: truth, then promises, then apology and respect."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from messages.tone import apology, promises, safety
from messages.tone.rule import Rule

RULES: Final[tuple[Rule, ...]] = (*safety.RULES, *promises.RULES, *apology.RULES)
BY_ID: Final[Mapping[str, Rule]] = MappingProxyType({rule.id: rule for rule in RULES})
