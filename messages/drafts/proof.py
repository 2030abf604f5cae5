"""A draft tried with invented facts: with all of them, and with no more than it must have."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from bot.domain.organisation import Organisation
from bot.domain.remedy import Remedy
from bot.domain.update import Kind
from messages.drafts.draft import Draft, slots_of, template_of
from messages.drafts.sample import CREDIT, DECISION, ORGANISATION, PERSON, empty, full
from messages.drafts.template import open_slots, rendered, standing
from messages.slots import Slots
from messages.tone.check import findings
from messages.tone.context import Customer, ToneContext
from messages.tone.finding import Finding


@dataclass(frozen=True, slots=True)
class Broken:
    """A rule that stops the words, and the line of the template in which they stand."""

    line: int
    finding: Finding


def broken_rules(kind: Kind, variant: str, organisation: Organisation) -> Iterator[Broken]:
    """Yield the rules that would keep this draft of the organisation from being sent."""
    as_sample = replace(organisation, voice=ORGANISATION.voice, time_zone=ORGANISATION.time_zone)
    whole = full(kind, variant, as_sample)
    least = empty(kind, variant, as_sample)
    yield from _broken(whole, slots_of(whole))
    yield from _broken(least, _just_filled(least, slots_of(whole)))


def _just_filled(draft: Draft, known: Slots) -> Slots:
    slots = slots_of(draft)
    return {**slots, **{name: known.get(name) for name in open_slots(template_of(draft), slots)}}


def _broken(draft: Draft, slots: Slots) -> Iterator[Broken]:
    template = template_of(draft)
    text = rendered(template, slots)
    lines = [line.number for line in standing(template, slots)]
    for finding in findings(text, moment_of(draft)):
        if finding.is_block:
            yield Broken(lines[min(text.count("\n", 0, finding.start), len(lines) - 1)], finding)


def moment_of(draft: Draft) -> ToneContext:
    """Return the moment in which the sample goes out: what it says was decided and approved."""
    return ToneContext(
        kind=draft.kind,
        facts=draft.facts,
        organisation=draft.organisation,
        now=draft.now,
        is_whole=True,
        is_watched=draft.variant == "monitoring",
        customer=Customer(name=PERSON.name, asked_for=DECISION.asked_for),
        agent="Dan Reyes, support",
        approved=tuple(filter(None, (CREDIT.amount, CREDIT.extra_amount))),
        of_record=f"{CREDIT.covers}\n{CREDIT.working}",
        remedy=Remedy.CREDIT,
        terms_are_cleared=True,
        offer_is_approved=True,
        review_is_done=True,
    )
