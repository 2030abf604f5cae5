"""What is said to whoever noted something of a customer's case."""

from bot.domain.case import SEASON, Case, Later, Reply
from bot.domain.organisation import Organisation
from bot.domain.promise import Promise
from messages import case_buttons as buttons
from messages.card import Card
from messages.cards.answers import plain
from messages.words import chat_time, person


def resolved_receipt(case: Case) -> Card:
    return plain(
        f"{case.label}: noted that it works again for them. In a week whoever logged them is asked "
        "to write whether it held."
    )


def happy_receipt(case: Case) -> Card:
    return plain(f"{case.label}: they are happy, and their case is closed. Leave them be.")


def unhappy_receipt(case: Case, promise: Promise, organisation: Organisation) -> Card:
    due = chat_time(promise.due, organisation.time_zone)
    return plain(
        f"{case.label}: their case is open again. {promise.name} is logged, due {due}; a manager "
        "is told what they said. Write to them now that you have it: they wait to hear."
    )


def given_receipt(case: Case) -> Card:
    return plain(f"{case.label}: {person(str(case.owner))} follows it up from now on.")


def later_receipt(case: Case) -> Card:
    became = buttons.LATER[case.later or Later.UNKNOWN].lower()
    return plain(f"{case.label}, after {SEASON.days} days: {became}. It is not asked again.")


def reply_receipt(case: Case) -> Card:
    reply = case.reply or Reply.NO
    more = " Do not write about it again." if reply is Reply.NO else ""
    return plain(f"{case.label}: {buttons.REPLIES[reply].lower()}.{more}")


def wishes_receipt(case: Case) -> Card:
    away = "They are not written to any more." if case.wishes.opted_out else "It is kept."
    return plain(f"{case.label}: {away}")
