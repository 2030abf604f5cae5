"""What is agreed so that it does not happen again: the list, and the receipts."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Final

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    InteractiveElement,
    Option,
    OverflowMenuElement,
)

from bot.domain.incident import Incident, Status
from bot.domain.organisation import Organisation
from bot.domain.prevention import Item, Question, Review, State
from messages.action_ids import ActionId, BlockId, numbered
from messages.buttons import LONGEST_LABEL, button
from messages.card import Card, context, escaped, plain, quoted, section, sections
from messages.cards import answers
from messages.words import day_words, named, person, title

MOST_LISTED: Final = 30
"""Steps in one message; the rest are counted."""
STATES: Final[Mapping[State, str]] = {
    State.OPEN: "To do",
    State.DONE: "Done",
    State.DROPPED: "Dropped",
}
QUESTIONS: Final[Mapping[Question, str]] = {
    Question.WHY_HAPPENED: "Why did it happen?",
    Question.KNOWN_SOONER: "How could we have known sooner?",
    Question.HARDEST: "What was hardest for customers?",
    Question.WHAT_HELPED: "What helped, and should stay?",
    Question.WHAT_PREVENTS: "What will keep it from happening again?",
}
OF_ITEM: Final[Mapping[ActionId, str]] = {
    ActionId.STEP_IS_DONE: "Done",
    ActionId.STEP_CHANGE: "Change owner or day",
    ActionId.STEP_DROP: "Drop",
    ActionId.STEP_CLEAR: "Customers may know",
}


def standing_card(
    incident: Incident,
    review: Review | None,
    items: tuple[Item, ...],
    organisation: Organisation,
    *,
    now: datetime,
) -> Card:
    """Return everything that is agreed after an incident, with what can be done about it."""
    today = now.astimezone(organisation.time_zone).date()
    lead, summary = f"Prevention for {title(incident)}", _summary(review, items)
    blocks: list[Block] = [section(f"*{lead}*\n{summary}")]
    for item_place, item in enumerate(items[:MOST_LISTED]):
        menu = _menu(item, item_place)
        blocks.append(section(_line(item, organisation, today), accessory=menu))
    if len(items) > MOST_LISTED:
        blocks.append(context(f"{len(items) - MOST_LISTED} more steps are not shown here."))
    blocks += _answers(review)
    row = ActionsBlock(block_id=BlockId.ACTIONS, elements=_of_incident(incident, items))
    return Card(f"{lead}. {summary}", [*blocks, row])


def _summary(review: Review | None, items: tuple[Item, ...]) -> str:
    live = sum(item.is_live for item in items)
    done = sum(item.state is State.DONE for item in items)
    answered = len(review.answers) if review else 0
    closed = ""
    if review and review.closed_by:
        why = f": {escaped(review.why_nothing)}" if review.why_nothing else ""
        closed = f" Closed by {person(review.closed_by)}{why}."
    steps = f"Steps to do: {live}; done: {done}." if items else "No step is agreed yet."
    return f"{steps} Questions answered: {answered} of {len(Question)}.{closed}"


def _line(item: Item, organisation: Organisation, today: date) -> str:
    due = day_words(item.due, locale=organisation.locale)
    late = ", *late*" if item.is_live and item.due < today else ""
    why = f": {escaped(item.why)}" if item.why else ""
    told = " Customers may know." if item.is_for_customers else ""
    return (
        f"*{item.name}* {escaped(item.words)}\n"
        f"{STATES[item.state]}{why}. Due {due}{late}; owner {person(item.owner)}.{told}"
    )


def _answers(review: Review | None) -> Iterator[Block]:
    if review is None or not review.answers:
        return
    for question in Question:
        if words := review.answers.get(question):
            yield from sections(f"*{QUESTIONS[question]}*\n{quoted(words)}")


def offered_for(item: Item) -> dict[ActionId, str]:
    """Return what can be done about a step as it is, with its labels."""
    if item.state is State.DROPPED:
        return {}
    live = OF_ITEM if item.is_live else {ActionId.STEP_CLEAR: OF_ITEM[ActionId.STEP_CLEAR]}
    is_told = item.approved_at is not None
    return {
        action: label
        for action, label in live.items()
        if not (is_told and action is ActionId.STEP_CLEAR)
    }


def _menu(item: Item, at: int) -> OverflowMenuElement | None:
    offered = offered_for(item)
    if not offered:
        return None
    return OverflowMenuElement(
        action_id=numbered(ActionId.MORE, at),
        options=[
            Option(text=plain(label, LONGEST_LABEL), value=f"{action}:{item.number}")
            for action, label in offered.items()
        ],
    )


def _of_incident(incident: Incident, items: tuple[Item, ...]) -> list[InteractiveElement]:
    add = button("Add a step", ActionId.STEP_ADD, incident.number, style="primary")
    asked = button("The five questions", ActionId.REVIEW, incident.number)
    if incident.status is not Status.RESOLVED:
        return [add, asked]
    return [add, asked, button("Close the incident", ActionId.CLOSE, incident.number)]


def agreed(item: Item, organisation: Organisation) -> Card:
    due = day_words(item.due, locale=organisation.locale)
    told = answers.plain(
        f"{item.name} is agreed: “{escaped(item.words)}”. Due {due}; {person(item.owner)} is "
        "reminded on that day, and on each working day after it until it is done."
    )
    more = button("Add another step", ActionId.STEP_ADD, item.incident)
    end = button("Close the incident", ActionId.CLOSE, item.incident)
    row = ActionsBlock(block_id=BlockId.ACTIONS, elements=[more, end])
    return Card(told.text, [*told.blocks, row])


def item_changed(item: Item, told: str, organisation: Organisation) -> Card:
    """Return the receipt; `told` is all that customers may read of its kind."""
    due = day_words(item.due, locale=organisation.locale)
    state = f"{STATES[item.state].lower()}; due {due}, owner {person(item.owner)}"
    if item.is_for_customers:
        kind = "have changed" if item.state is State.DONE else "will change"
        read = f"Customers may read what we {kind}: “{escaped(told)}”."
    else:
        read = "Customers do not read of it."
    return answers.plain(f"{item.name}: {state}. {read}")


def reviewed(incident: Incident, review: Review | None, items: tuple[Item, ...]) -> Card:
    """Return the receipt for answers, with what is wanted next."""
    row = ActionsBlock(block_id=BlockId.ACTIONS, elements=_of_incident(incident, items))
    wanted = "" if items else " Next: add a step with an owner and a day, or say why there is none."
    told = answers.plain(f"{named(incident)}: kept. {_summary(review, items)}{wanted}")
    return Card(told.text, [*told.blocks, row])


def closed(incident: Incident, review: Review | None, items: tuple[Item, ...]) -> Card:
    return answers.plain(
        f"{named(incident)} is closed. {_summary(review, items)} Steps are still called for until "
        f"they are done. If it fails again: `/incident reopen {incident.name}`."
    )
