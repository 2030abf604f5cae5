"""`/incident`: a word, and what follows it. A new one is a function and a line in the table.

The first line of a function's docstring is its line in `/incident help`, so help cannot go stale.
"""

import difflib
from collections.abc import Awaitable, Callable, Mapping
from typing import Final

from bot.domain.refusals import (
    UnknownKind,
    UnknownSeverity,
    UnknownWord,
    WhichIncident,
    WordsAreBlocked,
)
from bot.domain.severity import UNLESS_SAID, Severity
from bot.domain.update import Kind
from bot.usecases import incidents, updates
from handlers import credit_asking, endings, forms, handover, knowledge, money
from handlers.answers import Answer, Form
from handlers.asked import Asked, first_word, named_alone, named_incident
from handlers.desk import Desk
from handlers.reference import meant, meant_alone, only_open
from messages.action_ids import NextStep
from messages.cards import answers, overviews
from messages.modals.choose_form import choose_view
from messages.modals.open_form import open_view

Verb = Callable[[Asked, Desk, str], Awaitable[Answer]]
SEVERITIES: Final[Mapping[str, Severity]] = {
    name: severity
    for severity in Severity
    for name in (str(severity.value), f"sev{severity.value}", f"s{severity.value}")
}


async def open_(asked: Asked, desk: Desk, rest: str) -> Answer:
    """`open [what customers cannot do]`: open an incident; without words, a short form"""
    if not rest:
        return Form(open_view(asked.place, owner=asked.person))
    incident = await incidents.open_incident(
        desk.store,
        desk.organisation,
        workspace=asked.workspace,
        place=asked.place,
        what_fails=rest,
        severity=UNLESS_SAID,
        by=asked.person,
        owner=asked.person,
        now=desk.now(),
    )
    return answers.opened(incident, desk.organisation)


async def list_(asked: Asked, desk: Desk, _rest: str) -> Answer:
    """`list`: the open incidents, the longest overdue first"""
    found = await incidents.open_ones(desk.store, asked.workspace)
    return overviews.listed(found, desk.organisation, now=desk.now())


async def status(asked: Asked, desk: Desk, rest: str) -> Answer:
    """`status [INC-7]`: one incident in full"""
    number = await meant_alone(asked, desk, rest)
    now = desk.now()
    incident, lines, rhythm, known = await incidents.read_in_full(
        desk.store, asked.workspace, number, now=now
    )
    return overviews.status(incident, lines, rhythm, desk.organisation, now=now, known=known)


async def update(asked: Asked, desk: Desk, rest: str) -> Answer:
    """`update [INC-7] [text]`: note what customers were told; the clock starts again"""
    number, text = await meant(asked, desk, rest)
    if not text:
        return await forms.fresh_words_form(asked, desk, number)
    try:
        incident, sent = await updates.post_update(
            desk.store,
            desk.organisation,
            workspace=asked.workspace,
            number=number,
            kind=None,
            text=text,
            by=asked.person,
            seen=None,
            now=desk.now(),
        )
    except WordsAreBlocked:
        return await forms.fresh_words_form(asked, desk, number, text=text)
    return answers.updated(incident, sent, desk.organisation)


async def hold(asked: Asked, desk: Desk, rest: str) -> Answer:
    """`hold [INC-7]`: the one-click "no news yet" update, worded anew each time"""
    number = await meant_alone(asked, desk, rest)
    incident, sent = await updates.hold(
        desk.store,
        desk.organisation,
        workspace=asked.workspace,
        number=number,
        by=asked.person,
        seen=None,
        now=desk.now(),
        deed=asked.deed,
    )
    return answers.held(sent, incident, desk.organisation)


async def draft(asked: Asked, desk: Desk, rest: str) -> Answer:
    """`draft [INC-7] [K01|K02|K03|K05]`: an honest draft, to everyone or to one person"""
    number, kind = await meant(asked, desk, rest)
    return await forms.fresh_words_form(asked, desk, number, kind=_kind(kind))


