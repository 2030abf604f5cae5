"""What the person who did something is told at once, in private: what is so now, and what next."""

from bot.domain.credit import Credit
from bot.domain.incident import Incident
from bot.domain.organisation import Organisation
from bot.domain.severity import Severity
from bot.domain.update import Kind, Update
from messages.card import Card, copyable, escaped, sections
from messages.words import chat_time, person, place, sentence, severity_name, severity_words


def plain(words: str) -> Card:
    """Return escaped words as they are."""
    return Card(words, sections(words))


def opened(incident: Incident, organisation: Organisation) -> Card:
    return plain(
        f"{incident.name} is open in {place(incident.place)}, and you own it: "
        f"{escaped(sentence(incident.what_fails))} {severity_words(incident.severity)}. "
        f"{_next_due(incident, organisation)}\n"
        "Next: press *Post update* on its card and give customers the first word."
    )


def updated(incident: Incident, update: Update, organisation: Organisation) -> Card:
    """Return the receipt for words marked as sent, whatever their kind."""
    if update.kind is Kind.APOLOGY:
        return plain(
            f"Noted: you apologised to one customer of {incident.name}. "
            "The thread says so without the name and without the words."
        )
    return plain(
        f"Noted as sent: update {update.number} of {incident.name}. "
        f"{_next_due(incident, organisation)}"
    )


def held(update: Update, incident: Incident, organisation: Organisation) -> Card:
    """Return the exact text that was noted, to be copied to where customers read."""
    return plain(
        f"{incident.name}: noted as sent. {_next_due(incident, organisation)}\n"
        f"Copy this text to where customers read:\n{copyable(update.text)}"
    )


def snoozed(incident: Incident, organisation: Organisation) -> Card:
    until = incident.snoozed_until
    ends = f" until {chat_time(until, organisation.time_zone)}" if until else ""
    return plain(
        f"Reminders for {incident.name} are quiet{ends}. "
        f"The promise to customers stands. {_next_due(incident, organisation)}"
    )


def severity_changed(incident: Incident, before: Severity, organisation: Organisation) -> Card:
    return plain(
        f"{incident.name} was {severity_name(before)} and is now "
        f"{severity_words(incident.severity)}. {_next_due(incident, organisation)}"
    )


def resolved(incident: Incident, organisation: Organisation) -> Card:
    return plain(
        f"{incident.name} is resolved and its reminders have stopped. "
        "Next: tell customers that it works. If it fails once more, press *Reopen* on its card."
    )


def reopened(incident: Incident, organisation: Organisation) -> Card:
    return plain(
        f"{incident.name} is open. {_next_due(incident, organisation)}\n"
        "Next: press *Post update* and tell customers that it is not over."
    )


def credit_asked(
    credit: Credit, organisation: Organisation, *, deciders: tuple[str, ...] = ()
) -> Card:
    """Return the receipt for a request. It names no customer."""
    people = ", ".join(person(one) for one in deciders) or "a manager"
    return plain(
        f"{credit.name}: you asked for {credit.amount.shown(organisation.locale)}. "
        f"It is with {people} now, and you hear here what they decide. "
        "Until then, name no sum to the customer."
    )


def credit_decided(credit: Credit, organisation: Organisation) -> Card:
    """Return the receipt for whoever decided."""
    done = credit.state.value
    return plain(
        f"{credit.name}: you {done} {credit.amount.shown(organisation.locale)}. "
        f"{person(credit.asked_by)} is told now."
    )


def _next_due(incident: Incident, organisation: Organisation) -> str:
    due = incident.next_update_due
    if due is None:
        return "No update is owed."
    return f"Next update due {chat_time(due, organisation.time_zone)}."
