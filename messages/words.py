"""Times, spans, people, places, severities and statuses in words."""

import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from babel.dates import format_date

from bot.domain.incident import Incident, Status, Type
from bot.domain.severity import Severity
from messages.card import escaped

MINUTE: Final = timedelta(minutes=1)
DRILL: Final = "DRILL"
USUAL_LOCALE: Final = "en_GB"
SEVERITIES: Final[Mapping[Severity, str]] = {
    Severity.SEV1: "most customers, or someone may come to harm",
    Severity.SEV2: "a large part of customers, or something important",
    Severity.SEV3: "a small part of customers, and there is another way",
    Severity.SEV4: "slight, and harms nobody",
}
TYPES: Final[Mapping[Type, str]] = {
    Type.SITE: "Website",
    Type.APP: "App",
    Type.SIGN_IN: "Sign-in",
    Type.PAYMENTS: "Payments",
    Type.EMAIL: "Email",
    Type.PHONE: "Phone",
    Type.DATA: "Customer information",
    Type.SPOOFED_CALLS: "Calls or messages in our name",
    Type.OUR_MESSAGE_MISTAKE: "A message we sent by mistake",
    Type.OTHER: "Something else",
}
STATUSES: Final[Mapping[Status, str]] = {
    Status.OPEN: "Open",
    Status.RESOLVED: "Resolved",
    Status.CLOSED: "Closed",
    Status.CANCELLED: "Cancelled",
}


def clock_time(at: datetime, zone: ZoneInfo) -> str:
    """Return the time of day in `zone`, named: 14:30 GMT."""
    local = at.astimezone(zone)
    name = local.tzname() or zone.key
    return f"{local:%H:%M} {f'UTC{name}' if name[0] in '+-' else name}"


def chat_time(at: datetime, zone: ZoneInfo) -> str:
    """Return the time as each reader's own clock shows it; in `zone` where that cannot be."""
    shown = "{date_short_pretty} {time}"
    return f"<!date^{int(at.timestamp())}^{shown}|{clock_time(at, zone)}>"


def since_time(at: datetime, zone: ZoneInfo, *, now: datetime) -> str:
    """Return the time with how long ago it is, which stays true while the message stands.

    Where that cannot be shown, it is how long ago it was at `now`.
    """
    shown = "{date_short_pretty} {time} ({ago})"
    ago = f"{clock_time(at, zone)}, {span(now - at)} ago"
    return f"<!date^{int(at.timestamp())}^{shown}|{ago}>"


def customer_time(
    at: datetime, zone: ZoneInfo, *, now: datetime, locale: str = USUAL_LOCALE
) -> str:
    """Return the time in `zone`, named, with the day when that is not today: on 4 March."""
    local = at.astimezone(zone)
    if local.date() == now.astimezone(zone).date():
        return clock_time(at, zone)
    return f"{clock_time(at, zone)} on {day_words(local, locale=locale)}"


def day_words(day: date, *, locale: str = USUAL_LOCALE) -> str:
    """Return the day as customers read it: 4 March."""
    return str(format_date(day, "d MMMM", locale=locale))


def named_day(day: date) -> str:
    """Return the day for colleagues: Friday, 6 March."""
    return str(format_date(day, "EEEE, d MMMM", locale=USUAL_LOCALE))


def span(time: timedelta) -> str:
    """Return a time for people of the team: 2 h 10 min."""
    return _joined(time, {"d": ("d", "d"), "h": ("h", "h"), "min": ("min", "min")})


def long_span(time: timedelta) -> str:
    """Return a time for customers: 2 hours 10 minutes."""
    names = {"d": ("day", "days"), "h": ("hour", "hours"), "min": ("minute", "minutes")}
    return _joined(time, names)


def _joined(time: timedelta, names: Mapping[str, tuple[str, str]]) -> str:
    hours, minutes = divmod(max(time, timedelta(0)) // MINUTE, 60)
    days, hours = divmod(hours, 24)
    amounts = zip((days, hours, minutes), names.values(), strict=True)
    parts = [f"{many} {one if many == 1 else more}" for many, (one, more) in amounts if many]
    return " ".join(parts[:2]) or f"less than 1 {names['min'][0]}"


def person(somebody: str) -> str:
    """Return a mention of a person, or of a group of people."""
    return f"<!subteam^{somebody}>" if somebody.startswith("S") else f"<@{somebody}>"


def owner(incident: Incident) -> str:
    """Return a mention of who owns the incident, or that nobody does, and who was asked to."""
    owned = "nobody yet" if incident.owner is None else person(incident.owner)
    asked = incident.handed_to
    return owned if asked is None else f"{owned}, {person(asked)} was asked to take over"


def place(channel: str) -> str:
    return f"<#{channel}>"


def severity_name(severity: Severity) -> str:
    return f"SEV{severity.value}"


def severity_words(severity: Severity) -> str:
    return f"{severity_name(severity)} · {SEVERITIES[severity]}"


def state_words(incident: Incident) -> str:
    """Return how far it is; one that is said to be fixed is open until somebody has checked."""
    return "Fixed, being checked" if incident.is_being_checked else STATUSES[incident.status]


def title(incident: Incident) -> str:
    """Return the incident's name and what fails, escaped, on one line; a drill says so."""
    drill = f"{DRILL} · " if incident.is_drill else ""
    what_fails = incident.what_fails.removesuffix(".")  # a sentence goes on after it, or ends it
    return f"{incident.name} · {drill}{escaped(what_fails)}"


def named(incident: Incident) -> str:
    """Return the incident's name; a drill says so."""
    return f"{incident.name} ({DRILL})" if incident.is_drill else incident.name


def sentence(words: str) -> str:
    """Return `words` with a capital and a full stop."""
    whole = " ".join(words.split())
    if not whole:
        return ""
    return whole[0].upper() + whole[1:] + ("" if whole[-1] in ".!?…" else ".")


def due_words(incident: Incident, zone: ZoneInfo, *, now: datetime) -> str:
    """Return when customers must next hear from us, or that nothing is owed."""
    due = incident.next_update_due
    if due is None:
        return "No update is owed"
    late = now - due
    if late >= MINUTE:
        return f"Update overdue since {since_time(due, zone, now=now)}"
    if late >= timedelta(0):
        return f"Update due {chat_time(due, zone)}, now"
    return f"Next update due {chat_time(due, zone)}"


def unmarked(words: str) -> str:
    """Return the sentence for where Slack shows no mark-up: times by their fallback, no stars."""
    times = re.sub(r"<!date\^[^|>]*\|([^>]*)>", r"\1", words)
    return re.sub(r"[*`]", "", times)