async def severity(asked: Asked, desk: Desk, rest: str) -> Answer:
    """`severity [INC-7] 1|2|3|4`: say how bad it is; a shorter clock pulls the next update in"""
    named, typed = named_incident(rest)
    wanted = SEVERITIES.get(typed.lower().replace(" ", ""))
    if wanted is None:
        raise UnknownSeverity(typed)
    number = await only_open(asked, desk, rest) if named is None else named
    before = await incidents.read(desk.store, asked.workspace, number)
    incident = await incidents.change_severity(
        desk.store,
        desk.organisation,
        workspace=asked.workspace,
        number=number,
        severity=wanted,
        by=asked.person,
        now=desk.now(),
    )
    return answers.severity_changed(incident, before.severity, desk.organisation)


async def resolve(asked: Asked, desk: Desk, rest: str) -> Answer:
    """`resolve [INC-7]`: it works again, and somebody has checked; the clock stops"""
    number = await meant_alone(asked, desk, rest)
    incident, rhythm = await incidents.resolve(
        desk.store,
        desk.organisation,
        workspace=asked.workspace,
        number=number,
        by=asked.person,
        now=desk.now(),
    )
    return answers.resolved(incident, rhythm)


async def reopen(asked: Asked, desk: Desk, rest: str) -> Answer:
    """`reopen INC-7`: it is not over; customers are owed word again"""
    number = named_alone(rest)
    if number is None:
        raise WhichIncident(rest)
    incident = await incidents.reopen(
        desk.store,
        desk.organisation,
        workspace=asked.workspace,
        number=number,
        by=asked.person,
        now=desk.now(),
    )
    return answers.reopened(incident, desk.organisation)


async def help_(_asked: Asked, _desk: Desk, _rest: str) -> Answer:
    """`help`: these lines"""
    return overviews.help_card(help_lines())


VERBS: Final[Mapping[str, Verb]] = {
    "open": open_,
    "list": list_,
    "status": status,
    "update": update,
    "hold": hold,
    "draft": draft,
    "facts": knowledge.ask,
    "credit": credit_asking.command,
    "takeback": money.undo_command,
    "owed": money.owed_command,
    "delegate": money.delegate_command,
    "severity": severity,
    "handover": handover.command,
    "resolve": resolve,
    "reopen": reopen,
    "cancel": endings.cancel,
    "drill": endings.drill,
    "help": help_,
}

TAKES_SENTENCES: Final = frozenset({"open", "update", "cancel", "drill", "handover"})


async def run(asked: Asked, desk: Desk) -> Answer:
    """Do what was typed after `/incident`; ask which incident where that is not clear."""
    word, rest = first_word(asked.text)
    if not word:
        found = await incidents.open_ones(desk.store, asked.workspace)
        return overviews.needs_you(asked.person, found, desk.organisation, now=desk.now())
    verb = VERBS.get(word)
    if verb is None:
        raise UnknownWord(word, nearest_word(word), asked.text)
    try:
        return await verb(asked, desk, rest)
    except WhichIncident:
        return Form(choose_view(NextStep(word), typed=rest), typed=rest)


def sentences(typed: str) -> str:
    """Return what was typed if it holds words for people, which must not be lost."""
    word, rest = first_word(typed)
    _, text = named_incident(rest)
    return text if word in TAKES_SENTENCES else ""


def nearest_word(word: str) -> str | None:
    """Return the word of the table that was probably meant."""
    return next(iter(difflib.get_close_matches(word, VERBS, n=1, cutoff=0.5)), None)


def help_lines() -> list[tuple[str, str]]:
    """Return each command as it is typed, and what it does."""
    lines = [(verb.__doc__ or "").splitlines()[0].split("`: ", 1) for verb in VERBS.values()]
    return [(f"/incident {typed.lstrip('`')}", does) for typed, does in lines]


def _kind(typed: str) -> Kind | None:
    if not typed:
        return None
    known = {kind.value: kind for kind in Kind}
    if typed.upper() not in known:
        raise UnknownKind(typed, tuple(known))
    return known[typed.upper()]
