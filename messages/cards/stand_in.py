"""What somebody reads who stands in for another, in private."""

from datetime import timedelta
from typing import Final

from bot.domain.delegation import Delegation
from bot.domain.organisation import Organisation
from messages.card import Card
from messages.cards.answers import plain
from messages.words import named_day, person

MOMENT: Final = timedelta(seconds=1)


def stand_in_named(one: Delegation, organisation: Organisation) -> Card:
    """Return what they are asked to do, until when, and where they see what waits."""
    return plain(
        f"{person(one.of)} has named you to decide on credits in their place "
        f"{until_words(one, organisation)}. A request that they do not decide in time comes to you "
        "here, and stands on my *Home* tab under *What needs you now*. If you cannot do it, tell "
        "them: they can name somebody else."
    )


def stand_in_ended(of: str) -> Card:
    return plain(
        f"You no longer decide on credits in the place of {person(of)}. You need do nothing."
    )


def until_words(one: Delegation, organisation: Organisation) -> str:
    """Return until when, by its last day."""
    last = one.until.astimezone(organisation.time_zone) - MOMENT
    return f"until the end of {named_day(last)}"
