"""What is known of an outage in the samples, around whatever is typed."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.fact import FRESH_FOR, Fact, Key, Known, Said, State

HOUR = timedelta(hours=1)


def known(typed: str, now: datetime) -> Known:
    """Every subject, in all the states; what people can do instead is too old to be said."""
    typed = typed[:300].strip() or "x"
    begins, ends = ((now + late).isoformat() for late in (HOUR, 2 * HOUR))
    window = {"from": begins, "to": ends, "confidence": "medium", "source": typed}
    told = Said(value={"words": typed}, state=State.CONFIRMED, is_public=True)
    said: Mapping[Key, Said] = {
        Key.WHAT_FAILS: told,
        Key.STARTED_AT: replace(told, value={"at": (now - HOUR).isoformat()}),
        Key.SCOPE: told,
        Key.WORKAROUND: told,
        Key.CURRENT_ACTION: replace(told, is_public=False),
        Key.ETA: replace(told, value=window),
        Key.DATA_SAFETY: replace(told, value={"words": "no_sign_so_far"}),
        Key.CAUSE: Said(state=State.CHECKING),
    }
    return {key: _fact(key, one, now) for key, one in said.items()}


def _fact(key: Key, said: Said, now: datetime) -> Fact:
    said_at = now - (3 * HOUR if key is Key.WORKAROUND else HOUR / 2)
    return Fact(
        workspace="T01",
        incident=7,
        version=3,
        key=key,
        value=said.value,
        state=said.state,
        is_public=said.is_public,
        said_by="U02AMIRA",
        said_at=said_at,
        fresh_until=said_at + FRESH_FOR[key] if key in FRESH_FOR else None,
    )
