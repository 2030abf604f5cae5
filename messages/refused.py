"""Every no in words: what was wrong, and what to do. What was typed comes back whole."""

from functools import singledispatch
from typing import Final
from zoneinfo import ZoneInfo

from bot.domain import refusals
from bot.domain.refusals import Refusal
from messages.card import escaped
from messages.failed import given_back
from messages.failed import named_words as _named
from messages.refused_after import AFTER
from messages.refused_after import NAMES as NAMES_AFTER
from messages.refused_always import ALWAYS
from messages.refused_care import CARE
from messages.refused_care import NAMES as NAMES_OF_CARE
from messages.refused_cases import CASES
from messages.refused_cases import NAMES as NAMES_OF_CASES
from messages.refused_facts import TOLD
from messages.refused_insights import INSIGHTS
from messages.refused_money import MONEY
from messages.refused_outsiders import OUTSIDERS
from messages.refused_people import NAMES as NAMES_OF_PEOPLE
from messages.refused_people import PEOPLE
from messages.refused_releases import RELEASES
from messages.subjects import subject
from messages.tone.rules import BY_ID
from messages.words import chat_time, person, severity_name

NAMES: Final = {
    "what_fails": "what customers cannot do",
    "text": "the words for customers",
    "customer": "the customer",
    "reason": "what happened",
    "worked_out": "how you worked it out",
    "alternative": "what we offer instead",
    "which": "the law, scheme or term",
    "undo": "why it should be taken back",
    "shift_note": "the note for the next shift",
    "eta_source": "who says when it will work",
    "why": "why it was opened in error",
    "note": "the note",
    **NAMES_OF_PEOPLE,
    **NAMES_AFTER,
    **NAMES_OF_CASES,
    **NAMES_OF_CARE,
}


@singledispatch
def words_for(refusal: Refusal, zone: ZoneInfo) -> str:
    """Return the sentence for a refusal, escaped. Raises `TypeError` for one without words."""
    kind = type(refusal)
    for table in (TOLD, PEOPLE, MONEY, OUTSIDERS, AFTER, CASES, CARE, INSIGHTS):
        if (told := table.get(kind)) is not None:
            return told(refusal)
    if (decided := RELEASES.get(kind)) is not None:
        return decided(refusal, zone)
    words = ALWAYS.get(type(refusal))
    if words is None:
        raise TypeError(f"no words for {type(refusal).__name__}")
    return words


@words_for.register
def _(refusal: refusals.IncidentIsResolved, zone: ZoneInfo) -> str:
    return (
        f"{refusal.incident} is over. "
        f"If it is not over, reopen it: `/incident reopen {refusal.incident}`."
    )


@words_for.register
def _(refusal: refusals.IncidentIsOpen, zone: ZoneInfo) -> str:
    return f"{refusal.incident} is open already. To see it: `/incident status {refusal.incident}`."


@words_for.register
def _(refusal: refusals.NoSuchIncident, zone: ZoneInfo) -> str:
    return (
        f"There is no incident {_named(refusal.asked_for)}. To see the open ones: `/incident list`."
    )


@words_for.register
def _(refusal: refusals.WhichIncident, zone: ZoneInfo) -> str:
    lead = "More than one incident is open. Name the one you mean, for example INC-7."
    return given_back(lead, refusal.typed)


@words_for.register
def _(refusal: refusals.UnknownWord, zone: ZoneInfo) -> str:
    meant = f" Did you mean `/incident {escaped(refusal.nearest)}`?" if refusal.nearest else ""
    lead = f"I do not know the word {_named(refusal.word)}.{meant} `/incident help` lists them all."
    return given_back(lead, refusal.typed)


@words_for.register
def _(refusal: refusals.WordsAreMissing, zone: ZoneInfo) -> str:
    return f"Nothing is written for {_field(refusal.what)}. Fill it in and send it once more."


@words_for.register
def _(refusal: refusals.WordsAreTooLong, zone: ZoneInfo) -> str:
    lead = (
        f"{_field(refusal.what).capitalize()}: {len(refusal.text):,} characters, "
        f"and {refusal.limit:,} fit. Shorten it and send it once more."
    )
    return given_back(lead, refusal.text)


@words_for.register
def _(refusal: refusals.WordsAreBlocked, zone: ZoneInfo) -> str:
    known = [BY_ID[rule].plain for rule in dict.fromkeys(refusal.rules) if rule in BY_ID]
    reasons = " ".join(known) or "It breaks a rule on words."
    lead = f"Not sent. {reasons} Change the words and send them once more."
    return given_back(lead, refusal.text)


