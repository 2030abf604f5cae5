"""What the person who did something is told at once, in private: what is so now, and what next."""

from typing import Final

from slack_sdk.models.blocks import ActionsBlock

from bot.domain.channel import too_short_for
from bot.domain.facts import facts_of
from bot.domain.incident import Incident
from bot.domain.organisation import Organisation
from bot.domain.release import Release
from bot.domain.release import State as ReleaseState
from bot.domain.rhythm import Rhythm
from bot.domain.severity import Severity
from bot.domain.update import LONGEST_UPDATE, Kind, Update
from messages import buttons
from messages.action_ids import BlockId
from messages.card import Card, copyable, escaped, sections
from messages.noted import headline_notice
from messages.rhythm import rhythm_words
from messages.words import (
    chat_time,
    named,
    owner,
    person,
    place,
    sentence,
    severity_name,
    severity_words,
)

COPY_IS_SENT: Final = (
    "The words are in a private message to you, to be copied. Candour sends nothing itself."
)


def plain(words: str) -> Card:
    """Return escaped words as they are."""
    return Card(words, sections(words))


def with_more(card: Card, words: str) -> Card:
    """Return the card with escaped words below it."""
    return Card(f"{card.text}\n{words}", [*card.blocks, *sections(words)])


def opened(incident: Incident, organisation: Organisation) -> Card:
    """Return the receipt; its button asks where customers can still be reached."""
    told = plain(
        f"{named(incident)} is open in {place(incident.place)}. {_owned(incident)} "
        f"{escaped(sentence(incident.what_fails))} {severity_words(incident.severity)}. "
        f"{_next_due(incident, organisation)}\n"
        "Next: press *Post update* on its card and give customers the first word.\n"
        "Which channels still reach them? Press *Channels*."
        f"{_headline(incident, organisation)}"
    )
    row = ActionsBlock(block_id=BlockId.ACTIONS, elements=[buttons.channels(incident)])
    return Card(told.text, [*told.blocks, row])


def _headline(incident: Incident, organisation: Organisation) -> str:
    facts = facts_of(incident)
    notice = headline_notice(incident.what_fails, facts, organisation, incident.opened_at)
    return f"\n{notice} To change them: `/incident facts {incident.name}`." if notice else ""


def updated(incident: Incident, update: Update, organisation: Organisation) -> Card:
    """Return the receipt for words marked as sent, whatever their kind."""
    if update.kind is Kind.APOLOGY:
        return plain(
            f"Noted: you apologised to one customer of {named(incident)}. "
            "The thread says so without the name and without the words."
        )
    told = plain(
        f"Noted as sent: update {update.number} of {named(incident)}. "
        f"{_where(update, incident, organisation)} {_next_due(incident, organisation)}"
    )
    if not update.kind.is_public:
        return told
    correct = [buttons.correct(update, 0, "Correct this")]
    row = ActionsBlock(block_id=BlockId.CORRECT, elements=correct)
    return Card(told.text, [*told.blocks, row])


def held(update: Update, incident: Incident, organisation: Organisation) -> Card:
    """Return the exact text that was noted, to be copied to where customers read."""
    told = f"{_where(update, incident, organisation)} {_next_due(incident, organisation)}"
    lead = "The words were" if incident.is_drill else "Copy this text to where customers read"
    return plain(f"{named(incident)}: noted as sent. {told}\n{lead}:\n{copyable(update.text)}")


def to_copy(incident: Incident, text: str) -> Card:
    """Return words as a block to be copied; they are in private, with the person who wrote them."""
    return plain(
        f"{named(incident)}: your words, to copy to where customers read. Candour sends nothing "
        f"itself: mark them as sent in the form afterwards.\n{copyable(text)}"
    )


def whole_words(incident: Incident, text: str) -> Card:
    """Return all of the words of which the form holds only the beginning."""
    return plain(
        f"{named(incident)}: your words are too long for one message, so the form holds only the "
        f"first {LONGEST_UPDATE:,} characters. Here they are whole. Shorten them, or send the rest "
        f"as a second update:\n{copyable(text)}"
    )


def to_keep(incident: Incident, text: str) -> Card:
    """Return the person's own words, which another form takes the place of."""
    return plain(
        f"{named(incident)}: these words of yours stood in the form. Nothing was sent. To go on "
        f"with them, press *{_words_button(incident)}* on its card and put them in.\n"
        f"{copyable(text)}"
    )


