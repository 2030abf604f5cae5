"""Reading words once more in the transaction that records them: on what is known at that moment."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import datetime
from typing import Any, Final

from bot.domain.credit import Credit, pseudonym
from bot.domain.fact import stale
from bot.domain.money import Money
from bot.domain.organisation import Organisation
from bot.domain.refusals import WordsAreBlocked
from bot.domain.update import Approval
from bot.usecases import drafts
from bot.usecases.grounds import Grounds
from bot.usecases.sending import Words
from messages.drafts.letter import terms_are_cleared
from messages.tone.check import ToneContext, findings

WATCHED: Final = "monitoring"
"""The form of a status page's entry for a fix that is in place, and watched."""


def moment(
    organisation: Organisation, words: Words, stands_on: Grounds, *, now: datetime
) -> ToneContext:
    """Return all that the rules must know of words sent at `now`.

    Channels that are down are not among it: they are never offered, and refused by name.
    """
    incident, known = stands_on.incident, stands_on.known
    return ToneContext(
        kind=words.kind,
        facts=drafts.known_facts(incident, words.promised, known, now=now),
        organisation=organisation,
        now=now,
        is_whole=words.is_whole,
        is_watched=words.variant == WATCHED,
        customer=words.customer,
        agent=words.agent,
        stale=stale(known, now),
        said=stands_on.said if words.kind.is_public else {},
        version=incident.facts,
        versions=stands_on.versions,
        channels=words.channels or (),
        promised=(*filter(None, [words.promised]), *stands_on.booked),
        **_of_money(words, stands_on, organisation),
        question_is_open=words.question_is_open,
        review_is_done=stands_on.to is not None and stands_on.to.findings.is_done,
        may_market=stands_on.to is not None and stands_on.to.case.wishes.may_market,
    )


def _of_money(words: Words, stands_on: Grounds, organisation: Organisation) -> dict[str, Any]:
    """Return which sums the words may name, and in which form."""
    about = stands_on.letter
    if about is None:
        return {
            "approved": _approved(words, stands_on),
            "offer_is_approved": any(one.cohort for one in stands_on.granted),
        }
    credit = about.credit
    return {
        "approved": about.sums if about.is_for(words.customer.name) else (),
        "remedy": credit.remedy if about.sums else None,
        "of_record": f"{credit.worked_out}\n{credit.reason}",
        "terms_are_cleared": terms_are_cleared(about, organisation),
        "offer_is_approved": bool(about.sums),
    }


def _approved(words: Words, stands_on: Grounds) -> tuple[Money, ...]:
    """Return the sums that words to one customer may name: only what this customer was granted."""
    name = words.customer.name
    if words.kind.is_public or not name:
        return ()
    own = (one for one in stands_on.granted if one.cohort is None)
    return tuple(one.amount for one in own if _is_for(one, name, stands_on.names))


def _is_for(credit: Credit, name: str, names: Mapping[str, Sequence[str]]) -> bool:
    logged = names.get(credit.customer.lower(), ())
    known = {pseudonym(credit.workspace, one) for one in (credit.customer, *logged)}
    return pseudonym(credit.workspace, name) in known


def read(words: Words, context: ToneContext, *, held: AbstractSet[Approval] = frozenset()) -> None:
    """Raises `WordsAreBlocked` when a rule stops the words.

    `held` are the roles by which their author may pass over rules; some nobody may.
    """
    lead = Approval.INCIDENT_LEAD in held
    stopped = [
        finding.rule.id
        for finding in findings(words.text, context)
        if finding.is_block
        and not (finding.rule.id in words.passed and finding.rule.may_be_overridden_by(lead=lead))
    ]
    if stopped:
        raise WordsAreBlocked(tuple(stopped), words.text)
