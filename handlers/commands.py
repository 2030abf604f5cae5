"""`/incident`: a word, and what follows it. A new one is a function and a line in the table.

The first line of a function's docstring is its line in `/incident help`, so help cannot go stale.
"""

import difflib
from collections.abc import Awaitable, Callable, Mapping
from typing import Final

from bot.domain.refusals import (
    UnknownKind,
    UnknownWord,
    WhichIncident,
    WordsAreBlocked,
)
from bot.domain.release import NeedsRelease
from bot.domain.severity import UNLESS_SAID
from bot.domain.update import Kind
from bot.usecases import incidents, updates
from bot.usecases.promises import of_person
from bot.usecases.sending import Words
from handlers import (
    calls,
    care,
    cases,
    credit_asking,
    customers,
    endings,
    finance,
    forms,
    handover,
    knowledge,
    letters,
    money,
    prevention,
    promises,
    releases,
    reports,
    severity,
    standing,
)
from handlers.answers import Answer, Form, with_notice
from handlers.asked import Asked, first_word, named_incident, named_or_bare
from handlers.desk import Desk
from handlers.reference import meant, meant_or_bare
from messages import failed
from messages.cards import answers, overviews
from messages.modals.choose_form import choose_view
from messages.modals.open_form import open_view
from messages.modals.words_kinds import CHOICES
from messages.next_step import NextStep

Verb = Callable[[Asked, Desk, str], Awaitable[Answer]]


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


async def update(asked: Asked, desk: Desk, rest: str) -> Answer:
    """`update [INC-7] [text]`: note what customers were told; the clock starts again"""
    number, text = await meant(asked, desk, rest)
    if not text:
        return await forms.words_form(asked, desk, number)
    try:
        incident, sent = await updates.post_update(
            desk.store,
            desk.organisation,
            Words(Kind.FIRST_WORD, text),
            workspace=asked.workspace,
            number=number,
            by=asked.person,
            seen=None,
            held=await releases.held(asked, desk, number, Kind.PROGRESS, text),
            now=desk.now(),
        )
    except (WordsAreBlocked, NeedsRelease):
        return await forms.words_form(asked, desk, number, text=text)
    receipt = answers.updated(incident, sent, desk.organisation)
    return await promises.offering(receipt, incident, sent, desk)


async def hold(asked: Asked, desk: Desk, rest: str) -> Answer:
    """`hold [INC-7] [text]`: say "no news yet" in one click, worded anew, or in your words"""
    number, text = await meant_or_bare(asked, desk, rest)
    if text:
        return await forms.held_words_form(asked, desk, number, text)
    try:
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
    except NeedsRelease as waits:
        return await forms.held_words_form(asked, desk, number, waits.text)
    return answers.held(sent, incident, desk.organisation)


async def draft(asked: Asked, desk: Desk, rest: str) -> Answer:
    """`draft [INC-7] [kind]`: an honest draft, to everyone or to one person"""
    number, kind = await meant(asked, desk, rest)
    if kind.upper() == Kind.SUMMARY:
        return await reports.summarise(asked, desk, number)
    wanted = _kind(kind)
    if wanted is Kind.PHONE:
        return await calls.ask(asked, desk, str(number))
    return await forms.words_form(asked, desk, number, kind=wanted)


async def help_(_asked: Asked, _desk: Desk, _rest: str) -> Answer:
    """`help`: these lines"""
    return overviews.help_card(help_lines())


VERBS: Final[Mapping[str, Verb]] = {
    "open": open_,
    "list": standing.list_,
    "status": standing.status,
    "update": update,
    "hold": hold,
    "draft": draft,
    "facts": knowledge.ask,
    "promise": promises.command,
    "customer": customers.command,
    "customers": customers.list_command,
    "case": cases.command,
    "followups": cases.list_command,
    "call": calls.command,
    "calls": calls.totals_command,
    "credit": credit_asking.command,
    "letter": letters.command,
    "takeback": money.undo_command,
    "export": finance.command,
    "owed": money.owed_command,
    "delegate": money.delegate_command,
    "report": reports.command,
    "obstacle": care.command,
    "severity": severity.command,
    "handover": handover.command,
    "resolve": endings.resolve,
    "reopen": endings.reopen,
    "prevention": prevention.command,
    "cancel": endings.cancel,
    "drill": endings.drill,
    "help": help_,
}

TAKES_SENTENCES: Final = frozenset(
    {
        "open",
        "update",
        "hold",
        "promise",
        "customer",
        "credit",
        "handover",
        "obstacle",
        "resolve",
        "reopen",
        "prevention",
        "cancel",
        "drill",
    }
)


async def run(asked: Asked, desk: Desk) -> Answer:
    """Do what was typed after `/incident`; ask which incident where that is not clear."""
    word, rest = first_word(asked.text)
    if not word:
        found = await incidents.open_ones(desk.store, asked.workspace)
        theirs = await of_person(desk.store, asked.workspace, asked.person)
        return overviews.needs_you(
            asked.person, found, desk.organisation, now=desk.now(), promises=theirs
        )
    verb = VERBS.get(word)
    if verb is None:
        raise UnknownWord(word, nearest_word(word), asked.text)
    try:
        answer = await verb(asked, desk, rest)
    except WhichIncident:
        asks = choose_view(NextStep(word), typed=rest, mentions=asked.mentions)
        return Form(asks, typed=rest)
    unused = _unused(word, rest)
    return with_notice(answer, failed.not_used(unused)) if unused else answer


def _unused(word: str, rest: str) -> str:
    """Return what was typed after a word that takes nothing, or no more than an incident."""
    match word:
        case "list" | "help":
            return rest
        case "status" | "report":
            return named_or_bare(rest)[1]
        case "facts":
            return named_incident(rest)[1]
    return ""


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
    known = {one.kind.value.lower(): one.kind for one in CHOICES}
    if typed.lower() not in known:
        raise UnknownKind(typed, tuple(dict.fromkeys(known.values())))
    return known[typed.lower()]
