"""The words of the refusals that keep decisions and duties with the workspace's own people."""

from collections.abc import Mapping
from typing import Final
from zoneinfo import ZoneInfo

from bot.domain.outsider import NotOneOfUs, Outsider, OutsiderMayNotDecide
from messages.refused.registry import words_for
from messages.words import person

IS: Final[Mapping[Outsider, str]] = {
    Outsider.GUEST: "is a guest of this workspace",
    Outsider.STRANGER: "belongs to another organisation",
    Outsider.BOT: "is an app",
    Outsider.GONE: "has no active account here",
}


@words_for.register
def _may_not_decide(refusal: OutsiderMayNotDecide, _: ZoneInfo) -> str:
    return (
        f"{person(refusal.person)} {IS[refusal.outsider]}, and only full members decide on money "
        "or stand in for those who do. Ask one of them."
    )


@words_for.register
def _not_one_of_us(refusal: NotOneOfUs, _: ZoneInfo) -> str:
    return (
        f"{person(refusal.person)} belongs to another organisation, and what customers are owed "
        "stays with our own people. Choose one of them."
    )
