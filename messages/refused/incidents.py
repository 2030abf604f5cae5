"""Why a command or a button of an incident was refused, in words."""

from zoneinfo import ZoneInfo

from bot.domain import refusals
from messages.card import escaped
from messages.failed import given_back
from messages.failed import named_words as _named
from messages.refused.fields import field_name
from messages.refused.registry import words_for
from messages.tone.rules import BY_ID
from messages.words import chat_time, person, severity_name


@words_for.register
def _incident_is_resolved(refusal: refusals.IncidentIsResolved, _: ZoneInfo) -> str:
    return (
        f"{refusal.incident} is over. "
        f"If it is not over, reopen it: `/incident reopen {refusal.incident}`."
    )


@words_for.register
def _incident_is_open(refusal: refusals.IncidentIsOpen, _: ZoneInfo) -> str:
    return f"{refusal.incident} is open already. To see it: `/incident status {refusal.incident}`."


@words_for.register
def _no_such_incident(refusal: refusals.NoSuchIncident, _: ZoneInfo) -> str:
    return (
        f"There is no incident {_named(refusal.asked_for)}. To see the open ones: `/incident list`."
    )


@words_for.register
def _which_incident(refusal: refusals.WhichIncident, _: ZoneInfo) -> str:
    lead = "More than one incident is open. Name the one you mean, for example INC-7."
    return given_back(lead, refusal.typed)


@words_for.register
def _unknown_word(refusal: refusals.UnknownWord, _: ZoneInfo) -> str:
    meant = f" Did you mean `/incident {escaped(refusal.nearest)}`?" if refusal.nearest else ""
    lead = f"I do not know the word {_named(refusal.word)}.{meant} `/incident help` lists them all."
    return given_back(lead, refusal.typed)


@words_for.register
def _words_are_missing(refusal: refusals.WordsAreMissing, _: ZoneInfo) -> str:
    return f"Nothing is written for {field_name(refusal.what)}. Fill it in and send it once more."


@words_for.register
def _words_are_too_long(refusal: refusals.WordsAreTooLong, _: ZoneInfo) -> str:
    lead = (
        f"{field_name(refusal.what).capitalize()}: {len(refusal.text):,} characters, "
        f"and {refusal.limit:,} fit. Shorten it and send it once more."
    )
    return given_back(lead, refusal.text)


@words_for.register
def _words_are_blocked(refusal: refusals.WordsAreBlocked, _: ZoneInfo) -> str:
    known = [BY_ID[rule].plain for rule in dict.fromkeys(refusal.rules) if rule in BY_ID]
    reasons = " ".join(known) or "It breaks a rule on words."
    lead = f"Not sent. {reasons} Change the words and send them once more."
    return given_back(lead, refusal.text)


@words_for.register
def _nothing_to_snooze(refusal: refusals.NothingToSnooze, zone: ZoneInfo) -> str:
    until = chat_time(refusal.until, zone)
    return f"{refusal.incident} is quiet already, until {until}. There is nothing to do."


@words_for.register
def _snoozed_too_often(refusal: refusals.SnoozedTooOften, _: ZoneInfo) -> str:
    return (
        f"The reminders for {refusal.incident} were snoozed twice in a row. "
        "Press *No news yet*, post an update, or hand the incident over."
    )


@words_for.register
def _yours_already(refusal: refusals.YoursAlready, _: ZoneInfo) -> str:
    return f"{refusal.incident} is theirs already, so nothing was changed."


@words_for.register
def _someone_took_it(refusal: refusals.SomeoneTookIt, _: ZoneInfo) -> str:
    return (
        f"{person(refusal.by)} owns {refusal.incident} already. "
        "To have it all the same, ask them to press *Hand over*."
    )


@words_for.register
def _not_handed_to_you(refusal: refusals.NotHandedToYou, _: ZoneInfo) -> str:
    asked = f"{person(refusal.to)} was asked" if refusal.to else "Nobody was asked"
    return f"{asked} to take {refusal.incident} over. Its card shows who owns it."


@words_for.register
def _unknown_severity(refusal: refusals.UnknownSeverity, _: ZoneInfo) -> str:
    lead = (
        f"{_named(refusal.typed)} is not a severity. "
        "Use 1 for the worst, 2, 3 or 4: `/incident severity 2`."
    )
    return given_back(lead, refusal.typed, unless_named=True)


@words_for.register
def _unknown_kind(refusal: refusals.UnknownKind, _: ZoneInfo) -> str:
    lead = f"{_named(refusal.typed)} is not a kind of draft. Use {' or '.join(refusal.kinds)}."
    return given_back(lead, refusal.typed, unless_named=True)


@words_for.register
def _severity_is_the_same(refusal: refusals.SeverityIsTheSame, _: ZoneInfo) -> str:
    return (
        f"{refusal.incident} is {severity_name(refusal.severity)} already. There is nothing to do."
    )


@words_for.register
def _credit_is_decided(refusal: refusals.CreditIsDecided, zone: ZoneInfo) -> str:
    done = "approved" if refusal.approved else "declined"
    at = chat_time(refusal.at, zone)
    return f"{person(refusal.by)} {done} {refusal.credit} already, {at}. There is nothing to do."


@words_for.register
def _someone_was_first(refusal: refusals.SomeoneWasFirst, zone: ZoneInfo) -> str:
    lead = (
        f"{person(refusal.by)} sent an update of {refusal.incident} {chat_time(refusal.at, zone)}, "
        "while you were writing. Yours is not noted. Read theirs first."
    )
    return given_back(lead, refusal.text)


@words_for.register
def _promise_is_wrong(refusal: refusals.PromiseIsWrong, zone: ZoneInfo) -> str:
    is_off = "has passed" if refusal.is_past else f"is too late for {refusal.incident}"
    return (
        f"The words name {chat_time(refusal.named, zone)} for the next update: that {is_off}. "
        f"Name a time from now until {chat_time(refusal.latest, zone)} and send them once more."
    )


@words_for.register
def _said_already(refusal: refusals.SaidAlready, _: ZoneInfo) -> str:
    lead = (
        f"These are the words that customers of {refusal.incident} got last. "
        "Nothing is noted: say it anew."
    )
    return given_back(lead, refusal.text)


@words_for.register
def _channel_is_down(refusal: refusals.ChannelIsDown, zone: ZoneInfo) -> str:
    names = escaped(", ".join(refusal.channels))
    who = ""
    if refusal.by is not None and refusal.at is not None:
        who = f" {person(refusal.by)} said so {chat_time(refusal.at, zone)}."
    return (
        f"Not noted yet: {names} does not reach customers.{who} Your words and the other ticks "
        "are kept. Send it once more without it, or change it with *Channels* on the card."
    )


@words_for.register
def _ticked_twice(refusal: refusals.TickedTwice, _: ZoneInfo) -> str:
    names = escaped(", ".join(refusal.channels))
    return f"Ticked in both places: {names}. Tick each once: it reaches customers, or you doubt it."
