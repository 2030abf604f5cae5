"""Reading words once more in the transaction that records them: on what is known at that moment."""

from collections.abc import Mapping
from datetime import datetime

from bot.domain.facts import Facts
from bot.domain.incident import Incident
from bot.domain.organisation import Organisation
from bot.domain.refusals import WordsAreBlocked
from bot.domain.update import NOTHING_PASSED, Kind
from bot.store import facts as facts_store
from bot.store.transaction import Reader
from bot.usecases import drafts
from messages.tone.check import ToneContext, findings


async def told(
    reader: Reader, incident: Incident, promised: datetime | None, *, now: datetime
) -> Facts:
    """Return what words sent at `now` may assert."""
    known = await facts_store.known(reader, incident)
    return drafts.known_facts(incident, promised, known, now=now)


def read(
    organisation: Organisation,
    kind: Kind,
    text: str,
    *,
    facts: Facts,
    now: datetime,
    passed: Mapping[str, str] = NOTHING_PASSED,
    lead: bool = False,
) -> None:
    """Raises `WordsAreBlocked` when a rule stops the words.

    `passed` are the rules that the author passes over, by id, and why; `lead` tells whether they
    hold the role of an incident lead. A rule that asks for more cannot be passed over.
    """
    context = ToneContext(kind=kind, facts=facts, organisation=organisation, now=now)
    stopped = [
        finding.rule.id
        for finding in findings(text, context)
        if finding.is_block
        and not (finding.rule.id in passed and finding.rule.may_be_overridden_by(lead=lead))
    ]
    if stopped:
        raise WordsAreBlocked(tuple(stopped), text)
