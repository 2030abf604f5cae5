"""The menus of an incident's card: what is not pressed every few minutes, by what it is about.

A new entry is a line in `MENUS`, and a line in `handlers.buttons.BUTTONS` with the function that
a press of its action calls: a choice here is that press. Slack takes five entries a menu; a sixth
belongs to another subject, which is a line of its own on the card.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from slack_sdk.models.blocks import Option, OverflowMenuElement, SectionBlock

from bot.domain.incident import Incident
from messages.action_ids import ActionId, numbered
from messages.buttons import LONGEST_LABEL
from messages.card import plain, section

Fits = Callable[[Incident], bool]


def _always(_incident: Incident) -> bool:
    return True


def _while_open(incident: Incident) -> bool:
    return incident.is_open


def _once_it_works(incident: Incident) -> bool:
    return incident.works_again


def _owned(incident: Incident) -> bool:
    return incident.is_open and incident.owner is not None


def _real(incident: Incident) -> bool:
    """A drill has no customer who could be owed money."""
    return not incident.is_drill


@dataclass(frozen=True, slots=True)
class Entry:
    """`label` is what people choose; it is offered on the cards of incidents that it fits."""

    action: ActionId
    label: str
    fits: Fits = _always


MENUS: Final[Mapping[str, Sequence[Entry]]] = {
    "Customers": (
        Entry(ActionId.LOG_CUSTOMER, "Log a customer"),
        Entry(ActionId.CUSTOMERS, "Who is affected"),
        Entry(ActionId.PROMISE, "Promise"),
        Entry(ActionId.CALL, "Phone script"),
        Entry(ActionId.ASK_CREDIT, "Ask for a credit", _real),
    ),
    "Incident": (
        Entry(ActionId.STATUS, "What was said where"),
        Entry(ActionId.REPORT, "Report"),
        Entry(ActionId.CHANNELS, "Channels", _while_open),
        Entry(ActionId.FOLLOW_UPS, "Follow-ups", _once_it_works),
        Entry(ActionId.PREVENTION, "Prevention"),
    ),
    "Team": (
        Entry(ActionId.HAND_OVER, "Hand over", _owned),
        Entry(ActionId.OBSTACLE, "This was an obstacle"),
    ),
}


def menus(incident: Incident) -> Iterator[SectionBlock]:
    """Yield a line for each subject: its name, what its menu holds in words, and the menu."""
    for place, (subject, entries) in enumerate(MENUS.items()):
        offered = [entry for entry in entries if entry.fits(incident)]
        if offered:
            labels = ", ".join(entry.label for entry in offered)
            yield section(
                f"*{subject}:* {labels}", accessory=_menu(incident, offered, numbered_at=place)
            )


def _menu(incident: Incident, offered: Sequence[Entry], *, numbered_at: int) -> OverflowMenuElement:
    """The action carries the place of the menu; a choice gives `<action>:<incident>`."""
    return OverflowMenuElement(
        action_id=numbered(ActionId.MORE, numbered_at),
        options=[
            Option(
                text=plain(entry.label, LONGEST_LABEL),
                value=f"{entry.action}:{incident.number}",
            )
            for entry in offered
        ],
    )
