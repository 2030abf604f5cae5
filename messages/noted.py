"""What a person is told who noted facts, or confirmed them again."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Final

from bot.domain.fact import Key, Said, State
from bot.domain.facts import Facts
from bot.domain.incident import Incident
from bot.domain.organisation import Organisation
from bot.domain.update import Kind
from messages.subjects import SUBJECTS
from messages.tone.check import ToneContext, findings

ANOTHER_APPROVES: Final = (
    "The cause waits: customers are not told of it before somebody else presses "
    "*Approve the cause* on the card."
)
DRAFTED_ANEW: Final = "Close this: the draft below is written anew from what is known now."
BACK_TO_WORDS: Final = (
    "Next: close this. Your words are below as you left them; a draft that you have not changed is "
    "written anew before it goes."
)
TELL_THEM: Final = (
    "Customers may know this: tell them now, or close the form. "
    "Nothing is noted as sent until you mark it."
)


def facts(incident: Incident, changed: Mapping[Key, Said]) -> str:
    if not changed:
        return f"{incident.name}: nothing was changed."
    noted = f"{incident.name}: noted as version {incident.facts}: {_names(changed)}."
    unsure = [key for key, said in changed.items() if said.value and said.state is State.UNKNOWN]
    if not unsure:
        return noted
    return f"{noted} Customers are not told until somebody confirms it: {_names(unsure)}."


def headline_notice(
    what_fails: str, facts: Facts, organisation: Organisation, now: datetime
) -> str:
    """Return which rules on words are broken by what customers cannot do; empty if none is.

    It is not refused: it is what customers reported, and every draft begins with it.
    """
    context = ToneContext(kind=Kind.PROGRESS, facts=facts, organisation=organisation, now=now)
    found = {finding.rule.id: finding.rule for finding in findings(what_fails, context)}
    if not found:
        return ""
    reasons = " ".join(rule.plain for rule in found.values())
    return f"Drafts begin with these words, and a rule stops them as they are: {reasons}"


def cause_approved(incident: Incident) -> str:
    return f"{incident.name}: you approved the cause, noted as version {incident.facts}."


def still_true(incident: str, keys: Iterable[Key]) -> str:
    return f"{incident}: noted that this is still true: {_names(keys)}."


def _names(keys: Iterable[Key]) -> str:
    said = set(keys)
    return ", ".join(words for key, words in SUBJECTS.items() if key in said)
