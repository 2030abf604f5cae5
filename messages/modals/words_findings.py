"""What a rule found in the words: what stops them first, each with its reason and what to press."""

from collections.abc import Sequence
from typing import Final

from slack_sdk.models.blocks import Block, ButtonElement

from bot.domain.tone_rule import Override
from messages.action_ids import ActionId, BlockId, numbered
from messages.buttons import button
from messages.card import context, escaped, quoted, section
from messages.modals.form import typed
from messages.modals.words_state import WordsState
from messages.proposals import proposed
from messages.tone.finding import Finding

MOST_FINDINGS: Final = 5
LONGEST_REASON: Final = 300
LONGEST_SHOWN: Final = 600
"""Characters of a clause that a finding shows: the field below holds the whole."""
STOPS: Final = "Change this before it goes to customers"
LONGEST_VALUE: Final = 2000
UNLOGGED: Final = "T09"
"""The rule that finds a promise which is not in the book."""
ADVICE: Final = "Advice: this can be said better"


def findings_blocks(state: WordsState, findings: Sequence[Finding]) -> list[Block]:
    """Return at most five findings, the gravest first, and how many more there are."""
    shown = list(enumerate(findings[:MOST_FINDINGS]))
    stops = [_finding(state, place, one) for place, one in shown if one.is_block]
    advice = [_finding(state, place, one) for place, one in shown if not one.is_block]
    rest = len(findings) - len(shown)
    return [
        *([section(f"*{STOPS}*"), *stops] if stops else []),
        *_passes(state, [one for _, one in shown]),
        *([section(f"*{ADVICE}*"), *advice] if advice else []),
        *([context(f"And {rest} more, once these are done.")] if rest > 0 else []),
    ]


def _finding(state: WordsState, place: int, finding: Finding) -> Block:
    instead = finding.replacement
    words = [f"*{finding.rule.plain}*"]
    words += [quoted(_clipped(one)) for one in (finding.clause, finding.about) if one]
    words += [finding.rule.why]
    words += [f"Instead: {escaped(_clipped(instead))}"] if instead else []
    block = section("\n".join(words), accessory=_press(state, place, finding))
    block.block_id = numbered(BlockId.FINDING, place)
    return block


def _press(state: WordsState, place: int, finding: Finding) -> ButtonElement | None:
    """Return what mends it: a promise is logged where it says by when."""
    if finding.rule.id == UNLOGGED:
        says_when = proposed(finding.clause, state.organisation, now=state.now)
        log = button("Log it", numbered(ActionId.LOG_HERE, place), finding.clause[:LONGEST_VALUE])
        return log if says_when else None
    if finding.replacement is None:
        return None
    label = "Use this instead" if finding.replacement else "Leave this out"
    return button(label, numbered(ActionId.USE_INSTEAD, place), finding.key)


def _passes(state: WordsState, findings: Sequence[Finding]) -> list[Block]:
    """Ask why the words should go all the same, once for each rule that the person may pass."""
    rules = {one.rule.id: one.rule for one in findings if one.is_block}
    return [
        typed(
            f"{ActionId.PASS_OVER}.{rule.id}",
            f"{ActionId.PASS_OVER}.{rule.id}",
            "Send it all the same, because…",
            most=LONGEST_REASON,
            value=state.passed.get(rule.id, ""),
            hint=f"About: {rule.plain} Your reason is kept with the words, under your name.",
            optional=True,
        )
        for rule in rules.values()
        if rule.override is not Override.NOBODY and rule.override in state.may_pass
    ]


def _clipped(words: str) -> str:
    return words if len(words) <= LONGEST_SHOWN else words[: LONGEST_SHOWN - 1] + "…"
