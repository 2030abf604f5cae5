"""The words of the refusals that keep decisions and duties with the workspace's own people."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from bot.domain.outsider import NotOneOfUs, Outsider, OutsiderMayNotDecide
from bot.domain.refusals import Refusal
from messages.words import person

IS: Final[Mapping[Outsider, str]] = {
    Outsider.GUEST: "is a guest of this workspace",
    Outsider.STRANGER: "belongs to another organisation",
    Outsider.BOT: "is an app",
    Outsider.GONE: "has no active account here",
}


def _may_not_decide(refusal: OutsiderMayNotDecide) -> str:
    return (
        f"{person(refusal.person)} {IS[refusal.outsider]}, and only full members decide on money "
        "or stand in for those who do. Ask one of them."
    )


def _not_one_of_us(refusal: NotOneOfUs) -> str:
    return (
        f"{person(refusal.person)} belongs to another organisation, and what customers are owed "
        "stays with our own people. Choose one of them."
    )


OUTSIDERS: Final[Mapping[type[Refusal], Callable[[Any], str]]] = {
    OutsiderMayNotDecide: _may_not_decide,
    NotOneOfUs: _not_one_of_us,
}
