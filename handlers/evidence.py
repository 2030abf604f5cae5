"""What speaks for a request: the answers of who asked, and whether its evidence was opened."""

from typing import Final

from bot.domain.money_refusals import NotYourCredit
from bot.usecases import credits, decisions, evidence
from bot.usecases.acting import Acting
from handlers.answers import Answer, Form
from handlers.asked import Asked, Payload, typed_values, whole
from handlers.desk import Desk
from messages.action_ids import ActionId, ViewId
from messages.cards import credit_answers
from messages.modals import money_forms
from messages.modals.money_forms import OfCredit


async def ask_answer(asked: Asked, desk: Desk, value: str) -> Answer:
    credit = await credits.read(desk.store, asked.workspace, whole(value))
    if credit.asked_by != asked.person:
        raise NotYourCredit(credit.name, credit.asked_by)
    return Form(money_forms.answer_view(credit, desk.organisation))


async def answer(asked: Asked, desk: Desk, view: Payload) -> Answer:
    text = typed_values(view)[ActionId.ANSWER]
    credit = await decisions.answer(
        desk.store,
        desk.organisation,
        _asking(asked, desk),
        OfCredit.read(view["private_metadata"]).credit,
        text=text,
    )
    return credit_answers.answer_sent(credit, desk.organisation)


async def open_evidence(asked: Asked, desk: Desk, value: str) -> None:
    """Note that it was opened; the link has opened by itself, so nothing is answered."""
    await evidence.opened(desk.store, _asking(asked, desk), whole(value))


def _asking(asked: Asked, desk: Desk) -> Acting:
    """Return who acts where no role counts: so nobody is asked who holds which."""
    return Acting(
        workspace=asked.workspace, by=asked.person, now=desk.now(), holders={}, deed=asked.deed
    )


PRESSES: Final = {
    ActionId.ANSWER_CREDIT: ask_answer,
    ActionId.OPEN_EVIDENCE: open_evidence,
}
SENDS: Final = {ViewId.ANSWER: answer}
