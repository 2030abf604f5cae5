"""Promises: made by command, form, from an update, or where nobody knows the answer."""

from dataclasses import replace
from datetime import datetime

from bot.domain.customer import Customer
from bot.domain.fact import Key
from bot.domain.incident import Incident
from bot.domain.promise import Kind, Promise, usual_due
from bot.domain.refusals import WordsAreMissing
from bot.domain.update import Update
from bot.usecases import customers, facts, incidents, promises
from bot.usecases.promises import Made
from handlers.answers import Answer, Form
from handlers.asked import Asked, Payload, choice, moment, parts, typed_values, whole
from handlers.desk import Desk
from handlers.reference import meant
from messages.action_ids import ActionId
from messages.card import Card
from messages.cards.answers import plain
from messages.cards.promise import promise_details, promise_made, with_proposals
from messages.modals.promise_form import PromiseNote, promise_view
from messages.proposals import Proposal, proposed, read_promise
from messages.unknown import (
    OF_CUSTOMER,
    answered,
    askable,
    honest_sentence,
    promise_about,
    promise_to_customer,
)
from messages.words import MINUTE


async def command(asked: Asked, desk: Desk, rest: str) -> Answer:
    """`promise [INC-7] [words by time]`: log a promise to everybody; without a time, a form"""
    number, typed = await meant(asked, desk, rest)
    words, due = read_promise(typed, desk.organisation, now=desk.now())
    if not words or due is None:
        incident = await incidents.read(desk.store, asked.workspace, number)
        view = promise_view(incident, owner=asked.person, words=words, due=due)
        return Form(view, typed=typed)
    return await _make(asked, desk, number, Made(words=words, due=due, owner=asked.person))


async def ask(asked: Asked, desk: Desk, value: str) -> Answer:
    incident = await incidents.read(desk.store, asked.workspace, whole(value))
    return Form(promise_view(incident, owner=asked.person))


async def send(asked: Asked, desk: Desk, view: Payload) -> Answer:
    note, values = PromiseNote.read(view["private_metadata"]), typed_values(view)
    if note.made_in and not values[ActionId.PROMISE_TO].strip():
        raise WordsAreMissing(ActionId.PROMISE_TO)
    await desk.check_one_of_us(ActionId.OWNER, values[ActionId.OWNER], asked_by=asked.person)
    made = Made(
        words=values[ActionId.PROMISE_WORDS],
        due=chosen_time(values[ActionId.DUE_AT])
        or _usual(choice(Kind, values[ActionId.USUAL]), desk),
        owner=values[ActionId.OWNER],
        to=values[ActionId.PROMISE_TO],
        made_in=note.made_in,
    )
    return await _make(asked, desk, note.incident, made)


async def log(asked: Asked, desk: Desk, value: str) -> Answer:
    """Log what was promised in an update; what one person was told needs a name first."""
    incident, update, place = (whole(part) for part in parts(value, 3))
    about = await incidents.read(desk.store, asked.workspace, incident)
    sent, found = await promises.in_update(
        desk.store, desk.organisation, workspace=asked.workspace, incident=incident, update=update
    )
    if not sent.kind.is_public and place < len(found):
        one, where = found[place], promises.made_in_update(update, place)
        return Form(
            promise_view(about, owner=asked.person, words=one.words, due=one.due, made_in=where)
        )
    promise = await promises.make_proposed(
        desk.store,
        desk.organisation,
        workspace=asked.workspace,
        incident=incident,
        update=update,
        place=place,
        by=asked.person,
        now=desk.now(),
    )
    return promise_made(promise, desk.organisation, now=desk.now())


async def dont_know(asked: Asked, desk: Desk, value: str) -> Answer:
    """Promise the answer in a working while, and give the sentence that says so."""
    incident, subject, customer = parts(value if value.count(":") > 1 else f"{value}:", 3)
    key = None if subject == OF_CUSTOMER else choice(Key, subject)
    _, known = await facts.read(desk.store, asked.workspace, whole(incident))
    if key is not None and key not in askable(known, now=desk.now()):
        return plain(answered(key))
    made = replace(
        _answer(asked, desk, key),
        customer=whole(customer) if customer else None,
        made_in=f"asked:{':'.join(filter(None, [subject, customer]))}",
    )
    return await _make(asked, desk, whole(incident), made, about=key, is_honest=True)


