"""A request for a credit as those who decide see it, and as it stands in the approvals channel."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from slack_sdk.models.blocks import ActionsBlock, Block, InteractiveElement, SectionBlock

from bot.domain.brief import Brief
from bot.domain.credit import COUNTED, Credit, State, unit_price
from bot.domain.customer import Report
from bot.domain.evidence import link_in
from bot.domain.organisation import Organisation
from bot.domain.size import band_of, most_usual
from messages.action_ids import ActionId, BlockId
from messages.buttons import button, question
from messages.card import Card, context, escaped, fields, header, quoted, section, sections
from messages.money_words import (
    REASONS,
    REMEDIES,
    WHYS,
    budget_words,
    flags_words,
    likes_words,
    owed_words,
    shown,
    slots_words,
    state_of,
    sum_of,
)
from messages.words import chat_time, due_words, named, person, place, span

SEAL_SHOWN = 16
"""Characters of the seal that a button carries: enough to know one revision from another."""
REGAINS_SOME: Final = (
    "A gesture to everyone regains some goodwill, not all: what is said and mended counts more."
)


def credit_card(brief: Brief, organisation: Organisation, *, reader: str) -> Card:
    """Return the request for one who decides: it names the customer.

    The lock screen does not: it shows the sum, who asks and what became of it.
    """
    credit = brief.credit
    blocks: list[Block] = [
        header(f"{credit.name} · {sum_of(credit, organisation)}"),
        section(f"*{_state(brief, organisation)}*"),
        _facts(brief, organisation),
        *sections(f"*What happened, in their words*\n{quoted(credit.reason)}"),
        *_evidence(credit),
        *_more(brief, organisation),
        *sections(_guide(brief, organisation)),
    ]
    if brief.flags:
        blocks.append(context(f"Look at: {flags_words(brief.flags)}."))
    if credit.awaits_decision and reader in credit.asked_of:
        blocks.append(ActionsBlock(block_id=BlockId.ACTIONS, elements=decisions(brief.credit)))
    return Card(_lock_screen(brief, organisation), blocks)


def shared_card(brief: Brief, organisation: Organisation) -> Card:
    """Return the request for the approvals channel: nobody's name or words.

    Its button shows the rest to those who may decide, and to nobody else.
    """
    asked = ", ".join(person(one) for one in brief.credit.asked_of)
    whom = f"With {asked}, who have it in a direct message." if brief.missing else ""
    words = f"{_lock_screen(brief, organisation)} {whom}".rstrip()
    blocks: list[Block] = [section(words)]
    if brief.credit.awaits_decision:
        look = button("Decide", ActionId.DECIDE_CREDIT, brief.credit.number)
        blocks.append(ActionsBlock(block_id=BlockId.ACTIONS, elements=[look]))
    return Card(words, blocks)


def _lock_screen(brief: Brief, organisation: Organisation) -> str:
    credit = brief.credit
    asked = (
        f"{person(credit.asked_by)} asks for {sum_of(credit, organisation)} "
        f"for {'customers' if credit.cohort else 'a customer'} hit by {named(brief.incident)}"
    )
    return f"{credit.name}: {asked}. {_state(brief, organisation)}."


def _state(brief: Brief, organisation: Organisation) -> str:
    """Return where it stands, and once one of two has said yes, who is missing."""
    words = state_of(brief.credit, organisation)
    if brief.credit.awaits_decision and brief.given:
        who = ", ".join(person(one.by) for one in brief.given)
        return f"{words}: {who} approved, {slots_words(brief.missing)} is still needed"
    return words


def _facts(brief: Brief, organisation: Organisation) -> Block:
    credit, incident = brief.credit, brief.incident
    return fields(
        {
            "Customer": escaped(credit.customer),
            "Proposed": f"{_amount(credit, organisation)}\n{REMEDIES[credit.remedy]}",
            "Reason": REASONS[credit.code],
            "They asked for": escaped(credit.asked_for) or "not said",
            "Asked by": person(credit.asked_by),
            "Asked": chat_time(credit.asked_at, organisation.time_zone),
            "Incident": f"{named(incident)} in {place(incident.place)}",
            "What customers cannot do": escaped(incident.what_fails),
        }
    )


def _amount(credit: Credit, organisation: Organisation) -> str:
    if credit.cohort is None:
        return shown(credit.amount, organisation)
    low, high = credit.cohort.exposure(credit.amount.currency)
    least, most = shown(low, organisation), shown(high, organisation)
    exposure = f"{most} in all" if low == high else f"{least} to {most} in all"
    return f"{sum_of(credit, organisation)}: {exposure}"


def _evidence(credit: Credit) -> list[SectionBlock]:
    """Return what shows it, with a button where it is an address: bare ones are no links."""
    if not credit.evidence:
        return []
    look, link = None, link_in(credit.evidence)
    if link is not None:
        look = button("Open it", ActionId.OPEN_EVIDENCE, credit.number)
        look.url = link
    return [section(f"*Evidence*\n{escaped(credit.evidence)}", accessory=look)]


def _more(brief: Brief, organisation: Organisation) -> list[Block]:
    credit = brief.credit
    parts = {
        "How it was worked out": escaped(credit.worked_out),
        "Why it should be taken back": escaped(credit.undo.why) if credit.undo else "",
        "Why not": WHYS[credit.decline.why] if credit.decline else "",
        "Offered instead": escaped(credit.decline.alternative) if credit.decline else "",
        "Rather": shown(credit.proposed, organisation) if credit.proposed else "",
    }
    return [
        block for name, words in parts.items() if words for block in sections(f"*{name}*\n{words}")
    ]


def _guide(brief: Brief, organisation: Organisation) -> str:
    credit, currency = brief.credit, brief.credit.amount.currency
    zone, asked_at = organisation.time_zone, brief.credit.asked_at
    bands = organisation.credit_rules.of(currency).bands
    lines = [
        (
            f"Band {band_of(unit_price(credit), bands)}; usual for this reason: up to "
            f"{shown(most_usual(credit.code, currency, bands), organisation)}."
        ),
        f"Like cases: {likes_words(brief.likes, currency, organisation)}.",
        _earlier(brief, organisation),
        *_declined_before(brief, organisation),
        (
            "Budget left, this request counted: "
            f"{'; '.join(budget_words(one, organisation) for one in brief.budgets)}."
        ),
        f"Owed by law or contract: {owed_words(brief.entitlement)}.",
        *_of_customer(brief, organisation),
        f"Customers of the incident: {due_words(brief.incident, zone, now=asked_at)}.",
        *([REGAINS_SOME] if credit.cohort else []),
    ]
    return "\n".join(["*For your decision*", *(f"• {line}" for line in lines)])


def _of_customer(brief: Brief, organisation: Organisation) -> Iterator[str]:
    """Yield what the log says of the effort it cost them, and what they were promised."""
    if brief.customer is not None:
        yield f"In the customer log: {_effort(brief.customer.report)}."
    if brief.promised is not None:
        yield f"Promised to them: word by {chat_time(brief.promised, organisation.time_zone)}."


def _effort(report: Report) -> str:
    marks = {
        "angry, quiet or abusive": report.is_hard,
        "special needs": bool(report.needs),
        "may leave": report.may_leave,
        "has left": report.has_left,
    }
    return ", ".join(
        [
            "1 contact" if report.contacts == 1 else f"{report.contacts} contacts",
            *([f"waited {span(timedelta(minutes=report.waited))}"] if report.waited else []),
            *(mark for mark, holds in marks.items() if holds),
        ]
    )


def _earlier(brief: Brief, organisation: Organisation) -> str:
    counted = [one for one in brief.earlier if one.state in COUNTED]
    if not counted:
        return "Before this, they got nothing in 12 months."
    each = ", ".join(f"{one.name} {shown(one.amount, organisation)}" for one in counted)
    return f"Before this, in 12 months: {each}."


def _declined_before(brief: Brief, organisation: Organisation) -> Iterator[str]:
    """Yield what was declined to them in this incident, by whom and why: nobody asks around."""
    for one in brief.earlier:
        if one.incident != brief.credit.incident or one.state is not State.DECLINED:
            continue
        if one.decline is not None:
            lead = f"{person(one.decline.by)} declined {one.name}, {sum_of(one, organisation)}"
            yield f"{lead}: {WHYS[one.decline.why].lower()}."


def decisions(credit: Credit) -> list[InteractiveElement]:
    """Return what somebody can do who was asked to decide."""
    number, seal = credit.number, credit.seal[:SEAL_SHOWN]
    verb = "Take it back" if credit.undo else "Approve"
    approve = question(
        f"{verb}?",
        "It is in your name, and it stands.",
        yes=verb,
        no="Go back",
        style="primary",
    )
    interest = question(
        "Pass it on?",
        "For a relative, a friend, or an account of your own: others decide then.",
        yes="Pass it on",
        no="Go back",
        style="danger",
    )
    change = [] if credit.undo else [button("Change amount", ActionId.CHANGE_CREDIT, number)]
    return [
        button(verb, ActionId.APPROVE_CREDIT, f"{number}:{seal}", style="primary", confirm=approve),
        *change,
        button("Decline", ActionId.DECLINE_CREDIT, number, style="danger"),
        button("Ask a question", ActionId.QUESTION_CREDIT, number),
        button("I have an interest", ActionId.INTEREST_CREDIT, number, confirm=interest),
    ]
