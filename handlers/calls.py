"""Calls with customers: the script opens stage by stage, and each stage is kept as it is left."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.domain.call import LONGEST_ANSWER, LONGEST_WAIT
from bot.domain.customer import counted
from bot.domain.on_call import OnCall
from bot.domain.promise import Kind as Promised
from bot.domain.promise import usual_due
from bot.domain.refusals import Unreadable
from bot.domain.typed import words
from bot.domain.update import Kind
from bot.usecases import calls, incidents
from bot.usecases.calls import Noted
from bot.usecases.drafts import as_rehearsed
from bot.usecases.on_call import phone_draft
from handlers import forms
from handlers.answers import Answer, Form
from handlers.asked import Asked, Payload, typed_values, whole
from handlers.desk import Desk
from handlers.reference import meant_or_bare
from messages.cards.calls import ended_words, totals_card
from messages.drafts.draft import phone_branches, phone_parts, phone_script, write_draft
from messages.drafts.phone import WAITED
from messages.modals.phone_fields import LONG, UNSAID, longest, question_name
from messages.modals.phone_form import CallNote, PhoneState, phone_view
from messages.unknown import promise_to_customer


async def command(asked: Asked, desk: Desk, rest: str) -> Answer:
    """`call [INC-7]`: the phone script, stage by stage; it goes on where you left it"""
    number, _ = await meant_or_bare(asked, desk, rest)
    return await ask(asked, desk, str(number))


async def totals_command(asked: Asked, desk: Desk, rest: str) -> Answer:
    """`calls [INC-7]`: what callers said, added up, for those who work on it"""
    number, _ = await meant_or_bare(asked, desk, rest)
    roles = await desk.seniors()
    found = await calls.totals(
        desk.store, workspace=asked.workspace, incident=number, by=asked.person, roles=roles
    )
    return totals_card(*found)


async def ask(asked: Asked, desk: Desk, value: str) -> Form:
    return await _begin(asked, desk, whole(value), anew=False)


async def begin_anew(asked: Asked, desk: Desk, view: Payload, _value: str) -> Form:
    """What was noted of the other call stays with it."""
    about = CallNote.read(view["private_metadata"])
    return await _begin(asked, desk, about.incident, anew=True)


async def go_on(asked: Asked, desk: Desk, view: Payload) -> Answer:
    """Keep the stage, and open the next one; after the last, the words that go in writing."""
    about, noted = await _left(asked, desk, view, move=1)
    if noted.stage == len(phone_parts(desk.organisation).stages):
        return await _end(asked, desk, about, noted)
    return _form(await _keep(asked, desk, about, noted), desk)


async def go_back(asked: Asked, desk: Desk, view: Payload, _value: str) -> Form:
    about, noted = await _left(asked, desk, view, move=-1)
    return _form(await _keep(asked, desk, about, noted), desk)


async def turn(asked: Asked, desk: Desk, view: Payload, value: str) -> Form:
    """Show what to say when the call goes another way, at the stage where it is."""
    about, noted = await _left(asked, desk, view)
    place, branches = whole(value), phone_parts(desk.organisation).branches
    if place >= len(branches):
        raise Unreadable
    on = await _keep(asked, desk, about, replace(noted, turn=branches[place].turn))
    return _form(on, desk, branch=place)


async def call_for_help(asked: Asked, desk: Desk, view: Payload, _value: str) -> Form:
    about, noted = await _left(asked, desk, view)
    on = await calls.call_for_help(
        desk.store,
        desk.organisation,
        noted,
        workspace=asked.workspace,
        number=about.call,
        by=asked.person,
        now=desk.now(),
    )
    return _form(on, desk, branch=about.branch, is_alarmed=True)


async def promise_answer(asked: Asked, desk: Desk, view: Payload, _value: str) -> Form:
    """Promise an answer in the usual time, and give the sentence that says so."""
    about, noted = await _left(asked, desk, view)
    hours, zone = desk.organisation.working_hours, desk.organisation.time_zone
    on = await calls.promise_answer(
        desk.store,
        desk.organisation,
        noted,
        words=promise_to_customer(),
        due=usual_due(Promised.ANSWER, hours, zone, now=desk.now()),
        workspace=asked.workspace,
        number=about.call,
        by=asked.person,
        now=desk.now(),
    )
    return _form(on, desk, branch=about.branch, has_just_promised=True)


async def _begin(asked: Asked, desk: Desk, incident: int, *, anew: bool) -> Form:
    on = await calls.begin(
        desk.store,
        desk.organisation,
        workspace=asked.workspace,
        incident=incident,
        by=asked.person,
        now=desk.now(),
        anew=anew,
    )
    return _form(on, desk)


async def _keep(asked: Asked, desk: Desk, about: CallNote, noted: Noted) -> OnCall:
    return await calls.note(
        desk.store,
        noted,
        workspace=asked.workspace,
        number=about.call,
        by=asked.person,
        now=desk.now(),
        deed=asked.deed,
    )


async def _end(asked: Asked, desk: Desk, about: CallNote, noted: Noted) -> Form:
    on = await calls.end(
        desk.store,
        desk.organisation,
        noted,
        workspace=asked.workspace,
        number=about.call,
        by=asked.person,
        now=desk.now(),
        deed=asked.deed,
    )
    draft = replace(phone_draft(on, desk.organisation, now=desk.now()), kind=Kind.APOLOGY)
    text = as_rehearsed(on.incident, write_draft(draft))
    notice = ended_words(on.call)
    number = on.incident.number
    return await forms.words_form(asked, desk, number, kind=Kind.APOLOGY, text=text, notice=notice)


async def _left(
    asked: Asked, desk: Desk, view: Payload, *, move: int = 0
) -> tuple[CallNote, Noted]:
    """Return what stands in the form. Raises `BadCount`, or `WordsAreTooLong`."""
    about, values = CallNote.read(view["private_metadata"]), typed_values(view)
    incident = await incidents.read(desk.store, asked.workspace, about.incident)
    script = phone_parts(desk.organisation)
    stage = script.stages[min(about.stage, len(script.stages) - 1)]
    waited = None
    if WAITED in values:
        waited = counted(WAITED, values[WAITED], unless_said=0, least=0, most=LONGEST_WAIT)
    noted = Noted(
        stage=about.stage + move,
        notes={
            name: _said(name, values[name])
            for name in stage.saves
            if name in values and name != WAITED
        },
        answers=_answers(script.asked(incident.type), values) if stage.asks else None,
        waited=waited,
    )
    return about, noted


def _said(name: str, typed: str) -> str:
    if not typed.strip() or typed == UNSAID:
        return ""
    return words(name, typed, limit=longest(name), on_one_line=name not in LONG)


def _answers(questions: Sequence[str], values: Mapping[str, str]) -> Mapping[str, str]:
    said = {asked: values.get(question_name(place), "") for place, asked in enumerate(questions)}
    return {
        asked: words("text", answer, limit=LONGEST_ANSWER, on_one_line=True)
        for asked, answer in said.items()
        if answer.strip()
    }


def _form(
    on: OnCall,
    desk: Desk,
    *,
    branch: int | None = None,
    is_alarmed: bool = False,
    has_just_promised: bool = False,
) -> Form:
    organisation, now = desk.organisation, desk.now()
    draft = phone_draft(on, organisation, now=now)
    state = PhoneState(
        on=on,
        facts=draft.facts,
        stages=phone_script(draft),
        branches=phone_branches(draft),
        branch=branch,
        is_alarmed=is_alarmed,
        has_just_promised=has_just_promised,
    )
    return Form(phone_view(state, organisation, now=now))