async def details(asked: Asked, desk: Desk, value: str) -> Answer:
    promise, incident = await promises.read(desk.store, asked.workspace, whole(value))
    customer = await promised_to(promise, asked, desk)
    return promise_details(promise, incident, desk.organisation, now=desk.now(), customer=customer)


async def promised_to(promise: Promise, asked: Asked, desk: Desk) -> Customer | None:
    """Return the customer it was made to, None for everybody.

    Raises `NotOnIncident` where the words are not for this person.
    """
    if promise.customer is None:
        return None
    customer, _ = await customers.read(
        desk.store,
        workspace=asked.workspace,
        number=promise.customer,
        by=asked.person,
        roles=await desk.seniors() | {promise.owner, promise.made_by},
    )
    return customer


async def offering(
    card: Card,
    incident: Incident,
    sent: Update,
    desk: Desk,
    *,
    cause_due: datetime | None = None,
) -> Card:
    """Return the receipt of an update with the promises found in it, to be logged by a press.

    The next update is not among them: the incident's own clock keeps it; nor is the cause, which
    was promised for `cause_due` when it ended, nor what is in the book by now.
    """
    found = proposed(sent.text, desk.organisation, now=sent.sent_at)
    if not found:
        return card
    live = await promises.live(desk.store, incident)
    due = incident.next_update_due if sent.kind.is_public else None
    due = due or cause_due
    kept = [one.due for one in live] + ([] if due is None else [due])
    others = [
        (n, one) for n, one in enumerate(found) if all(abs(one.due - at) >= MINUTE for at in kept)
    ]
    return with_proposals(card, incident, sent.number, others, desk.organisation)


def chosen_time(seconds: str) -> datetime | None:
    return moment(seconds) if seconds else None


async def _make(
    asked: Asked,
    desk: Desk,
    incident: int,
    made: Made,
    *,
    about: Key | None = None,
    is_honest: bool = False,
) -> Answer:
    now, organisation = desk.now(), desk.organisation
    promise = await _kept(asked, desk, incident, made)
    may_say = is_honest and promise.due > now  # the one that stands may be late by now
    say = honest_sentence(about, promise.due, organisation.time_zone, now=now) if may_say else ""
    return promise_made(promise, organisation, now=now, say=say)


async def _kept(asked: Asked, desk: Desk, incident: int, made: Made) -> Promise:
    return await promises.make(
        desk.store,
        desk.organisation,
        made,
        workspace=asked.workspace,
        incident=incident,
        by=asked.person,
        now=desk.now(),
        deed=asked.deed,
    )


async def log_here(asked: Asked, desk: Desk, incident: int, one: Proposal, *, to: str) -> str:
    """Log what stands in words that are not sent yet, and return the receipt."""
    made = Made(words=one.words, due=one.due, owner=asked.person, to=to)
    promise = await _kept(asked, desk, incident, made)
    return promise_made(promise, desk.organisation, now=desk.now()).text


async def admit(
    asked: Asked, desk: Desk, incident: int, key: Key | None, *, to: str
) -> tuple[str, str]:
    """Promise everybody, or one customer, the answer; return the sentence, and the receipt."""
    made = replace(_answer(asked, desk, key), to=to, made_in=f"asked:{key}" if key else "")
    promise = await _kept(asked, desk, incident, made)
    now, organisation = desk.now(), desk.organisation
    say = honest_sentence(key, promise.due, organisation.time_zone, now=now)
    return say, promise_made(promise, organisation, now=now).text


def _answer(asked: Asked, desk: Desk, key: Key | None) -> Made:
    words = promise_to_customer() if key is None else promise_about(key)
    return Made(words=words, due=_usual(Kind.ANSWER, desk), owner=asked.person)


def _usual(kind: Kind, desk: Desk) -> datetime:
    organisation = desk.organisation
    return usual_due(kind, organisation.working_hours, organisation.time_zone, now=desk.now())
