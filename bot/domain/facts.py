"""What is known of an incident, and what is not. A draft may assert only what stands here."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from bot.domain.fact import NOTHING_KNOWN, Fact, Key, Known, State, stale
from bot.domain.incident import Incident, Type
from bot.domain.severity import UNLESS_SAID, Severity

SETTLED: Final = frozenset({State.RULED_OUT, State.NOT_APPLICABLE})


class DataSafety(StrEnum):
    """Five states; only one of them lets anybody say that data is safe (facts and clocks, 3.2)."""

    UNKNOWN = "unknown"
    SUSPECTED = "suspected"
    NO_SIGN_SO_FAR = "no_sign_so_far"
    CONFIRMED_SAFE = "confirmed_safe"
    CONFIRMED_AFFECTED = "confirmed_affected"

    @property
    def is_for_security(self) -> bool:
        """Whether only security writes the words; age never makes it harmless."""
        return self in (DataSafety.SUSPECTED, DataSafety.CONFIRMED_AFFECTED)


class Fault(StrEnum):
    """Whose fault it is. Only what is ours is owned in an apology."""

    OURS = "ours"
    SHARED = "shared"
    NOT_OURS = "not_ours"


class Answer(StrEnum):
    """To a question of yes or no."""

    YES = "yes"
    NO = "no"


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """None, or False, means that nobody has confirmed it: say so, or leave it out."""

    what_fails: str
    first_seen_at: datetime
    next_update_due: datetime | None
    type: Type = Type.OTHER
    severity: Severity = UNLESS_SAID
    consequence: str | None = None
    started_at: datetime | None = None
    scope: str | None = None
    still_works: str | None = None
    workaround: str | None = None
    cause: str | None = None
    fault: Fault | None = None
    eta: tuple[datetime, datetime] | None = None
    current_action: str | None = None
    action_reason: str | None = None
    customer_action: str | None = None
    not_your_side: bool = False
    """The fault is not in anything of the customers' own."""
    account_is_safe: bool = False
    loss_is_ruled_out: bool = False
    data_safety: DataSafety = DataSafety.UNKNOWN
    safety_said_at: datetime | None = None
    prevention_done: str | None = None
    prevention_planned: str | None = None
    prevention_date: date | None = None
    spoof_is_not_ours: bool = False
    """The calls in our name do not come from us."""
    spoof_action: str | None = None
    settled: frozenset[Key] = frozenset()
    """What nobody needs to be told: it was ruled out, or does not apply."""
    stale: frozenset[Key] = frozenset()
    """What could be told, but is too old now."""
    is_resolved: bool = False


def facts_of(incident: Incident) -> Facts:
    """Return what the incident itself holds: the failure, when we first saw it, our next word."""
    return facts_now(incident, NOTHING_KNOWN, now=incident.opened_at)


def facts_now(incident: Incident, known: Known, *, now: datetime) -> Facts:
    """Return what may be asserted at `now`: confirmed, cleared for customers, and fresh."""
    told = {key: fact for key, fact in known.items() if fact.may_be_told(now)}
    safety = _safety(known, now)
    fault, planned = _words(told, Key.FAULT), told.get(Key.PREVENTION_PLANNED)
    on = planned.value.get("on") if planned else None
    return Facts(
        what_fails=incident.what_fails,
        first_seen_at=incident.opened_at,
        next_update_due=incident.next_update_due,
        type=incident.type,
        severity=incident.severity,
        consequence=_words(told, Key.CONSEQUENCE),
        started_at=_moment(told.get(Key.STARTED_AT), "at"),
        scope=_words(told, Key.SCOPE),
        still_works=_words(told, Key.STILL_WORKS),
        workaround=_words(told, Key.WORKAROUND),
        cause=_words(told, Key.CAUSE),
        fault=Fault(fault) if fault else None,
        eta=_window(told.get(Key.ETA)),
        current_action=_words(told, Key.CURRENT_ACTION),
        action_reason=_words(told, Key.ACTION_REASON),
        customer_action=_words(told, Key.CUSTOMER_ACTION),
        not_your_side=_words(told, Key.NOT_YOUR_SIDE) == Answer.NO,
        account_is_safe=_words(told, Key.ACCOUNT_SAFETY) == Answer.YES,
        loss_is_ruled_out=_words(told, Key.DATA_LOSS) == Answer.NO,
        data_safety=safety,
        safety_said_at=known[Key.DATA_SAFETY].said_at if safety is not DataSafety.UNKNOWN else None,
        prevention_done=_words(told, Key.PREVENTION_DONE),
        prevention_planned=_words(told, Key.PREVENTION_PLANNED),
        prevention_date=date.fromisoformat(on) if on else None,
        spoof_is_not_ours=_words(told, Key.SPOOF_CLAIM) == Answer.NO,
        spoof_action=_words(told, Key.SPOOF_ACTION),
        settled=frozenset(key for key, fact in known.items() if fact.state in SETTLED),
        stale=frozenset(fact.key for fact in stale(known, now)),
        is_resolved=not incident.is_open,
    )


def safety_of(known: Known) -> DataSafety:
    """Return what security said last, however old."""
    fact = known.get(Key.DATA_SAFETY)
    words = None if fact is None else fact.value.get("words")
    return DataSafety(words) if words else DataSafety.UNKNOWN


def _safety(known: Known, now: datetime) -> DataSafety:
    said = safety_of(known)
    if said.is_for_security or said is DataSafety.UNKNOWN:
        return said
    return said if known[Key.DATA_SAFETY].may_be_told(now) else DataSafety.UNKNOWN


def _words(told: Known, key: Key) -> str | None:
    fact = told.get(key)
    return None if fact is None else fact.value["words"]


def _moment(fact: Fact | None, name: str) -> datetime | None:
    return None if fact is None else datetime.fromisoformat(fact.value[name])


def _window(fact: Fact | None) -> tuple[datetime, datetime] | None:
    begins, ends = _moment(fact, "from"), _moment(fact, "to")
    return None if begins is None or ends is None else (begins, ends)
