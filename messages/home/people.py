"""Promises and words on App Home. What was promised to one customer stands there as a number."""

from datetime import datetime

from slack_sdk.models.blocks import SectionBlock

from bot.domain.organisation import Organisation
from bot.domain.promise import Promise, Status
from bot.domain.release import Release
from messages import people_buttons
from messages.action_ids import ActionId
from messages.buttons import button
from messages.card import escaped, quoted, section
from messages.cards.release import decisions
from messages.home.page import Item
from messages.words import chat_time, person, since_time


def promise_due(promise: Promise, organisation: Organisation, *, now: datetime) -> Item:
    """Return a promise that must be kept now, or told to be late."""
    words = _promise(promise, organisation, now=now)
    return Item(promise.due, words, people_buttons.of_promise(promise))


def promise_row(promise: Promise, organisation: Organisation, *, now: datetime) -> SectionBlock:
    """Return a promise that has time."""
    kept = button("Kept", ActionId.PROMISE_KEPT, promise.number)
    return section(_promise(promise, organisation, now=now), accessory=kept)


def release_asked(release: Release) -> Item:
    """Return words that somebody asks this person to let out, whole: they answer for them."""
    lead = (
        f"*{release.name} · {person(release.asked_by)} asks you to release words* "
        f"to customers of INC-{release.incident}"
    )
    return Item(release.asked_at, f"{lead}\n{quoted(release.text)}", decisions(release))


def _promise(promise: Promise, organisation: Organisation, *, now: datetime) -> str:
    what = (
        f"“{escaped(promise.words)}”"
        if promise.customer is None
        else f"to one customer (CU-{promise.customer})"
    )
    zone = organisation.time_zone
    if promise.status is Status.BROKEN or promise.due <= now:
        when = f"It was due {since_time(promise.due, zone, now=now)}. Tell them, with a new time."
    else:
        when = f"Due {chat_time(promise.due, zone)}."
    return f"*{promise.name} · your promise* {what}, INC-{promise.incident}\n{when}"
