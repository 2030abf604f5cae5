"""The words of the refusals where obstacles and forgetting are concerned."""

from zoneinfo import ZoneInfo

from bot.domain import forgetting, obstacle
from messages.card import escaped
from messages.failed import given_back, named_words
from messages.refused.registry import words_for
from messages.words import person


@words_for.register
def _no_obstacle(refusal: obstacle.NoSuchObstacle, _: ZoneInfo) -> str:
    return f"There is no obstacle {escaped(refusal.asked_for)}. To note one: `/incident obstacle`."


@words_for.register
def _taken(refusal: obstacle.ObstacleIsTaken, _: ZoneInfo) -> str:
    return f"{person(refusal.by)} removes {refusal.obstacle} already. There is nothing to do."


@words_for.register
def _gone(refusal: obstacle.ObstacleIsGone, _: ZoneInfo) -> str:
    return f"{refusal.obstacle} is gone. If it is back, note it again: `/incident obstacle`."


@words_for.register
def _not_yours(refusal: obstacle.ObstacleIsNotYours, _: ZoneInfo) -> str:
    if refusal.owner is None:
        return f"Nobody removes {refusal.obstacle} yet. Press *Take this on* first."
    return f"{person(refusal.owner)} removes {refusal.obstacle} and says when it is gone. Ask them."


@words_for.register
def _age(refusal: forgetting.AgeIsWrong, _: ZoneInfo) -> str:
    lead = (
        f"{named_words(refusal.typed)} is not an age. Write it in days, at least "
        f"{refusal.least}d: 400d."
    )
    return given_back(lead, refusal.typed, unless_named=True)


@words_for.register
def _nobody(_refusal: forgetting.NobodyOfThatName, _: ZoneInfo) -> str:
    return (
        "Nothing is kept of a customer of this name, reference or number. "
        "Write it as it stands on their record, or take their number: CU-3."
    )


@words_for.register
def _which(refusal: forgetting.WhichCustomer, _: ZoneInfo) -> str:
    labels = ", ".join(refusal.labels)
    return (
        f"Several customers have this name, each with another reference: {labels}. "
        "Take the reference or the number of the one you mean."
    )


@words_for.register
def _money(refusal: forgetting.MoneyIsOnItsWay, _: ZoneInfo) -> str:
    waiting = ", ".join(refusal.credits)
    return (
        f"Nothing was removed: {waiting} must be decided, and given to finance, under this name. "
        "Settle that first, then ask once more."
    )