def _words_button(incident: Incident) -> str:
    """Return the button of the card that opens the form for words."""
    return "Post update" if incident.is_open else "Draft"


def not_to_copy(*, is_stopped: bool, waits: bool) -> str:
    """Return why words are not copied yet; empty if nothing stands against it."""
    if is_stopped:
        return "Not copied yet: first change what stops these words, below."
    if waits:
        return "Not copied yet: somebody must release these words. Press *Ask for approval*."
    return ""


def release_asked(release: Release) -> str:
    """Return what the form says once others were asked to release its words."""
    people = ", ".join(person(one) for one in release.asked_of)
    return (
        f"{release.name}: {people} will be asked to release these words, and you will hear here "
        "what they say. Until then they are not for customers."
    )


def channels_marked(incident: Incident) -> Card:
    reach = escaped(", ".join(incident.channels or ())) or "none for certain"
    if not incident.channels and not incident.unsure:
        return plain(
            f"{named(incident)}: no channel reaches customers, so none is offered with an update. "
            "When one works again, choose *Channels* on its card."
        )
    doubt = f" Not sure: {escaped(', '.join(incident.unsure))}." if incident.unsure else ""
    return plain(
        f"{named(incident)}: customers still read {reach}.{doubt} "
        "The others are not offered with an update."
    )


def snoozed(incident: Incident, organisation: Organisation) -> Card:
    until = incident.snoozed_until
    ends = f" until {chat_time(until, organisation.time_zone)}" if until else ""
    return plain(
        f"Reminders for {named(incident)} are quiet{ends}. "
        f"The promise to customers stands. {_next_due(incident, organisation)}"
    )


def taken(incident: Incident, organisation: Organisation) -> Card:
    return plain(f"You own {named(incident)} now. {_next_due(incident, organisation)}")


def handed_over(incident: Incident, to: str) -> Card:
    return plain(
        f"{person(to)} will be asked to take over {named(incident)}, and told all there is to "
        "know. Until they accept, the reminders go to both of you."
    )


def severity_changed(incident: Incident, before: Severity, organisation: Organisation) -> Card:
    return plain(
        f"{named(incident)} was {severity_name(before)} and is now "
        f"{severity_words(incident.severity)}. {_next_due(incident, organisation)}"
    )


def resolved(incident: Incident, rhythm: Rhythm) -> Card:
    return plain(
        f"{named(incident)} is resolved and its reminders have stopped. "
        f"{rhythm_words(rhythm, incident)}\n"
        "Next: tell customers that it works. If it fails once more, press *Reopen* on its card."
    )


def cancelled(incident: Incident) -> Card:
    return plain(
        f"{named(incident)} is cancelled as opened in error and its reminders have stopped. "
        f"If it was real after all: `/incident reopen {incident.name}`."
    )


def reopened(incident: Incident, organisation: Organisation) -> Card:
    return plain(
        f"{named(incident)} is open. {_next_due(incident, organisation)}\n"
        "Next: press *Post update* and tell customers that it is not over."
    )


def _over(update: Update, organisation: Organisation) -> str:
    """Return where the words do not fit as they are."""
    long = too_short_for(update.text, update.channels, organisation.channels)
    each = ", ".join(f"{escaped(one.name)} takes {one.limit}" for one in long)
    return f" *Over the limit*: {len(update.text)} characters, and {each}." if each else ""


def _where(update: Update, incident: Incident, organisation: Organisation) -> str:
    if incident.is_drill:
        return "It is a drill: customers read nothing of it."
    if update.channels:
        return f"On: {escaped(', '.join(update.channels))}.{_over(update, organisation)}"
    return "No channel is ticked: customers read it only where you put it."


def _owned(incident: Incident) -> str:
    if incident.owner is None:
        return "Nobody owns it yet, so the channel will be asked."
    return "You own it." if incident.owner == incident.opened_by else f"Owner: {owner(incident)}."


def _next_due(incident: Incident, organisation: Organisation) -> str:
    due = incident.next_update_due
    if due is None:
        return "No update is owed."
    return f"Next update due {chat_time(due, organisation.time_zone)}."


def words_decided(release: Release) -> Card:
    done = "released" if release.state is ReleaseState.RELEASED else "sent back with your note"
    return plain(f"{release.name} is {done}. {person(release.asked_by)} hears of it.")
