"""Letters to customers about money: sent, answered, and not forgotten. One transaction each."""

from collections.abc import Set as AbstractSet
from dataclasses import replace
from typing import Final

from bot.domain import offer
from bot.domain.credit import Credit
from bot.domain.decision import put_to
from bot.domain.incident import Incident
from bot.domain.letter import Letter
from bot.domain.organisation import Organisation
from bot.domain.route import asked_now
from bot.domain.timeline import Event
from bot.domain.told import Answer, Said
from bot.domain.trail import Trace
from bot.domain.update import Approval, Update, sayable
from bot.store import credits, incidents
from bot.store.transaction import Store, Transaction
from bot.usecases import (
    books,
    credit_news,
    credit_steps,
    grounds,
    letter_clock,
    proof,
    sending,
    updates,
)
from bot.usecases.acting import Acting
from bot.usecases.sending import Words
from messages.letter_words import CUSTOMER_SAID_NO

TRACES: Final = {
    Answer.ACCEPTED: Trace.ACCEPTED,
    Answer.REFUSED: Trace.REFUSED,
    Answer.UNANSWERED: Trace.UNANSWERED,
}


async def read(store: Store, workspace: str, number: int) -> Letter:
    """Return what a letter about the credit rests on. Raises `NoSuchCredit`."""
    async with store.reading() as reader:
        credit = await credits.read(reader, workspace, number)
        incident = await incidents.read(reader, workspace, credit.incident)
        return await grounds.of_letter(reader, incident, credit)


async def send(
    store: Store,
    organisation: Organisation,
    acting: Acting,
    words: Words,
    number: int,
    *,
    seal: str,
    held: AbstractSet[Approval] = frozenset(),
) -> tuple[Incident, Update, Credit]:
    """Record the letter as sent; `seal` is of the request when it was drafted.

    Raises what `Letter.check_who` and `Letter.check_sent` raise, `WordsAreBlocked`, `NeedsRelease`
    or `AlreadyDone`.
    """
    words = replace(words, text=sayable(words.text))
    async with store.transaction() as tx:
        await books.begin(tx, acting)
        credit = await credits.lock(tx, acting.workspace, number)
        before = await incidents.lock(tx, acting.workspace, credit.incident)
        letter = await grounds.of_letter(tx, before, credit)
        letter.check_who(acting.by)
        letter.check_sent(seal=seal, name=words.customer.name, text=words.text)
        words = replace(words, kind=letter.kind, variant=letter.variant)
        stands_on = await grounds.of_words(tx, before, letter.kind, letter=letter)
        context = proof.moment(organisation, words, stands_on, now=acting.now)
        proof.read(words, context, held=held)
        words = await updates.let_out(
            tx, organisation, before, words, told=context.facts, held=held, now=acting.now
        )
        incident, update = await sending.send(
            tx, organisation, before, replace(words, about=credit), by=acting.by, now=acting.now
        )
        after = offer.told(credit, by=acting.by, now=acting.now)
        await _keep(tx, organisation, acting, credit, after, trace=Trace.TOLD)
        await credit_news.stop_clock(tx, after)
    return incident, update, after


async def answer(
    store: Store,
    organisation: Organisation,
    acting: Acting,
    number: int,
    said: Said,
) -> Credit:
    """Note what the customer said; a refusal frees the money, or asks for it to be taken back.

    Raises `NotOffered`, `AnsweredAlready`, `NotYourLetter` or `NobodyMayApprove`.
    """
    async with store.transaction() as tx:
        case = await books.opened(tx, organisation, acting, number)
        (await grounds.of_letter(tx, case.incident, case.credit)).check_who(acting.by)
        after = offer.answered(case.credit, said, why=CUSTOMER_SAID_NO)
        is_to_undo = after.undo is not None and case.credit.undo is None
        if is_to_undo:
            people = asked_now(after, case.slots, case.approvers, now=acting.now)
            after = put_to(after, people)
        trace = TRACES[said.answer]
        await _keep(tx, organisation, acting, case.credit, after, trace=trace, said=said)
        if is_to_undo:
            await books.note(tx, after, Trace.UNDO_ASKED, by=acting.by, now=acting.now)
        await credit_news.tell_thread(
            tx,
            organisation,
            case.incident,
            after,
            Event.CREDIT_ANSWERED,
            by=acting.by,
            now=acting.now,
            more={"answer": said.answer},
        )
        await credit_news.set_clock(tx, after, case.slots, case.approvers, now=acting.now)
        await credit_steps.free_others(tx, organisation, acting, case.credit, after)
    return after


async def _keep(
    tx: Transaction,
    organisation: Organisation,
    acting: Acting,
    before: Credit,
    after: Credit,
    *,
    trace: Trace,
    said: Said | None = None,
) -> None:
    """Save the credit, move its money, show it as it stands, and set the next reminder."""
    await credits.save(tx, after)
    await books.book(tx, organisation, before, after, by=acting.by, now=acting.now)
    felt = {} if said is None else {"before": said.before, "after": said.after}
    details = {name: str(value) for name, value in felt.items() if value is not None}
    await books.note(tx, after, trace, by=acting.by, now=acting.now, details=details)
    await credit_news.show(tx, after, organisation, now=acting.now)
    await letter_clock.follow(tx, organisation, after, now=acting.now)
