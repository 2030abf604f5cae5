"""The forms as they are opened."""

from dataclasses import replace

from bot.domain.addressee import Addressee
from bot.domain.refusals import IncidentIsResolved
from bot.domain.update import Kind
from bot.usecases import drafts, grounds, updates
from handlers import drafting
from handlers.answers import Form
from handlers.asked import Asked, whole
from handlers.desk import Desk
from handlers.drafting import drawn, empty
from handlers.rewording import redrafted
from messages import failed
from messages.drafts.addressed import follow_up_slots, person_of
from messages.drafts.asked import wrong_slots
from messages.modals.words_kinds import Mood
from messages.modals.words_state import WordsState


async def held_words_form(asked: Asked, desk: Desk, number: int, text: str) -> Form:
    """Return the form with a person's own words that there is no news."""
    record = await grounds.read_all(desk.store, asked.workspace, number)
    if not record.incident.is_open:
        raise IncidentIsResolved(record.incident.name)
    kind = drafts.quiet_kind(record.incident)
    return await words_form(asked, desk, number, kind=kind, text=text)


async def words_form(
    asked: Asked,
    desk: Desk,
    number: int,
    *,
    kind: Kind | None = None,
    text: str | None = None,
    corrects: int | None = None,
    notice: str = "",
    to: int | None = None,
    promise: int | None = None,
) -> Form:
    """Return the form with a draft of `kind` in it, or with `text` and what must change in it.

    Without a `kind` it is for what comes next; `to` is the customer whom the words are for,
    `promise` a missed one that they are about.
    """
    record = await grounds.read_all(desk.store, asked.workspace, number, to=to, promise=promise)
    wanted = kind or drafts.likely_kind(record.incident)
    state = empty(record, desk, wanted)
    if record.to is not None:
        state = addressed(replace(state, kind=wanted, variant=""), record.to)
    other = "" if state.kind is wanted else failed.not_sayable()
    state = replace(state, notice=notice or other, corrects=corrects)
    if text is None:
        return await drawn(asked, desk, redrafted(state))
    promised = drafts.next_promise(record.incident, desk.organisation, now=state.now)
    shown = drafting.with_asked(replace(state, text=text, promised=promised))
    return replace(await drawn(asked, desk, shown), typed=text)


def addressed(state: WordsState, to: Addressee) -> WordsState:
    """Return the form for words to a customer who is logged, with what their case holds in it."""
    report = to.customer.report
    ready = {}
    if state.kind is Kind.FOLLOW_UP:
        ready = follow_up_slots(to, state.incident, state.organisation, now=state.now)
    return replace(
        state,
        to=to,
        person=person_of(to),
        asked_for=report.asked_for,
        mood=Mood(report.mood) if report.mood else Mood.UNSAID,
        typed=ready,
    )


async def correction_form(asked: Asked, desk: Desk, value: str) -> Form:
    """Return the form that takes back words that were sent; what they said stands in it."""
    number, _, update = value.partition(":")
    record = await grounds.read_all(desk.store, asked.workspace, whole(number))
    wrong = await updates.numbered(desk.store, asked.workspace, whole(number), whole(update))
    state = empty(record, desk, Kind.CORRECTION)
    if wrong is None or state.kind is not Kind.CORRECTION:
        return await drawn(asked, desk, redrafted(replace(state, notice=failed.not_sayable())))
    notice = failed.takes_back(wrong.number)
    about = replace(state, corrects=wrong.number, typed=wrong_slots(wrong), notice=notice)
    return await drawn(asked, desk, redrafted(about))


async def holding_form(asked: Asked, desk: Desk, number: int, *, last: str) -> Form:
    """Return the form with words without news that are not the `last` ones."""
    record = await grounds.read_all(desk.store, asked.workspace, number)
    state = empty(record, desk, drafts.quiet_kind(record.incident))
    return await drawn(asked, desk, redrafted(state, last=last))
