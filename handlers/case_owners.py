"""A follow-up given to somebody else."""

from bot.usecases import cases as usecase
from handlers import cases
from handlers.answers import Answer, Form
from handlers.asked import Asked, Payload, typed_values
from handlers.desk import Desk
from messages.action_ids import ActionId
from messages.cards.case_receipts import given_receipt
from messages.modals.case_forms import give_view


async def ask(asked: Asked, desk: Desk, value: str) -> Answer:
    to, _ = await cases.read(asked, desk, value)
    return Form(give_view(to.case))


async def give(asked: Asked, desk: Desk, view: Payload) -> Answer:
    person = typed_values(view)[ActionId.TO]
    number = await cases.case_of(asked, desk, view)
    await desk.check_one_of_us(ActionId.TO, person, asked_by=asked.person)
    case = await usecase.give(
        desk.store,
        desk.organisation,
        workspace=asked.workspace,
        number=number,
        to=person,
        by=asked.person,
        now=desk.now(),
        deed=asked.deed,
    )
    return given_receipt(case)
