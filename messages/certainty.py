"""What may be told to customers as certain, and what must be said to be unknown."""

from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from bot.domain.fact import Key
from bot.domain.facts import DataSafety, Facts
from messages.words import customer_time, sentence

HONEST_DATA_LINE: Final = (
    "We do not yet know if any customer information is affected. "
    "We are checking and will tell you what we find."
)
SAFE_DATA_LINE: Final = (
    "Your information was not affected. {confirmed_role} confirmed this at {confirmed_at}."
)
CONFIRMED_ROLE: Final = "Our security team"
"""Nobody else may confirm it."""
UNSURE: Final = frozenset({DataSafety.UNKNOWN, DataSafety.NO_SIGN_SO_FAR})


def certain(facts: Facts, zone: ZoneInfo, *, now: datetime) -> list[str]:
    """Return what somebody has confirmed, beyond the failure itself; no capitals, no full stops."""
    seen_at = customer_time(facts.first_seen_at, zone, now=now)
    told = [f"we first saw it at {seen_at}"]
    if facts.started_at is not None:
        told = [f"it began at {customer_time(facts.started_at, zone, now=now)}"]
    if facts.scope is not None:
        told.append(f"it affects {facts.scope}")
    if facts.workaround is not None:
        told.append(f"for now people can {facts.workaround}")
    if facts.cause is not None:
        told.append(f"the cause is that {facts.cause}")
    if facts.eta is not None:
        told.append(f"we expect it to work again {window(facts.eta, zone, now=now)}")
    return told


def uncertain(facts: Facts) -> list[str]:
    """Return what nobody has confirmed, in the order in which customers ask."""
    asked = {
        "how many people": facts.scope is None and Key.SCOPE not in facts.settled,
        "the cause": facts.cause is None and Key.CAUSE not in facts.settled,
        "when it will work again": facts.eta is None and not facts.is_resolved,
        "whether customer information is affected": facts.data_safety in UNSURE,
    }
    return [question for question, is_open in asked.items() if is_open]


def data_line(facts: Facts, zone: ZoneInfo, *, now: datetime) -> str | None:
    """Return the only words allowed about customer data; None where they are not ours to choose.

    Source: facts and clocks, 3.2. Where harm is suspected or known, security writes the words.
    Without the time of the confirmation its slots stay open.
    """
    if facts.data_safety in UNSURE:
        return HONEST_DATA_LINE
    if facts.data_safety is not DataSafety.CONFIRMED_SAFE:
        return None
    if facts.safety_said_at is None:
        return SAFE_DATA_LINE
    at = customer_time(facts.safety_said_at, zone, now=now)
    return SAFE_DATA_LINE.format(confirmed_role=CONFIRMED_ROLE, confirmed_at=at)


def window(eta: tuple[datetime, datetime], zone: ZoneInfo, *, now: datetime) -> str:
    begins, ends = (customer_time(at, zone, now=now) for at in eta)
    return f"between {begins} and {ends}"


def failure(facts: Facts) -> str:
    """Return what customers cannot do, as a sentence."""
    return sentence(facts.what_fails)
