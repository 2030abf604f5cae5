"""Telling customers: what was sent is recorded, and the clock starts again."""

from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import datetime

from bot.domain.addressee import Addressee
from bot.domain.facts import Facts
from bot.domain.heat import Heat
from bot.domain.incident import Incident
from bot.domain.organisation import Organisation
from bot.domain.refusals import (
    IncidentIsResolved,
    NoSuchCredit,
    SaidAlready,
    SomeoneWasFirst,
)
from bot.domain.release import NeedsRelease
from bot.domain.timeline import Event
from bot.domain.update import ABOUT_MONEY, Approval, Kind, Update, sayable
from bot.store import done, facts, incidents, timeline, updates
from bot.store.transaction import Reader, Store, Transaction
from bot.usecases import addressees, drafts, grounds, proof, releases
from bot.usecases.sending import Words, send, with_promise
from messages.tone.agreement import Behind, behind


async def post_update(
    store: Store,
    organisation: Organisation,
    words: Words,
    *,
    workspace: str,
    number: int,
    by: str,
    seen: int | None,
    now: datetime,
    held: AbstractSet[Approval] = frozenset(),
    deed: str | None = None,
) -> tuple[Incident, Update]:
    """Record `words` as sent to customers; those to everybody restart the clock.

    `held` are the roles by which the person may release words; without the one that these need
    somebody else must have released them, or `NeedsRelease` is raised.
    `seen` is how many updates there were when the person began; when somebody else was faster,
    raises `SomeoneWasFirst`. Raises `WordsAreBlocked` when a rule stops the text, `SaidAlready`
    when there is no news and the words are the last ones, `PromiseIsWrong` when they name a
    next-update time that cannot be, `ChannelIsDown`, what `Addressee.check_may_get` raises, or
    `NoSuchCredit`: a decision on money is told with its request, and never from here.
    """
    if words.kind in ABOUT_MONEY:
        raise NoSuchCredit(words.kind)
    words = replace(words, text=sayable(words.text))
    async with store.transaction() as tx:
        await done.once(tx, workspace, deed, now=now)
        incident = await incidents.lock(tx, workspace, number)
        await _refuse_if_overtaken(tx, incident, seen=seen, text=words.text)
        words = with_promise(_in_turn(words, incident), incident, organisation, now=now)
        await _refuse_if_said(tx, incident, words)
        words, to = await _proofread(tx, organisation, incident, words, held=held, now=now)
        await addressees.sent(tx, incident, words.kind, to, by=by, now=now)
        return await send(tx, organisation, incident, words, by=by, now=now)


async def _proofread(
    tx: Transaction,
    organisation: Organisation,
    incident: Incident,
    words: Words,
    *,
    held: AbstractSet[Approval],
    now: datetime,
) -> tuple[Words, Addressee | None]:
    """Return the words with who released them, and whom they are for."""
    stands_on = await grounds.of_words(tx, incident, words.kind, to=words.to)
    context = proof.moment(organisation, words, stands_on, now=now)
    proof.read(words, context, held=held)
    told = context.facts
    words = await let_out(tx, organisation, incident, words, told=told, held=held, now=now)
    return words, stands_on.to


async def hold(
    store: Store,
    organisation: Organisation,
    *,
    workspace: str,
    number: int,
    by: str,
    seen: int | None,
    now: datetime,
    deed: str | None = None,
) -> tuple[Incident, Update]:
    """Record the next "no news yet" text as sent. Before the first word, that is what it is.

    Made of what is confirmed, it waits for no comms owner: "no news yet" beats silence. It also
    holds what somebody typed at the opening: raises `WordsAreBlocked` when a rule stops that, and
    `NeedsRelease` when it names another cause or time than what is known.
    """
    async with store.transaction() as tx:
        await done.once(tx, workspace, deed, now=now)
        incident = await incidents.lock(tx, workspace, number)
        await _refuse_if_overtaken(tx, incident, seen=seen, text="")
        if not incident.is_open:
            raise IncidentIsResolved(incident.name)
        stands_on = await grounds.of_words(tx, incident, drafts.quiet_kind(incident))
        last = await _last_words(tx, incident)
        draft = drafts.without_news(incident, organisation, stands_on.known, now=now)
        text = drafts.next_words(incident, draft, last=last)
        words = Words(draft.kind, text, draft.facts.next_update_due, is_whole=True)
        context = proof.moment(organisation, words, stands_on, now=now)
        proof.read(words, context)
        needs = releases.needed(draft.kind, text, context.facts, organisation, now=now)
        if needs not in releases.FROM_NONE_TO_COMMS:
            raise NeedsRelease(incident.name, needs, text)
        return await send(tx, organisation, incident, words, by=by, now=now)


