"""The words of the refusals where obstacles and forgetting are concerned."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from bot.domain import forgetting, obstacle
from bot.domain.refusals import Refusal
from messages.card import escaped
from messages.failed import given_back, named_words
from messages.words import person

NAMES: Final = {
    "obstacle": "what stood in your way",
    "obstacle_words": "what stood in your way",
    "question": "the question",
    "answer": "the answer",
    "reported_symptom": "what they say happens",
    "impact_personal": "what it means for them",
    "repair": "what you can do now",
    "tool": "which tool or process",
}


def _no_obstacle(refusal: obstacle.NoSuchObstacle) -> str:
    return f"There is no obstacle {escaped(refusal.asked_for)}. To note one: `/incident obstacle`."


def _taken(refusal: obstacle.ObstacleIsTaken) -> str:
    return f"{person(refusal.by)} removes {refusal.obstacle} already. There is nothing to do."


def _gone(refusal: obstacle.ObstacleIsGone) -> str:
    return f"{refusal.obstacle} is gone. If it is back, note it again: `/incident obstacle`."


def _not_yours(refusal: obstacle.ObstacleIsNotYours) -> str:
    if refusal.owner is None:
        return f"Nobody removes {refusal.obstacle} yet. Press *Take this on* first."
    return f"{person(refusal.owner)} removes {refusal.obstacle} and says when it is gone. Ask them."


def _age(refusal: forgetting.AgeIsWrong) -> str:
    lead = (
        f"{named_words(refusal.typed)} is not an age. Write it in days, at least "
        f"{refusal.least}d: 400d."
    )
    return given_back(lead, refusal.typed, unless_named=True)


def _nobody(_: forgetting.NobodyOfThatName) -> str:
    return (
        "Nothing is kept of a customer of this name, reference or number. "
        "Write it as it stands on their record, or take their number: CU-3."
    )


def _which(refusal: forgetting.WhichCustomer) -> str:
    labels = ", ".join(refusal.labels)
    return (
        f"Several customers have this name, each with another reference: {labels}. "
        "Take the reference or the number of the one you mean."
    )


def _money(refusal: forgetting.MoneyIsOnItsWay) -> str:
    waiting = ", ".join(refusal.credits)
    return (
        f"Nothing was removed: {waiting} must be decided, and given to finance, under this name. "
        "Settle that first, then ask once more."
    )


CARE: Final[Mapping[type[Refusal], Callable[[Any], str]]] = {
    obstacle.NoSuchObstacle: _no_obstacle,
    obstacle.ObstacleIsTaken: _taken,
    obstacle.ObstacleIsGone: _gone,
    obstacle.ObstacleIsNotYours: _not_yours,
    forgetting.AgeIsWrong: _age,
    forgetting.NobodyOfThatName: _nobody,
    forgetting.WhichCustomer: _which,
    forgetting.MoneyIsOnItsWay: _money,
}
