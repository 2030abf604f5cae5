"""The buttons on a customer's case. A value names the customer."""

from collections.abc import Mapping
from typing import Final

from slack_sdk.models.blocks import ButtonElement, InteractiveElement, StaticSelectElement

from bot.domain.case import Case, Later, Reply
from messages.action_ids import ActionId
from messages.buttons import button
from messages.card import plain
from messages.modals.form import options

LATER: Final[Mapping[Later, str]] = {
    Later.RETAINED: "They are still with us",
    Later.LEFT: "They have left us",
    Later.UNKNOWN: "We do not know",
}
REPLIES: Final[Mapping[Reply, str]] = {
    Reply.REPLIED: "They replied",
    Reply.TALKING: "We are talking",
    Reply.RETURNED: "They came back",
    Reply.NO: "They said no",
}


def case(customer: int) -> ButtonElement:
    return button("Case", ActionId.CASE, customer)


def resolved(customer: int) -> ButtonElement:
    return button("Works for them", ActionId.CASE_RESOLVED, customer)


def follow_up(one: Case) -> ButtonElement:
    return button("Write to them", ActionId.FOLLOW_UP, one.customer, style="primary")


def give(one: Case) -> ButtonElement:
    return button("Hand over", ActionId.CASE_GIVE, one.customer)


def to_write(one: Case) -> list[InteractiveElement]:
    return [follow_up(one), give(one)]


def answers(one: Case) -> list[InteractiveElement]:
    return [
        button("They are happy", ActionId.HAPPY, one.customer),
        button("Not happy", ActionId.NOT_HAPPY, one.customer),
    ]


def wishes(one: Case) -> ButtonElement:
    return button("Contact and outcome", ActionId.WISHES, one.customer)


def win_back(one: Case) -> ButtonElement:
    return button("Write to who has left", ActionId.WIN_BACK, one.customer)


def later(one: Case) -> StaticSelectElement:
    return _choice(ActionId.CASE_LATER, "What became of them?", one, LATER)


def reply(one: Case) -> StaticSelectElement:
    return _choice(ActionId.WIN_BACK_REPLY, "What came of it?", one, REPLIES)


def _choice(
    action: ActionId, asks: str, one: Case, named: Mapping[Later, str] | Mapping[Reply, str]
) -> StaticSelectElement:
    offered = {f"{one.customer}:{value}": words for value, words in named.items()}
    return StaticSelectElement(
        action_id=action, placeholder=plain(asks, 150), options=options(offered)
    )
