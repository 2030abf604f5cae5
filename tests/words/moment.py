"""The moment in which the rules' examples are read."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.domain.facts import Facts, Fault
from bot.domain.money import Money
from bot.domain.organisation import Organisation
from bot.domain.severity import Severity
from bot.domain.tone_rule import Rule
from bot.domain.update import Kind
from messages.tone.check import Finding, ToneContext, findings, replaced

NOW = datetime(2026, 3, 4, 14, 30, tzinfo=UTC)
FACTS = Facts(
    what_fails="Customers cannot pay by card",
    first_seen_at=NOW,
    next_update_due=NOW + timedelta(hours=1),
    severity=Severity.SEV1,
    fault=Fault.OURS,
)
CONTEXT = ToneContext(
    kind=Kind.FIRST_WORD,
    facts=FACTS,
    organisation=Organisation(),
    now=NOW,
    promised=(NOW + timedelta(minutes=30),),
    approved=(Money(2000, "GBP"),),
)
MOST_PRESSES = 12


def moment(rule: Rule) -> ToneContext:
    """Return the moment for a rule's examples: one of its kinds, and a whole text if it is that."""
    kind = CONTEXT.kind if CONTEXT.kind in rule.kinds else min(rule.kinds)
    return replace(CONTEXT, kind=kind, is_whole=rule.is_absence)


def broken(text: str, context: ToneContext = CONTEXT) -> list[str]:
    return [finding.rule.id for finding in findings(text, context)]


def blocked(text: str, context: ToneContext = CONTEXT) -> list[str]:
    return [finding.rule.id for finding in findings(text, context) if finding.is_block]


def to_press(text: str, context: ToneContext = CONTEXT) -> list[Finding]:
    return [one for one in findings(text, context) if one.replacement is not None]


def made_good(text: str, context: ToneContext = CONTEXT) -> str:
    """Press the first suggestion until none is left."""
    for _ in range(MOST_PRESSES):
        offered = to_press(text, context)
        if not offered:
            return text
        text = replaced(text, offered[0])
    raise AssertionError(f"still not good: {text}")