async def numbered(store: Store, workspace: str, incident: int, number: int) -> Update | None:
    """Return words that were sent; None if there are no such ones."""
    async with store.reading() as reader:
        return await updates.numbered(reader, workspace, incident, number)


async def said_where(
    store: Store, workspace: str, number: int
) -> tuple[dict[str, Update], tuple[Behind, ...]]:
    """Return the last words on each channel, and the channels that are behind the others."""
    async with store.reading() as reader:
        incident = await incidents.read(reader, workspace, number)
        last = await updates.last_on_each(reader, workspace, number)
        return last, behind(last, await facts.every(reader, incident))


async def heat(store: Store, workspace: str, number: int) -> Heat:
    """Return what became of angry posts."""
    async with store.reading() as reader:
        many = await updates.many_of(
            reader, workspace, number, (Kind.PUBLIC_ANSWER, Kind.INVITATION)
        )
        learned = await timeline.turns(reader, workspace, number, [Event.LEARNED])
        return Heat(
            answered=many.get(Kind.PUBLIC_ANSWER, 0),
            invited=many.get(Kind.INVITATION, 0),
            learned=len(learned),
        )


async def read_to_hold(store: Store, *, workspace: str, number: int, seen: int) -> str:
    """Return what everybody was told last of an incident that has no news.

    Raises `SomeoneWasFirst` when there were not `seen` updates, `IncidentIsResolved`.
    """
    async with store.reading() as reader:
        incident = await incidents.read(reader, workspace, number)
        await _refuse_if_overtaken(reader, incident, seen=seen, text="")
        if not incident.is_open:
            raise IncidentIsResolved(incident.name)
        return await _last_words(reader, incident)


async def _refuse_if_overtaken(
    reader: Reader, incident: Incident, *, seen: int | None, text: str
) -> None:
    if seen is None or seen == incident.updates:
        return
    last = await updates.newest(reader, incident.workspace, incident.number)
    if last is not None:
        raise SomeoneWasFirst(incident.name, last.sent_by, last.sent_at, text)


def _in_turn(words: Words, incident: Incident) -> Words:
    """There is one first word: after that, it is progress."""
    is_late = words.kind is Kind.FIRST_WORD and incident.first_word_at is not None
    return replace(words, kind=Kind.PROGRESS) if is_late else words


async def _refuse_if_said(tx: Transaction, incident: Incident, words: Words) -> None:
    text = drafts.as_rehearsed(incident, words.text)
    if words.kind is Kind.HOLDING and text == await _last_words(tx, incident):
        raise SaidAlready(incident.name, words.text)


async def _last_words(reader: Reader, incident: Incident) -> str:
    last = await updates.newest(reader, incident.workspace, incident.number)
    return "" if last is None else last.text


async def let_out(
    tx: Transaction,
    organisation: Organisation,
    incident: Incident,
    words: Words,
    *,
    told: Facts,
    held: AbstractSet[Approval],
    now: datetime,
) -> Words:
    """Return the words with who released them, if their author may not. Raises `NeedsRelease`."""
    kind, text = words.kind, words.text
    approval = releases.needed(kind, text, told, organisation, now=now)
    if approval is Approval.NONE or approval in held:
        return words
    released_by = await releases.let_out_by(tx, incident, kind, text, told, to=words.to)
    if released_by is None:
        raise NeedsRelease(incident.name, approval, text)
    return replace(words, released_by=released_by)
