"""Deciding a request, once, and what else those who decide can do. One transaction each.

`acting.holders` are those who hold a function at this very moment, read again at every click.
"""

from datetime import datetime

from bot.domain import circumstance, decision
from bot.domain.credit import LONGEST_ALTERNATIVE, LONGEST_QUESTION, Credit, real
from bot.domain.decline import Decline, Undo, Why
from bot.domain.money import parse_money
from bot.domain.money_refusals import NotYourCredit
from bot.domain.organisation import Organisation
from bot.domain.route import asked_now, put_to_another
from bot.domain.trail import Trace
from bot.store import approvals, trail
from bot.store.transaction import Store, Transaction
from bot.usecases import books, credit_news, credit_steps, notes
from bot.usecases.acting import Acting
from bot.usecases.books import Case


async def approve(
    store: Store, organisation: Organisation, acting: Acting, number: int, *, seal: str
) -> Credit:
    """Give one approval; `seal` is what the person saw when they pressed.

    Raises `CreditIsDecided` with by whom and when, `CreditHasMoved`, `OwnCredit`, `HasInterest`,
    `NotAnApprover`, `ApprovedAlready`, `NobodyForSum`, `DrillHasNoMoney`, or `AlreadyDone`.
    """
    async with store.transaction() as tx:
        case = await books.opened(tx, organisation, acting, number)
        real(case.incident)
        decision.may_decide(
            case.credit, case.slots, by=acting.by, approvers=case.approvers, now=acting.now
        )
        decision.check_seen(case.credit, seal)
        if case.credit.undo is None:
            await books.needed(tx, organisation, case.credit)
        after, yes = decision.approved(
            case.credit,
            case.given,
            case.slots,
            by=acting.by,
            approvers=case.approvers,
            now=acting.now,
        )
        await approvals.add(tx, case.credit, yes)
        is_opened = await trail.has_opened(tx, case.credit, acting.by)
        how = circumstance.told(case.credit, yes, case.approvers, is_opened=is_opened)
        await credit_steps.keep(tx, case, after, Trace.APPROVED, details=how)
    return after


async def decline(
    store: Store,
    organisation: Organisation,
    acting: Acting,
    number: int,
    *,
    why: Why,
    alternative: str,
) -> Credit:
    """Say no, with a reason and what is offered instead; a high sum needs a second reader.

    A yes of theirs given before counts no more. Raises what `approve` raises, `NeedsSecondReader`,
    `NobodyMayApprove`, or `WordsAreMissing`.
    """
    instead = notes.note("alternative", alternative, limit=LONGEST_ALTERNATIVE)
    async with store.transaction() as tx:
        case = await books.opened(tx, organisation, acting, number)
        after = decision.declined(
            case.credit,
            Decline(why=why, alternative=instead, by=acting.by, at=acting.now),
            case.slots,
            approvers=case.approvers,
            second_reader_from=case.rules.second_reader_from,
        )
        if after.awaits_decision:
            after = put_to_another(after, case.slots, case.approvers, now=acting.now)
            await approvals.withdraw(tx, case.credit, acting.by)
        of = after.decline.of if after.decline else None
        details = {"why": why.value, **({circumstance.OF: of} if of else {})}
        await credit_steps.keep(tx, case, after, Trace.DECLINED, said=instead, details=details)
    return after


async def send_back(
    store: Store, organisation: Organisation, acting: Acting, number: int, *, amount: str
) -> Credit:
    """Give the request back to who asked, with the sum one would rather give.

    Raises what `approve` raises, `BadAmount` or `SumIsTheSame`.
    """
    async with store.transaction() as tx:
        case = await books.opened(tx, organisation, acting, number)
        currency = case.credit.amount.currency
        proposed = parse_money(amount, currency=currency, locale=organisation.locale)
        after = decision.sent_back(
            case.credit,
            proposed,
            case.slots,
            by=acting.by,
            approvers=case.approvers,
            now=acting.now,
        )
        details = {"amount_minor": str(proposed.minor), "currency": proposed.currency}
        await credit_steps.keep(tx, case, after, Trace.SENT_BACK, details=details)
    return after


async def check(store: Store, organisation: Organisation, acting: Acting, number: int) -> None:
    """Raises why the person may not decide on the request now, as `approve` does."""
    async with store.transaction() as tx:
        case = await books.opened(tx, organisation, acting, number)
        decision.may_decide(
            case.credit, case.slots, by=acting.by, approvers=case.approvers, now=acting.now
        )


async def pass_on(store: Store, organisation: Organisation, acting: Acting, number: int) -> Credit:
    """Leave the request to others because of an interest of one's own. Raises as `approve`.

    A yes given before counts no more: who holds the same authority can give theirs.
    """
    async with store.transaction() as tx:
        case = await books.opened(tx, organisation, acting, number)
        left = decision.passed_on(
            case.credit, case.slots, by=acting.by, approvers=case.approvers, now=acting.now
        )
        after = _asked_further(left, case, now=acting.now)
        await approvals.withdraw(tx, case.credit, acting.by)
        await credit_steps.keep(tx, case, after, Trace.INTEREST)
    return after


async def question(
    store: Store, organisation: Organisation, acting: Acting, number: int, *, text: str
) -> Credit:
    """Ask who asked; the question stands below every copy. Raises as `approve`."""
    asked = notes.note("question", text, limit=LONGEST_QUESTION)
    async with store.transaction() as tx:
        case = await books.opened(tx, organisation, acting, number)
        decision.may_decide(
            case.credit, case.slots, by=acting.by, approvers=case.approvers, now=acting.now
        )
        step = await _tell_below(tx, case, Trace.QUESTION, asked)
        await credit_news.tell_asker(tx, case.credit, now=acting.now, step=step)
    return case.credit


async def answer(
    store: Store, organisation: Organisation, acting: Acting, number: int, *, text: str
) -> Credit:
    """Answer a question about one's own request. Raises `NotYourCredit`, `CreditIsDecided`."""
    said = notes.note("answer", text, limit=LONGEST_QUESTION)
    async with store.transaction() as tx:
        case = await books.opened(tx, organisation, acting, number)
        if case.credit.asked_by != acting.by:
            raise NotYourCredit(case.credit.name, case.credit.asked_by)
        decision.check_open(case.credit)
        await _tell_below(tx, case, Trace.ANSWER, said)
    return case.credit


async def ask_undo(
    store: Store, organisation: Organisation, acting: Acting, number: int, *, why: str
) -> Credit:
    """Ask for a granted credit to be taken back: voided, or reversed once it is paid.

    Raises `CreditHasMoved`, `WordsAreMissing` or `NobodyMayApprove`.
    """
    said = notes.note("undo", why, limit=LONGEST_ALTERNATIVE)
    async with store.transaction() as tx:
        case = await books.opened(tx, organisation, acting, number)
        asked = decision.to_undo(case.credit, Undo(why=said, by=acting.by, at=acting.now))
        after = _asked_further(asked, case, now=acting.now)
        await credit_steps.keep(tx, case, after, Trace.UNDO_ASKED, said=said)
    return after


def _asked_further(credit: Credit, case: Case, *, now: datetime) -> Credit:
    people = asked_now(credit, case.slots, case.approvers, now=now)
    return decision.put_to(credit, people)


async def _tell_below(tx: Transaction, case: Case, trace: Trace, said: str) -> int:
    credit, acting = case.credit, case.acting
    step = await books.note(tx, credit, trace, by=acting.by, now=acting.now, words=said)
    copies = await credit_news.places(tx, credit, case.organisation)
    await credit_news.tell_below(tx, credit, copies, now=acting.now, step=step)
    return step
