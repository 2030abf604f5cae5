"""One customer's case, and who is to be followed up. Names stand below, not on the lock screen."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Final

from slack_sdk.models.blocks import ActionsBlock, Block, InteractiveElement

from bot.domain.case import SEASON, Case, Outcome
from bot.domain.customer import Customer
from bot.domain.incident import Incident
from bot.domain.organisation import Organisation
from bot.domain.promise import Promise
from messages import case_buttons as buttons
from messages.action_ids import ActionId, BlockId, numbered
from messages.buttons import button
from messages.card import Card, escaped, quoted, section, sections, shortened
from messages.cards.answers import plain
from messages.cards.customers import who
from messages.words import chat_time, named, person, title

Pairs = Sequence[tuple[Customer, Case]]
Row = Callable[[Case], list[InteractiveElement]]
MOST_LISTED: Final = 5
"""Of each list: four lists of so many are 45 of the 50 blocks that a message holds."""
LONGEST_SHOWN: Final = 200
"""Characters of what somebody said, in a list."""
MORE: Final = f" The first {MOST_LISTED} of more. `/incident case CU-12` shows any other one."
"""Who has left stays listed, so the next ones do not move up by themselves."""
OUTCOMES: Final = {
    Outcome.HAPPY: "They are happy. Nothing more is asked of them.",
    Outcome.NOT_HAPPY: "They are not happy.",
    Outcome.NO_ANSWER: "They did not answer in time, so it is closed.",
}
DAYS: Final = SEASON.days


def case_card(
    customer: Customer,
    case: Case,
    incident: Incident,
    organisation: Organisation,
    *,
    now: datetime,
) -> Card:
    """Return all there is of a case, for one who works on the incident."""
    lead = f"{case.label} of {named(incident)}: {_state(case, incident, organisation)}"
    words = "\n".join([f"*{who(customer)}* ({case.label})", lead, *_told(case, organisation)])
    row = ActionsBlock(
        block_id=numbered(BlockId.ACTIONS, case.customer),
        elements=_possible(customer, case, incident, now=now),
    )
    return Card(lead, [*sections(words), row])


def lists_card(
    incident: Incident,
    lists: Sequence[tuple[str, Pairs, Row]],
) -> Card:
    """Return whom to write to, who has not answered, who is asked about; each under its heading.

    Of each list the first `MOST_LISTED` are shown, and that there are more.
    """
    many = sum(len(pairs[:MOST_LISTED]) for _, pairs, _ in lists)
    if not many:
        return plain(
            f"{named(incident)}: nobody is to be followed up now. It is asked a week after it "
            "works again, and who answers later can be found with `/incident case CU-5`."
        )
    blocks: list[Block] = [section(f"*{title(incident)}: follow-ups*")]
    for heading, pairs, row in lists:
        if pairs:
            blocks.append(section(f"*{heading}*{MORE if len(pairs) > MOST_LISTED else ''}"))
            # One customer may stand under several headings, and each row needs a name of its own.
            for pair in pairs[:MOST_LISTED]:
                blocks += _row(*pair, row, place=len(blocks))
    return Card(f"{named(incident)}: follow-ups, {many} shown.", blocks)


def follow_up_note(incident: Incident, many: int, first: Pairs) -> Card:
    """Return what is told to one person after a week. The lock screen holds no name."""
    text = (
        f"{_people(many)} of {title(incident)} had trouble a week ago. Ask whether it still works: "
        "press Write to them, and the words are ready."
    )
    return _note(incident, text, many, first, buttons.to_write)


def seasoned_note(incident: Incident, many: int, first: Pairs) -> Card:
    """Return what is asked once after 90 days."""
    text = f"{_people(many)} of {title(incident)}, {DAYS} days on: did they stay with us?"
    return _note(incident, text, many, first, lambda case: [buttons.later(case)])


def written_note(customer: Customer, case: Case, incident: Incident) -> Card:
    """Return where whoever wrote notes what comes back."""
    is_won = case.won_at is not None and (case.written_at or case.won_at) <= case.won_at
    told = (
        "You wrote to somebody who has left. What came of it?"
        if is_won
        else "You asked a customer whether it holds. When they answer, note it here; without an "
        "answer the case closes by itself after 5 days."
    )
    text = f"{told} {case.label} of {named(incident)}."
    row: list[InteractiveElement] = [buttons.reply(case)] if is_won else buttons.answers(case)
    return Card(
        text,
        [
            *sections(f"*{told}*\n{who(customer)} ({case.label}), {title(incident)}"),
            ActionsBlock(block_id=BlockId.ACTIONS, elements=row),
        ],
    )


def given_note(
    customer: Customer,
    case: Case,
    incident: Incident,
    organisation: Organisation,
    *,
    now: datetime,
) -> Card:
    """Return what is told to whom a follow-up was given. The lock screen holds no name."""
    told = f"You follow up a customer of {title(incident)} from now on ({case.label})."
    card = case_card(customer, case, incident, organisation, now=now)
    return Card(told, [*sections(f"*{told}*"), *card.blocks])


def unhappy_note(
    customer: Customer, case: Case, incident: Incident, next_step: Promise | None, by: str
) -> Card:
    """Return what a manager is told of a customer who is not happy."""
    lead = f"A customer of {title(incident)} is not happy ({case.label})."
    step = (
        f"Next: {person(next_step.owner)} will {escaped(next_step.words)} ({next_step.name})."
        if next_step
        else f"Ask {person(by)} what comes next."
    )
    words = "\n".join([f"*{lead}*", f"{who(customer)} says:", quoted(case.said), step])
    row = ActionsBlock(block_id=BlockId.ACTIONS, elements=[buttons.case(case.customer)])
    return Card(
        f"{lead} Their case is open again, and the next step is promised.", [*sections(words), row]
    )


def _state(case: Case, incident: Incident, organisation: Organisation) -> str:
    zone, ended = organisation.time_zone, case.ended_at(incident)
    if case.outcome is not None:
        return OUTCOMES[case.outcome]
    if case.written_at is not None:
        return f"asked {chat_time(case.written_at, zone)} whether it holds; no answer yet."
    if ended is None:
        return "open."
    return f"works again since {chat_time(ended, zone)}."


def _told(case: Case, organisation: Organisation) -> list[str]:
    wishes, zone = case.wishes, organisation.time_zone
    lines = {
        "Followed up by": person(case.owner) if case.owner else "",
        "They said": f"\n{quoted(case.said)}" if case.said else "",
        "Satisfied": f"{case.rating} of 5" if case.rating else "",
        "Their report led to": escaped(wishes.led_to),
        f"After {DAYS} days": buttons.LATER[case.later] if case.later else "",
        "Left on": wishes.left_on.isoformat() if wishes.left_on else "",
        "Written to after they left": chat_time(case.won_at, zone) if case.won_at else "",
        "What came of it": buttons.REPLIES[case.reply] if case.reply else "",
    }
    wished = ["*They do not want to be written to.*"] if wishes.opted_out else []
    return wished + [f"{name}: {words}" for name, words in lines.items() if words]


def _possible(
    customer: Customer, case: Case, incident: Incident, *, now: datetime
) -> list[InteractiveElement]:
    """Return what can be done now; what is refused says why when it is pressed."""
    row: list[InteractiveElement] = []
    ended = case.ended_at(incident)
    if ended is None:
        row.append(buttons.resolved(case.customer))
    elif case.written_at is None:
        row.append(buttons.follow_up(case))
    if case.written_at is not None and case.outcome in (None, Outcome.NO_ANSWER):
        row += buttons.answers(case)
    if customer.report.has_left and case.won_at is None:
        row.append(buttons.win_back(case))
    if case.won_at is not None:
        row.append(buttons.reply(case))
    if case.later is None and ended is not None and now - ended >= SEASON:
        row.append(buttons.later(case))
    if case.outcome is None:
        row.append(buttons.give(case))
    return [*row, buttons.wishes(case)]


def _note(
    incident: Incident,
    text: str,
    many: int,
    first: Pairs,
    row: Row,
) -> Card:
    blocks = [block for place, pair in enumerate(first) for block in _row(*pair, row, place=place)]
    if many > len(first):
        more = section(
            f"And {many - len(first):,} more. When these are done, the next ones are listed.",
            accessory=button("List them", ActionId.FOLLOW_UPS, incident.number),
        )
        blocks.append(more)
    return Card(text, [*sections(f"*{text}*"), *blocks])


def _row(
    customer: Customer,
    case: Case,
    row: Row,
    *,
    place: int,
) -> list[Block]:
    report = customer.report
    said = shortened(escaped(report.impact or report.concern), LONGEST_SHOWN)
    words = f"*{who(customer)}* ({case.label})" + (f"\n{said}" if said else "")
    return [
        section(words),
        ActionsBlock(
            block_id=numbered(BlockId.ACTIONS, place),
            elements=[*row(case), buttons.case(case.customer)],
        ),
    ]


def _people(many: int) -> str:
    return "One customer" if many == 1 else f"{many:,} customers"
