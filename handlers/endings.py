"""An incident that is fixed, checked and over, is not over after all, was none, or is rehearsed."""

import re
from typing import Final

from bot.domain.ending import check_second
from bot.domain.refusals import Unreadable, WhichIncident
from bot.domain.severity import UNLESS_SAID
from bot.usecases import endings, incidents
from handlers.answers import Answer, Form
from handlers.asked import Asked, Payload, named_or_bare, parts, typed_values, whole
from handlers.desk import Desk
from handlers.reference import meant_or_bare
from messages.action_ids import ActionId
from messages.cards import answers, ending
from messages.modals.check_form import CheckNote, check_view

REHEARSED: Final = "Customers cannot sign in"
NUMBER_AND_WORDS: Final = re.compile(r"\d+\s")


async def resolve(asked: Asked, desk: Desk, rest: str) -> Answer:
    """`resolve [INC-7] [note]`: one person says it is fixed, another has checked; the clock stops

    For the second one it opens a form: what they type is told to customers.
    """
    if NUMBER_AND_WORDS.match(rest):  # `7 all is well`: the number may be part of the words
        raise WhichIncident(rest)
    number, note = await meant_or_bare(asked, desk, rest)
    incident = await incidents.read(desk.store, asked.workspace, number)
    if incident.is_being_checked:
        check_second(incident, asked.person)
        return Form(check_view(incident, how=note), typed=note)
    return await _say_fixed(asked, desk, number, note=note)


async def press_fixed(asked: Asked, desk: Desk, value: str) -> Answer:
    return await _say_fixed(asked, desk, whole(value))


async def _say_fixed(asked: Asked, desk: Desk, number: int, *, note: str = "") -> Answer:
    incident = await endings.say_fixed(
        desk.store,
        desk.organisation,
        workspace=asked.workspace,
        number=number,
        note=note,
        by=asked.person,
        now=desk.now(),
    )
    return ending.fixed(incident, desk.organisation)


async def press_checked(asked: Asked, desk: Desk, value: str) -> Answer:
    number, fix, name = parts(value, 3)
    if name not in ending.CHECKS:
        raise Unreadable
    return await _check(asked, desk, whole(number), fix=whole(fix), how=ending.CHECKS[name][1])


async def send_check(asked: Asked, desk: Desk, view: Payload) -> Answer:
    note = CheckNote.read(view["private_metadata"])
    how = typed_values(view)[ActionId.CHECKED_HOW]
    return await _check(asked, desk, note.incident, fix=note.fix, how=how)


async def _check(asked: Asked, desk: Desk, number: int, *, fix: int, how: str) -> Answer:
    now_resolved = await endings.check(
        desk.store,
        desk.organisation,
        workspace=asked.workspace,
        number=number,
        fix=fix,
        how=how,
        by=asked.person,
        now=desk.now(),
        deed=asked.deed,
    )
    incident, rhythm = now_resolved.incident, now_resolved.rhythm
    return ending.resolved(incident, rhythm, now_resolved.promise, desk.organisation)


async def reopen(asked: Asked, desk: Desk, rest: str) -> Answer:
    """`reopen INC-7 [note]`: it is not over, or not fixed; two people must say so anew"""
    number, note = _named(rest)
    return await _reopen(asked, desk, number, note=note)


async def press_reopen(asked: Asked, desk: Desk, value: str) -> Answer:
    return await _reopen(asked, desk, whole(value))


async def _reopen(asked: Asked, desk: Desk, number: int, *, note: str = "") -> Answer:
    incident, was_over = await endings.reopen(
        desk.store,
        desk.organisation,
        workspace=asked.workspace,
        number=number,
        note=note,
        by=asked.person,
        now=desk.now(),
    )
    return ending.reopened(incident, desk.organisation, was_over=was_over)


async def cancel(asked: Asked, desk: Desk, rest: str) -> Answer:
    """`cancel INC-7 [why]`: it was opened in error; everything stops"""
    number, why = _named(rest)
    incident = await endings.cancel(
        desk.store,
        desk.organisation,
        workspace=asked.workspace,
        number=number,
        why=why,
        by=asked.person,
        now=desk.now(),
    )
    return ending.cancelled(incident)


async def drill(asked: Asked, desk: Desk, rest: str) -> Answer:
    """`drill [what customers cannot do]`: rehearse an incident; it is marked, and never counted"""
    incident = await incidents.open_incident(
        desk.store,
        desk.organisation,
        workspace=asked.workspace,
        place=asked.place,
        what_fails=rest or REHEARSED,
        severity=UNLESS_SAID,
        by=asked.person,
        owner=asked.person,
        now=desk.now(),
        is_drill=True,
    )
    return answers.opened(incident, desk.organisation)


def _named(rest: str) -> tuple[int, str]:
    """Return the number and what follows: one that may be closed is never guessed."""
    number, words = named_or_bare(rest)
    if number is None:
        raise WhichIncident(rest)
    return number, words
