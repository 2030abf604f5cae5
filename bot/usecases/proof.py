"""Reading words once more in the transaction that records them: on what is known at that moment."""

from collections.abc import Set as AbstractSet
from datetime import datetime

from bot.domain.facts import Facts
from bot.domain.incident import Incident
from bot.domain.organisation import Organisation
from bot.domain.refusals import WordsAreBlocked
from bot.domain.update import Approval
from bot.store import facts as facts_store
from bot.store.transaction import Reader
from bot.usecases import drafts
from bot.usecases.sending import Words
from messages.tone.check import ToneContext, findings


async def told(
    reader: Reader, incident: Incident, promised: datetime | None, *, now: datetime
) -> Facts:
    """Return what words sent at `now` may assert."""
    known = await facts_store.known(reader, incident)
    return drafts.known_facts(incident, promised, known, now=now)


def read(
    organisation: Organisation,
    words: Words,
    *,
    facts: Facts,
    now: datetime,
    held: AbstractSet[Approval] = frozenset(),
) -> None:
    """Raises `WordsAreBlocked` when a rule stops the words.

    `held` are the roles by which their author may pass over rules; some nobody may.
    """
    context = ToneContext(kind=words.kind, facts=facts, organisation=organisation, now=now)
    lead = Approval.INCIDENT_LEAD in held
    stopped = [
        finding.rule.id
        for finding in findings(words.text, context)
        if finding.is_block
        and not (finding.rule.id in words.passed and finding.rule.may_be_overridden_by(lead=lead))
    ]
    if stopped:
        raise WordsAreBlocked(tuple(stopped), words.text)
