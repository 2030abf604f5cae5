"""What is said when an incident ends, or turns out not to be over; and the buttons for it."""

from collections.abc import Mapping
from typing import Final

from slack_sdk.models.blocks import ActionsBlock, ButtonElement

from bot.domain.incident import Incident
from bot.domain.organisation import Organisation
from bot.domain.promise import Promise
from bot.domain.rhythm import Rhythm
from bot.domain.timeline import Entry
from messages import buttons
from messages.action_ids import ActionId, BlockId, numbered
from messages.card import Card, escaped
from messages.cards.answers import plain
from messages.cards.moments import next_due
from messages.rhythm import figures_words, rhythm_words
from messages.words import chat_time, named, person

CHECKS: Final[Mapping[str, tuple[str, str]]] = {
    "test_account": ("Checked: test account", "trying it with a test account, as you would"),
    "customer": ("Checked: a customer", "asking a customer who could not do it before"),
}
"""What support can have done: on the button, and as the end of "checked this by"."""


def is_fixed(incident: Incident) -> ButtonElement:
    ask = buttons.question(
        f"{incident.name} is fixed?",
        "Your word counts as the first of two. It stays open, with its reminders, until somebody "
        "else has checked it as a customer would.",
        yes="It is fixed",
        no="Not yet",
        style="primary",
    )
    return buttons.button("It is fixed", ActionId.RESOLVE, incident.number, confirm=ask)


def checked(incident: Incident) -> list[ButtonElement]:
    """Return a button for each way to check; the value says which fix was checked."""
    return [
        buttons.button(
            label,
            numbered(ActionId.CHECKED, place),
            f"{incident.number}:{incident.fixes}:{name}",
            confirm=buttons.question(
                f"Resolve {incident.name}?",
                f"You have checked it by {how}, and it worked. The reminders stop.",
                yes="It works: resolve",
                no="Keep it open",
                style="primary",
            ),
        )
        for place, (name, (label, how)) in enumerate(CHECKS.items())
    ]


def not_fixed(incident: Incident) -> ButtonElement:
    return buttons.button("Not fixed", ActionId.REOPEN, incident.number)


def fixed(incident: Incident, organisation: Organisation) -> Card:
    """Return the receipt for the first of two words."""
    due = incident.next_update_due
    next_one = f" Next update due {chat_time(due, organisation.time_zone)}." if due else ""
    alone = " In a drill you may do it yourself." if incident.is_drill else ""
    return plain(
        f"{named(incident)}: noted that it is fixed. It stays open and its reminders go on until "
        f"somebody else has checked it.{next_one}\n"
        "Next: ask somebody to do it as a customer would, with a test account or with a customer. "
        f"Then they press *Checked* on the card.{alone}"
    )


def resolved(
    incident: Incident, rhythm: Rhythm, promise: Promise | None, organisation: Organisation
) -> Card:
    """Return the receipt; its button opens the words for customers, ready to go."""
    told = plain(
        f"{named(incident)} is resolved and its reminders have stopped. "
        f"{rhythm_words(rhythm, incident)}{_cause(promise, organisation)}\n"
        "Next: press *Tell customers* and say that it works. If it fails once more, press *Reopen* "
        "on its card."
    )
    tell = buttons.button("Tell customers", ActionId.DRAFT, incident.number, style="primary")
    return Card(told.text, [*told.blocks, ActionsBlock(block_id=BlockId.ACTIONS, elements=[tell])])


def _cause(promise: Promise | None, organisation: Organisation) -> str:
    if promise is None:
        return ""
    due = chat_time(promise.due, organisation.time_zone)
    return (
        f"\nCustomers may not be told the cause yet, so {promise.name} promises to publish it by "
        f"{due}; {person(promise.owner)} keeps it, and the words name that time."
    )


def reopened(incident: Incident, organisation: Organisation, *, was_over: bool) -> Card:
    """Return the receipt; `was_over`: customers may have heard that it works."""
    due = incident.next_update_due
    next_one = f" Next update due {chat_time(due, organisation.time_zone)}." if due else ""
    if not was_over:
        return plain(
            f"{named(incident)}: noted that it is not fixed. Once it is, two people must say so "
            f"anew.{next_one}"
        )
    told = plain(
        f"{named(incident)} is open.{next_one} Once it is fixed, two people must say so anew.\n"
        "Next: press *Post update* and tell customers that it fails again; the words are ready."
    )
    row = ActionsBlock(block_id=BlockId.ACTIONS, elements=[buttons.post_update(incident)])
    return Card(told.text, [*told.blocks, row])


def cancelled(incident: Incident) -> Card:
    return plain(
        f"{named(incident)} is cancelled as opened in error and its reminders have stopped. "
        f"If it was real after all: `/incident reopen {incident.name}`."
    )


def fixed_line(entry: Entry, _: Organisation) -> str:
    return (
        f"{person(entry.by)} says that it is fixed. Somebody else checks it as a customer would, "
        "then presses *Checked* on the card. Until then it is open."
    )


def not_fixed_line(entry: Entry, organisation: Organisation) -> str:
    return f"{person(entry.by)} says that it is not fixed.{next_due(entry, organisation)}"


def resolved_line(entry: Entry, _: Organisation) -> str:
    rhythm = Rhythm.kept_in(entry.details)
    figures = f" {figures_words(rhythm)}" if rhythm else ""
    how, fixed_by = entry.details.get("how"), entry.details.get("fixed_by")
    both = ""
    if how and fixed_by:
        both = f" They checked it by {escaped(how)}; {person(fixed_by)} had said that it is fixed."
    return f"{person(entry.by)} resolved the incident.{both} The reminders have stopped.{figures}"


def reopened_line(entry: Entry, organisation: Organisation) -> str:
    return f"{person(entry.by)} reopened the incident.{next_due(entry, organisation)}"


def cancelled_line(entry: Entry, _: Organisation) -> str:
    why = f": {escaped(entry.details['why'])}" if entry.details.get("why") else ""
    return f"{person(entry.by)} cancelled the incident as opened in error{why}."
