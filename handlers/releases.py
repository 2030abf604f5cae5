"""Letting words out, or sending them back: roles are read again at every press."""

from collections.abc import Set as AbstractSet

from bot.domain.facts import facts_now
from bot.domain.incident import Incident
from bot.domain.update import ABOUT_MONEY, Approval, Kind
from bot.usecases import facts, incidents, releases
from handlers import forms
from handlers.answers import Answer, Form
from handlers.asked import Asked, Payload, typed_values, whole
from handlers.desk import Desk
from messages.action_ids import ActionId
from messages.cards import answers, credit_answers
from messages.modals.send_back_form import SendBackNote, send_back_view


async def held(
    asked: Asked, desk: Desk, number: int, kind: Kind, text: str, *, passes: bool = False
) -> frozenset[Approval]:
    """Return the roles by which the person may release these words, or pass over rules in them.

    The chat platform is asked only for roles that the words turn on: `passes` tells whether the
    person passes over rules.
    """
    incident, known = await facts.read(desk.store, asked.workspace, number)
    told = facts_now(incident, known, now=desk.now())
    turn_on = {releases.needed(kind, text, told, desk.organisation, now=desk.now())}
    turn_on |= {Approval.INCIDENT_LEAD} if passes else set()
    turn_on -= {Approval.NONE}
    return await _held_by(asked.person, desk, turn_on, incident)


async def held_now(
    asked: Asked, desk: Desk, number: int, turn_on: AbstractSet[Approval]
) -> frozenset[Approval]:
    """Return which of the roles the person holds."""
    incident = await incidents.read(desk.store, asked.workspace, number)
    return await _held_by(asked.person, desk, turn_on, incident)


async def _held_by(
    person: str, desk: Desk, turn_on: AbstractSet[Approval], incident: Incident
) -> frozenset[Approval]:
    return frozenset([one for one in turn_on if person in await desk.holders(one, incident)])


async def release(asked: Asked, desk: Desk, value: str) -> Answer:
    return await _decide(asked, desk, whole(value))


async def ask_why(asked: Asked, desk: Desk, value: str) -> Answer:
    words, incident = await releases.read(desk.store, asked.workspace, whole(value))
    words.check_may_decide(asked.person, await desk.holders(words.approval, incident))
    return Form(send_back_view(words))


async def send_back(asked: Asked, desk: Desk, view: Payload) -> Answer:
    note = SendBackNote.read(view["private_metadata"])
    why = typed_values(view)[ActionId.WHY_SENT_BACK]
    return await _decide(asked, desk, note.release, why=why)


async def open_words(asked: Asked, desk: Desk, value: str) -> Answer:
    """Open the form with the words as they were released or sent back.

    A letter about money goes on from its request alone, so its words are given to be put in there.
    """
    words, _ = await releases.read(desk.store, asked.workspace, whole(value))
    words.check_is_whose(asked.person)
    if words.kind in ABOUT_MONEY:
        return credit_answers.letter_to_go_on(words)
    return await forms.words_form(
        asked,
        desk,
        words.incident,
        kind=words.kind,
        text=words.text,
        corrects=words.corrects,
        to=words.customer,
    )


async def _decide(asked: Asked, desk: Desk, number: int, *, why: str | None = None) -> Answer:
    words, incident = await releases.read(desk.store, asked.workspace, number)
    decided = await releases.decide(
        desk.store,
        desk.organisation,
        workspace=asked.workspace,
        number=number,
        release=why is None,
        by=asked.person,
        holders=await desk.holders(words.approval, incident),
        note=why or "",
        now=desk.now(),
        deed=asked.deed if why is not None else None,
    )
    return answers.words_decided(decided)
