"""What is told of a request step by step: to who asked, and below each copy of its card."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from slack_sdk.models.blocks import ActionsBlock, Block, ButtonElement

from bot.domain.budget import Budget
from bot.domain.credit import Credit, State
from bot.domain.decline import Why
from bot.domain.money import Money
from bot.domain.offer import Waiting, waiting_for
from bot.domain.organisation import Organisation
from bot.domain.trail import Footprint, Trace
from messages import money_buttons
from messages.action_ids import ActionId, BlockId
from messages.buttons import button
from messages.card import Card, escaped, quoted, section, sections
from messages.money_words import STATES, WHYS, budget_words, shown, state_of, sum_of
from messages.words import person

Told = Callable[[Credit, Footprint, Organisation], tuple[str, str]]


def credit_note(
    credit: Credit, step: Footprint, organisation: Organisation, *, reader: str
) -> Card:
    """Return one step of a request for who asked, or asked to take it back; no customer is named.

    What is left to do is for who asked.
    """
    lead, words = TOLD[step.event](credit, step, organisation)
    is_theirs = reader == credit.asked_by
    name = f"Your request {credit.name}" if is_theirs else credit.name
    whole = f"{name} for {sum_of(credit, organisation)}. {lead}"
    blocks: list[Block] = [section(f"*{whole}*"), *sections(words)]
    row = _row(credit, step)
    if row and is_theirs:
        blocks.append(ActionsBlock(block_id=BlockId.ACTIONS, elements=row))
    return Card(f"{whole} {words}", blocks)


def line_below(
    credit: Credit, step: Footprint, organisation: Organisation, *, is_shared: bool
) -> Card:
    """Return a question, an answer or a reminder; what was written stays out of channels."""
    if step.event is Trace.MOVED_ON:
        to = step.details.get("to", "").split()
        also = f" It is put to {_people(to)} as well." if to else ""
        return _plain(f"{credit.name} for {sum_of(credit, organisation)} still waits.{also}")
    does = "asks" if step.event is Trace.QUESTION else "answers"
    lead = f"{person(step.by)} {does} about {credit.name}."
    return _plain(lead if is_shared else f"{lead}\n{quoted(step.words)}")


def budget_note(credit: Credit, budgets: Sequence[Budget], organisation: Organisation) -> Card:
    """Return how much the budgets still hold, for finance."""
    each = "; ".join(budget_words(one, organisation) for one in budgets)
    number = credit.number
    words = f"A budget for credits runs low with {credit.name} (INC-{credit.incident}): {each}."
    row = ActionsBlock(
        block_id=BlockId.ACTIONS, elements=[button("Add to it", ActionId.RAISE_BUDGET, number)]
    )
    return Card(f"{words} Add to it, or further requests are refused.", [section(words), row])


def _plain(words: str) -> Card:
    return Card(words, [section(words)])


def _people(people: Sequence[str]) -> str:
    return ", ".join(person(one) for one in people)


def _approved(credit: Credit, step: Footprint, organisation: Organisation) -> tuple[str, str]:
    if credit.state is State.ASKED:
        return f"{person(step.by)} approved; one more has to.", "The decision comes to you here."
    if credit.undo is not None:
        lead = f"{person(step.by)} agrees to take it back; one more has to."
        return lead, "The decision comes to you here."
    if step.state in (State.VOIDED, State.REVERSED):
        return f"{STATES[State(step.state)]} by {person(step.by)}.", "Tell the customer."
    return f"{state_of(credit, organisation)}.", "You can tell the customer now."


def _declined(credit: Credit, step: Footprint, organisation: Organisation) -> tuple[str, str]:
    if step.state == State.ASKED:
        lead = f"{person(step.by)} would decline it; a second reader looks."
        return lead, "The decision comes to you here. Until then, tell the customer nothing of it."
    if step.state != State.DECLINED:
        return f"{person(step.by)} declined to take it back.", f"Why: {escaped(step.words)}"
    why = WHYS[Why(step.details["why"])]
    words = f"{why}. Offer this instead: {escaped(step.words)}"
    return f"{STATES[State.DECLINED]} by {person(step.by)}.", words


def _sent_back(credit: Credit, step: Footprint, organisation: Organisation) -> tuple[str, str]:
    proposed = Money(int(step.details["amount_minor"]), step.details["currency"])
    rather = f"{person(step.by)} would rather give {shown(proposed, organisation)}."
    return rather, "Ask anew with that sum, or with another one and what speaks for it."


def _still_back(credit: Credit, step: Footprint, organisation: Organisation) -> tuple[str, str]:
    sum_ = shown(credit.proposed or credit.amount, organisation)
    words = f"Ask anew with {sum_}, or with another sum and what speaks for it."
    return "It is back with you, and waits for you.", words


def _passed_on(credit: Credit, step: Footprint, organisation: Organisation) -> tuple[str, str]:
    lead = f"{person(step.by)} leaves it to {_people(credit.asked_of)}."
    return lead, "The decision comes to you here."


def _question(credit: Credit, step: Footprint, organisation: Organisation) -> tuple[str, str]:
    return f"{person(step.by)} asks:", quoted(step.words)


def _moved_on(credit: Credit, step: Footprint, organisation: Organisation) -> tuple[str, str]:
    to = _people(step.details["to"].split())
    return f"Nobody has decided yet, so it is with {to} too.", "The decision comes to you here."


def _lapsed(credit: Credit, step: Footprint, organisation: Organisation) -> tuple[str, str]:
    return f"{STATES[State.LAPSED]}.", "If it is still right, ask anew with `/incident credit`."


def _failed(credit: Credit, step: Footprint, organisation: Organisation) -> tuple[str, str]:
    return "Finance could not pay it.", "Ask finance what is missing; the customer still waits."


def _letter_owed(credit: Credit, step: Footprint, organisation: Organisation) -> tuple[str, str]:
    state = "declined" if credit.state is State.DECLINED else "approved"
    return f"It is {state}, and the customer has not been told.", "Write to them now."


def _answer_owed(credit: Credit, step: Footprint, organisation: Organisation) -> tuple[str, str]:
    return "The customer was told a week ago.", "What did they say? If you do not know, ask them."


def _unanswered(credit: Credit, step: Footprint, organisation: Organisation) -> tuple[str, str]:
    lead = "Nobody has noted what the customer said, so it counts as no answer."
    return lead, "What was granted stays granted. Once they answer, note it here."


TOLD: Final[Mapping[Trace, Told]] = {
    Trace.APPROVED: _approved,
    Trace.DECLINED: _declined,
    Trace.SENT_BACK: _sent_back,
    Trace.STILL_BACK: _still_back,
    Trace.INTEREST: _passed_on,
    Trace.QUESTION: _question,
    Trace.MOVED_ON: _moved_on,
    Trace.LAPSED: _lapsed,
    Trace.FAILED: _failed,
    Trace.LETTER_OWED: _letter_owed,
    Trace.ANSWER_OWED: _answer_owed,
    Trace.UNANSWERED: _unanswered,
}


def _row(credit: Credit, step: Footprint) -> list[ButtonElement]:
    if step.event is Trace.QUESTION:
        return [button("Answer", ActionId.ANSWER_CREDIT, credit.number, style="primary")]
    if step.event in (Trace.SENT_BACK, Trace.STILL_BACK):
        return [button("Ask anew", ActionId.ASK_ANEW, credit.number, style="primary")]
    if step.event in (Trace.ANSWER_OWED, Trace.UNANSWERED):
        return money_buttons.answers(credit)
    if step.event in LETTERS and waiting_for(credit) is Waiting.LETTER:
        return [money_buttons.write_letter(credit)]
    return []


LETTERS: Final = frozenset({Trace.APPROVED, Trace.DECLINED, Trace.LETTER_OWED})
