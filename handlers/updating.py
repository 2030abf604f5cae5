"""Noting what customers were told, as it was typed."""

from collections.abc import Set as AbstractSet

from bot.domain.incident import Incident
from bot.domain.refusals import WordsAreBlocked
from bot.domain.release import NeedsRelease
from bot.domain.update import Approval, Kind, Update
from bot.usecases import updates
from bot.usecases.sending import Words
from handlers import forms, promises, releases
from handlers.answers import Answer
from handlers.asked import Asked
from handlers.desk import Desk
from handlers.reference import meant
from messages.cards import answers


async def command(asked: Asked, desk: Desk, rest: str) -> Answer:
    """`update [INC-7] [text]`: note what customers were told; the clock starts again"""
    number, text = await meant(asked, desk, rest)
    if not text:
        return await forms.words_form(asked, desk, number)
    try:
        try:
            incident, sent = await _post(asked, desk, number, text)
        except NeedsRelease as needs:  # few words do: only then anybody is asked for roles
            held = await releases.held_now(asked, desk, number, {needs.approval})
            incident, sent = await _post(asked, desk, number, text, held=held)
    except (WordsAreBlocked, NeedsRelease):
        return await forms.words_form(asked, desk, number, text=text)
    receipt = answers.updated(incident, sent, desk.organisation)
    return await promises.offering(receipt, incident, sent, desk)


async def _post(
    asked: Asked,
    desk: Desk,
    number: int,
    text: str,
    *,
    held: AbstractSet[Approval] = frozenset(),
) -> tuple[Incident, Update]:
    return await updates.post_update(
        desk.store,
        desk.organisation,
        Words(Kind.FIRST_WORD, text),
        workspace=asked.workspace,
        number=number,
        by=asked.person,
        seen=None,
        held=held,
        now=desk.now(),
    )
