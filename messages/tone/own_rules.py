"""An organisation's rules: its own after the shipped ones, and those of ours it takes stricter."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

from bot.domain.tone_rule import Gravity, Group, Override, Rule
from messages.slots import SLOT
from messages.tone.matching import breaks
from messages.tone.reading import read
from messages.tone.rule_file import BadRules, line_of, table_in, written_in
from messages.tone.rule_table import RulesTable, StricterTable, nearest
from messages.tone.rules import BY_ID, RULES

STRICTER: Final = (Override.AUTHOR, Override.LEAD, Override.NOBODY)
HARDER: Final = (Gravity.WARN, Gravity.BLOCK)
Fault = tuple[tuple[int | str, ...], str]


def own_rules(path: Path) -> tuple[Rule, ...]:
    """Return every rule the organisation goes by. Raises `BadRules` with all that is wrong."""
    table, text = table_in(path), written_in(path)
    faults = [*_wrong_ids(table), *_wrong_fixes(table), *_looser(table)]
    if faults:
        raise BadRules([f"{path}:{line_of(text, loc)}: {said}" for loc, said in faults])
    stricter = {one.id: one for one in table.stricter}
    shipped = (_made_stricter(rule, stricter.get(rule.id)) for rule in RULES)
    return (*shipped, *(one.as_rule(Group.OWN) for one in table.rule))


def _made_stricter(rule: Rule, by: StricterTable | None) -> Rule:
    if by is None:
        return rule
    return replace(
        rule,
        gravity=by.severity or rule.gravity,
        override=by.override or rule.override,
    )


def _wrong_ids(table: RulesTable) -> Iterator[Fault]:
    taken = set[str]()
    for place, one in enumerate(table.rule):
        loc = ("rule", place, "id")
        if not one.id.startswith("O"):
            yield loc, f"{one.id} is ours; begin with O, or make {one.id} [[stricter]]."
        if one.id in taken:
            yield loc, f"{one.id} is taken; give each rule its own id."
        if not (one.pattern or one.absent):
            yield loc, f"{one.id} needs a pattern, or words that must not be absent."
        taken.add(one.id)


def _wrong_fixes(table: RulesTable) -> Iterator[Fault]:
    """A suggestion must not lead from one block to another."""
    for place, one in enumerate(table.rule):
        for words in one.fix:
            reading = read(SLOT.sub("this.", words))
            for rule in RULES:
                if rule.is_block and not rule.is_absence and breaks(rule, reading):
                    said = f"{one.id} suggests words that {rule.id} stops ({rule.plain}): {words}"
                    yield ("rule", place, "fix"), said


def _looser(table: RulesTable) -> Iterator[Fault]:
    for place, one in enumerate(table.stricter):
        rule = BY_ID.get(one.id)
        if rule is None:
            known = nearest(one.id, BY_ID)
            yield ("stricter", place, "id"), f"no rule {one.id}; did you mean {known}?"
            continue
        if one.severity and HARDER.index(one.severity) < HARDER.index(rule.gravity):
            yield ("stricter", place, "severity"), f"{one.id} blocks; a rule is never made looser."
        if one.override and STRICTER.index(one.override) < STRICTER.index(rule.override):
            who = rule.override.value
            said = f"{one.id} can be passed by {who} at most; a rule is never made looser."
            yield ("stricter", place, "override"), said
