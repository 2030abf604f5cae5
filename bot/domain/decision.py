"""Deciding a request: never by who asked, never twice by one person, by exactly who must."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import datetime

from bot.domain.approval import Approval, advancing, open_slots
from bot.domain.approvers import Approvers, Standing
from bot.domain.credit import GRANTED, Credit, State, unit_price
from bot.domain.decline import Decline, Undo
from bot.domain.money import Money
from bot.domain.money_refusals import (
    ApprovedAlready,
    ChangedMeanwhile,
    CreditHasMoved,
    HasInterest,
    NeedsSecondReader,
    SumIsTheSame,
)
from bot.domain.outsider import OutsiderMayNotDecide
from bot.domain.refusals import CreditIsDecided, NotAnApprover, OwnCredit, Refusal
from bot.domain.tiers import Slots


def approved(
    credit: Credit,
    given: Sequence[Approval],
    slots: Slots,
    *,
    by: str,
    approvers: Approvers,
    now: datetime,
) -> tuple[Credit, Approval]:
    """Return the request after one more yes, and that yes. `given` are those of this seal."""
    places = _places(credit, slots, by=by, approvers=approvers, now=now)
    used = {person for one in given for person in (one.by, one.of)}
    if by in used:
        raise ApprovedAlready(credit.name)
    free = [place for place in places if place.of not in used]
    place = advancing(slots, given, free, by=by)
    if place is None:
        raise ApprovedAlready(credit.name)
    yes = Approval(by=by, of=place.of, functions=place.functions, seal=credit.seal, at=now)
    if open_slots(slots, [*given, yes]):
        return _without_no_of(credit, by), yes
    return _granted(credit, by=by, now=now), yes


def completed(credit: Credit, given: Sequence[Approval], slots: Slots, *, now: datetime) -> Credit:
    """Return the request granted if what was given is all that it takes by now, else as it is.

    What else the customer gets may have become less since the last yes. After a first no it waits
    for the second reader all the same.
    """
    is_waiting = credit.awaits_decision and credit.decline is None
    if not is_waiting or not given or open_slots(slots, given):
        return credit
    return _granted(credit, by=given[-1].by, now=now)


def _without_no_of(credit: Credit, person: str) -> Credit:
    return replace(credit, decline=None) if person in credit.first_readers else credit


def _granted(credit: Credit, *, by: str, now: datetime) -> Credit:
    if credit.undo is None:
        return replace(credit, state=State.APPROVED, decline=None, decided_by=by, decided_at=now)
    state = State.REVERSED if credit.state is State.PAID else State.VOIDED
    return replace(credit, state=state, undo=None)


def given_alone(credit: Credit, *, now: datetime) -> Credit:
    """Return the request granted within the limit of who asks."""
    granted = replace(credit, state=State.APPROVED, is_own=True, asked_of=())
    return replace(granted, decided_by=credit.asked_by, decided_at=now)


def declined(
    credit: Credit, no: Decline, slots: Slots, *, approvers: Approvers, second_reader_from: int
) -> Credit:
    """Return the request declined, or, for a high sum, waiting for a second reader."""
    place, *_ = _places(credit, slots, by=no.by, approvers=approvers, now=no.at)
    if credit.undo is not None:
        return replace(credit, undo=None)
    no = no if place.of == no.by else replace(no, of=place.of)
    if credit.amount.minor >= second_reader_from:
        if credit.decline is None:
            return replace(credit, decline=no)
        if credit.first_readers & no.people:
            raise NeedsSecondReader(credit.name)
    return replace(credit, state=State.DECLINED, decline=no, decided_by=no.by, decided_at=no.at)


def sent_back(
    credit: Credit, proposed: Money, slots: Slots, *, by: str, approvers: Approvers, now: datetime
) -> Credit:
    """Return the request back with who asked, with the sum that `by` would rather give each."""
    _places(credit, slots, by=by, approvers=approvers, now=now)
    credit.check(State.ASKED)
    if proposed == unit_price(credit):
        raise SumIsTheSame(credit.name)
    return replace(credit, state=State.CHANGED, proposed=proposed, decline=None)


def passed_on(
    credit: Credit, slots: Slots, *, by: str, approvers: Approvers, now: datetime
) -> Credit:
    """Return the request for the others: `by` has an interest in it."""
    _places(credit, slots, by=by, approvers=approvers, now=now)
    left = tuple(person for person in credit.asked_of if person != by)
    return replace(credit, interested=(*credit.interested, by), asked_of=left)


def may_decide(
    credit: Credit, slots: Slots, *, by: str, approvers: Approvers, now: datetime
) -> None:
    """Raises why `by` may not decide this request now."""
    _places(credit, slots, by=by, approvers=approvers, now=now)


def second_readers(
    credit: Credit,
    slots: Slots,
    people: AbstractSet[str],
    *,
    approvers: Approvers,
    now: datetime,
) -> frozenset[str]:
    """Return who of these people may decide after the first no."""

    def may(person: str) -> bool:
        try:
            may_decide(credit, slots, by=person, approvers=approvers, now=now)
        except Refusal:
            return False
        return True

    return frozenset(filter(may, people - credit.first_readers))


def put_to(credit: Credit, people: AbstractSet[str]) -> Credit:
    """Return the request as put to these people as well."""
    return replace(credit, asked_of=tuple(sorted({*credit.asked_of, *people})))


def check_seen(credit: Credit, seal: str) -> None:
    """Raises `ChangedMeanwhile` unless `seal` is of what the request says now."""
    if seal != credit.seal[: len(seal)] or not seal:
        raise ChangedMeanwhile(credit.name)


def to_undo(credit: Credit, undo: Undo) -> Credit:
    """Return a granted credit that somebody wants taken back; it needs approvals of its own."""
    if credit.undo is not None or credit.state not in GRANTED:
        raise CreditHasMoved(credit.name, credit.state.value)
    return replace(credit, undo=undo)


def _places(
    credit: Credit, slots: Slots, *, by: str, approvers: Approvers, now: datetime
) -> list[Standing]:
    """Return the places in which `by` may decide; raises why there is none."""
    check_open(credit.lapsed(now=now))  # whose clock may be late
    check_insider(by, approvers)
    askers = {credit.asked_by} | ({credit.undo.by} if credit.undo else set())
    if by in askers:
        raise OwnCredit(credit.name)
    if by in credit.interested:
        raise HasInterest(credit.name)
    barred = askers | {*credit.interested}
    places = [one for one in approvers.standings_of(by, now=now) if one.of not in barred]
    fitting = [one for one in places if any(not one.functions.isdisjoint(slot) for slot in slots)]
    if not fitting:
        raise NotAnApprover(credit.name)
    free = [one for one in fitting if _is_free(one, credit, by=by)]
    if not free:
        raise NeedsSecondReader(credit.name)
    return free


def _is_free(place: Standing, credit: Credit, *, by: str) -> bool:
    """After a first no, nobody else acts in the place of whose no it is; they may think again."""
    said_no = credit.first_readers
    is_theirs = place.of == by or (credit.decline is not None and credit.decline.by == by)
    return is_theirs or place.of not in said_no


def check_insider(person: str, approvers: Approvers) -> None:
    """Raises `OutsiderMayNotDecide` for guests, strangers, apps and those who have left."""
    outsider = approvers.outsiders.get(person)
    if outsider is not None:
        raise OutsiderMayNotDecide(person, outsider)


def check_open(credit: Credit) -> None:
    """Raises `CreditIsDecided` with by whom and when, or `CreditHasMoved`."""
    if credit.awaits_decision:
        return
    was_decided = credit.state in GRANTED or credit.state is State.DECLINED
    if was_decided and credit.decided_by is not None and credit.decided_at is not None:
        is_approved = credit.state is not State.DECLINED
        raise CreditIsDecided(credit.name, is_approved, credit.decided_by, credit.decided_at)
    raise CreditHasMoved(credit.name, credit.state.value)
