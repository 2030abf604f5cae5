"""Drafts for customers: only what somebody has confirmed, and the rest said to be unknown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from bot.domain.facts import Facts
from bot.domain.organisation import Organisation
from bot.domain.update import Kind
from messages.certainty import asks_about_data, data_line
from messages.drafts.catalogue import SLOTS
from messages.drafts.given import Given, PersonSlots, ResolutionSlots, given_slots
from messages.drafts.known import (
    author_slots,
    clock_slots,
    fact_slots,
    organisation_slots,
    short_slots,
)
from messages.drafts.phone import Script, Spoken, branches, script, spoken_lines, stages
from messages.drafts.shelf import PHONE_SCRIPT, file_name, written
from messages.drafts.shown import short_time
from messages.drafts.template import Template, open_slots, parsed, rendered
from messages.slots import Slots
from messages.words import sentence

NOTHING_TYPED: Final[Mapping[str, str]] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What a draft is made of.

    `facts.next_update_due` is the time it promises: what will be due once it is sent. `given` is
    what records hold, `typed` what its author says, by the names of the slots.
    """

    kind: Kind
    variant: str = ""
    facts: Facts
    organisation: Organisation
    now: datetime
    last_update_at: datetime | None = None
    person: PersonSlots = field(default_factory=PersonSlots)
    given: Sequence[Given] = ()
    typed: Mapping[str, str] = field(default_factory=lambda: NOTHING_TYPED)


def write_draft(draft: Draft) -> str:
    """Return the words, their lines in the order of the template.

    A required slot that nobody has filled stays in braces, and the rule on gaps keeps it from
    being sent; `missing` names it.
    """
    return rendered(template_of(draft), slots_of(draft))


def missing(draft: Draft) -> dict[str, str]:
    """Return what must be filled before the words can go: the label of each slot by its name."""
    return {name: SLOTS[name].label for name in open_slots(template_of(draft), slots_of(draft))}


def phone_parts(organisation: Organisation) -> Script:
    """Return the phone script as it is written, with nothing filled in."""
    return script(written(organisation, PHONE_SCRIPT))


def phone_script(draft: Draft) -> tuple[Spoken, ...]:
    """Return the stages of a call, in the order in which they open."""
    return stages(phone_parts(draft.organisation), slots_of(draft), about=draft.facts.type)


def phone_branches(draft: Draft) -> tuple[Spoken, ...]:
    """Return what to say and do when a call goes another way.

    There they may ask whether their information is safe, so that line is always open.
    """
    organisation, now = draft.organisation, draft.now
    asked = data_line(draft.facts, organisation.time_zone, now=now, asked=True)
    slots = {**slots_of(draft), "data_line": asked}
    return branches(phone_parts(organisation), slots)


def slots_of(draft: Draft) -> Slots:
    """Return what stands for each slot. The later parts count where two hold the same one."""
    facts, organisation, now = draft.facts, draft.organisation, draft.now
    return {
        **author_slots(draft.typed, facts),
        **_person_slots(draft.person),
        **given_slots(draft.given, organisation, now=now),
        **_resolved_short(draft),
        **organisation_slots(organisation),
        **clock_slots(facts, organisation, now=now, last_update_at=draft.last_update_at),
        **fact_slots(facts, organisation, now=now, asked=asks_about_data(draft.person.concern)),
        **short_slots(facts, draft.typed),
    }


def template_of(draft: Draft) -> Template:
    text = written(draft.organisation, file_name(draft.kind, draft.variant))
    return spoken_lines(script(text)) if draft.kind is Kind.PHONE else parsed(text)


def _person_slots(person: PersonSlots) -> Slots:
    return {
        "name": " ".join(person.name.split()),
        "impact_personal": sentence(person.impact),
        "handle": " ".join(person.handle.split()),
    }


def _resolved_short(draft: Draft) -> Slots:
    at = next((one.resolved_at for one in draft.given if isinstance(one, ResolutionSlots)), None)
    return {"resolved_short": short_time(at, draft.organisation, now=draft.now)}
