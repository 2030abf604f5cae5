"""All rules that are shipped, the gravest first; and those that an organisation goes by."""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final

from bot.domain.organisation import Organisation
from bot.domain.tone_rule import Group, Rule
from messages.tone.rule_file import rules_in

FOLDER: Final = Path(__file__).parent / "rules"
RULES: Final[tuple[Rule, ...]] = tuple(
    rule
    for group in Group
    if group is not Group.OWN
    for rule in rules_in(FOLDER / f"{group}.toml", group)
)
BY_ID: Final[Mapping[str, Rule]] = MappingProxyType({rule.id: rule for rule in RULES})


def rules_of(organisation: Organisation) -> tuple[Rule, ...]:
    """Return the organisation's rules: the shipped ones, made stricter, and its own after them."""
    return organisation.tone_rules or RULES