@words_for.register
def _(refusal: refusals.NothingToSnooze, zone: ZoneInfo) -> str:
    until = chat_time(refusal.until, zone)
    return f"{refusal.incident} is quiet already, until {until}. There is nothing to do."


@words_for.register
def _(refusal: refusals.SnoozedTooOften, zone: ZoneInfo) -> str:
    return (
        f"The reminders for {refusal.incident} were snoozed twice in a row. "
        "Press *No news yet*, post an update, or hand the incident over."
    )


@words_for.register
def _(refusal: refusals.YoursAlready, zone: ZoneInfo) -> str:
    return f"{refusal.incident} is theirs already, so nothing was changed."


@words_for.register
def _(refusal: refusals.SomeoneTookIt, zone: ZoneInfo) -> str:
    return (
        f"{person(refusal.by)} owns {refusal.incident} already. "
        "To have it all the same, ask them to press *Hand over*."
    )


@words_for.register
def _(refusal: refusals.NotHandedToYou, zone: ZoneInfo) -> str:
    asked = f"{person(refusal.to)} was asked" if refusal.to else "Nobody was asked"
    return f"{asked} to take {refusal.incident} over. Its card shows who owns it."


@words_for.register
def _(refusal: refusals.UnknownSeverity, zone: ZoneInfo) -> str:
    lead = (
        f"{_named(refusal.typed)} is not a severity. "
        "Use 1 for the worst, 2, 3 or 4: `/incident severity 2`."
    )
    return given_back(lead, refusal.typed, unless_named=True)


@words_for.register
def _(refusal: refusals.UnknownKind, zone: ZoneInfo) -> str:
    lead = f"{_named(refusal.typed)} is not a kind of draft. Use {' or '.join(refusal.kinds)}."
    return given_back(lead, refusal.typed, unless_named=True)


@words_for.register
def _(refusal: refusals.SeverityIsTheSame, zone: ZoneInfo) -> str:
    return (
        f"{refusal.incident} is {severity_name(refusal.severity)} already. There is nothing to do."
    )


@words_for.register
def _(refusal: refusals.CreditIsDecided, zone: ZoneInfo) -> str:
    done = "approved" if refusal.approved else "declined"
    at = chat_time(refusal.at, zone)
    return f"{person(refusal.by)} {done} {refusal.credit} already, {at}. There is nothing to do."


@words_for.register
def _(refusal: refusals.SomeoneWasFirst, zone: ZoneInfo) -> str:
    lead = (
        f"{person(refusal.by)} sent an update of {refusal.incident} {chat_time(refusal.at, zone)}, "
        "while you were writing. Yours is not noted. Read theirs first."
    )
    return given_back(lead, refusal.text)


@words_for.register
def _(refusal: refusals.PromiseIsWrong, zone: ZoneInfo) -> str:
    is_off = "has passed" if refusal.is_past else f"is too late for {refusal.incident}"
    return (
        f"The words name {chat_time(refusal.named, zone)} for the next update: that {is_off}. "
        f"Name a time from now until {chat_time(refusal.latest, zone)} and send them once more."
    )


@words_for.register
def _(refusal: refusals.SaidAlready, zone: ZoneInfo) -> str:
    lead = (
        f"These are the words that customers of {refusal.incident} got last. "
        "Nothing is noted: say it anew."
    )
    return given_back(lead, refusal.text)


@words_for.register
def _(refusal: refusals.ChannelIsDown, zone: ZoneInfo) -> str:
    names = escaped(", ".join(refusal.channels))
    who = ""
    if refusal.by is not None and refusal.at is not None:
        who = f" {person(refusal.by)} said so {chat_time(refusal.at, zone)}."
    return (
        f"Not noted yet: {names} does not reach customers.{who} Your words and the other ticks "
        "are kept. Send it once more without it, or change it with *Channels* on the card."
    )


@words_for.register
def _(refusal: refusals.TickedTwice, zone: ZoneInfo) -> str:
    names = escaped(", ".join(refusal.channels))
    return f"Ticked in both places: {names}. Tick each once: it reaches customers, or you doubt it."


def _field(what: str) -> str:
    return NAMES.get(what) or subject(what) or escaped(what.replace("_", " "))
