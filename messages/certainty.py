"""What may be told to customers as certain, and what must be said to be unknown."""

import re
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from bot.domain.fact import Key
from bot.domain.facts import DataSafety, Facts, Fault
from bot.domain.incident import Type
from messages.words import USUAL_LOCALE, customer_time, day_words, sentence

HONEST_DATA_LINE: Final = (
    "We do not yet know if any customer information is affected. "
    "We are checking and will tell you what we find."
)
SAFE_DATA_LINE: Final = (
    "Your information was not affected. {confirmed_role} confirmed this at {confirmed_at}."
)
CONFIRMED_ROLE: Final = "Our security team"
"""Nobody else may confirm it."""
ABOUT_DATA: Final = re.compile(
    r"\b(?:data|information|details|privacy|identity|passwords?|hack(?:ed|ers?)?|leak(?:ed)?"
    r"|stolen|breach(?:ed)?)\b",
    re.IGNORECASE,
)
UNSURE: Final = frozenset({DataSafety.UNKNOWN, DataSafety.NO_SIGN_SO_FAR})
RAISES_DATA: Final = frozenset({Type.DATA, Type.SIGN_IN, Type.PAYMENTS, Type.SPOOFED_CALLS})
"""Failures after which everybody wonders whether their information is safe."""


def certain(
    facts: Facts, zone: ZoneInfo, *, now: datetime, locale: str = USUAL_LOCALE
) -> list[str]:
    """Return what somebody has confirmed, beyond the failure itself; no capitals, no full stops."""
    seen_at = customer_time(facts.first_seen_at, zone, now=now, locale=locale)
    told = [f"we first saw it at {seen_at}"]
    if facts.started_at is not None:
        began = customer_time(facts.started_at, zone, now=now, locale=locale)
        told = [f"it began at {began}"]
    if facts.scope is not None:
        told.append(f"it affects {facts.scope}")
    if facts.still_works is not None:
        told.append(facts.still_works.removesuffix("."))
    if facts.workaround is not None:
        told.append(f"for now people can {facts.workaround}")
    if facts.cause is not None:
        told.append(f"the cause is that {facts.cause}")
    if facts.eta is not None:
        told.append(f"we expect it to work again {window(facts.eta, zone, now=now, locale=locale)}")
    return told


def released(facts: Facts) -> list[str]:
    """Return what only certain people may say, and what follows from the failure."""
    planned = facts.prevention_planned
    by = f" by {day_words(facts.prevention_date)}" if facts.prevention_date else ""
    lines = [
        facts.consequence,
        "your device and connection are fine" if facts.not_your_side else None,
        "your money and your account are safe" if facts.account_is_safe else None,
        "nothing you saved is missing" if facts.loss_is_ruled_out else None,
        "the calls in our name do not come from us" if facts.spoof_is_not_ours else None,
        _after("what we have done about the calls", facts.spoof_action),
        _after("what you may need to do", facts.customer_action),
        _after("why we do it this way", facts.action_reason),
        "the fault is ours" if facts.fault is Fault.OURS else None,
        _after("what we have changed", facts.prevention_done),
        _after(f"what we will change{by}", planned),
    ]
    return [line for line in lines if line is not None]


def uncertain(facts: Facts, *, asked: bool = False) -> list[str]:
    """Return what nobody has confirmed, in the order in which customers ask.

    Customer information is among it only where `data_line` would speak of it.
    """
    unsure_of_data = facts.data_safety in UNSURE and _speaks_of_data(facts, asked=asked)
    open_questions = {
        "how many people": facts.scope is None and Key.SCOPE not in facts.settled,
        "the cause": facts.cause is None and Key.CAUSE not in facts.settled,
        "when it will work again": facts.eta is None and not facts.is_resolved,
        "whether customer information is affected": unsure_of_data,
    }
    return [question for question, is_open in open_questions.items() if is_open]


def data_line(
    facts: Facts,
    zone: ZoneInfo,
    *,
    now: datetime,
    asked: bool = False,
    locale: str = USUAL_LOCALE,
) -> str | None:
    """Return the only words allowed about customer data; None where they are not ours to choose.

    Source: facts and clocks, 3.2. Where harm is suspected or known, security writes the words.
    Where nothing is known they alarm people without cause, unless somebody `asked`, or what has
    failed raises the question by itself. Without the time of the confirmation its slots stay open.
    """
    if not _speaks_of_data(facts, asked=asked):
        return None
    if facts.data_safety in UNSURE:
        return HONEST_DATA_LINE
    if facts.data_safety is not DataSafety.CONFIRMED_SAFE:
        return None
    if facts.safety_said_at is None:
        return SAFE_DATA_LINE
    at = customer_time(facts.safety_said_at, zone, now=now, locale=locale)
    return SAFE_DATA_LINE.format(confirmed_role=CONFIRMED_ROLE, confirmed_at=at)


def _speaks_of_data(facts: Facts, *, asked: bool) -> bool:
    is_raised = facts.data_safety is not DataSafety.UNKNOWN or facts.type in RAISES_DATA
    return asked or is_raised


def _after(lead: str, words: str | None) -> str | None:
    return f"{lead}: {words}" if words else None


def asks_about_data(words: str) -> bool:
    """Tell whether somebody's worry is what becomes of their information. Reads English."""
    return ABOUT_DATA.search(words) is not None


def window(
    eta: tuple[datetime, datetime], zone: ZoneInfo, *, now: datetime, locale: str = USUAL_LOCALE
) -> str:
    begins, ends = (customer_time(at, zone, now=now, locale=locale) for at in eta)
    return f"between {begins} and {ends}"


def failure(facts: Facts) -> str:
    """Return what customers cannot do, as a sentence."""
    return sentence(facts.what_fails)
