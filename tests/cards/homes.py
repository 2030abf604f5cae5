"""App Home and the figures, drawn around whatever is typed."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from bot.domain.budget import Budget, Scope
from bot.domain.credit import Credit, State
from bot.domain.incident import Incident
from bot.domain.insights import Insights, Outage, insights
from bot.domain.ledger import Balance
from bot.domain.money import Money
from bot.domain.organisation import Organisation
from bot.domain.period import Period
from bot.domain.promise import Status
from bot.domain.rhythm import Rhythm
from messages.card import Card
from messages.home import after, money, people
from messages.home import incidents as incident_words
from messages.home.answers import insights_come
from messages.home.page import Item, foot, page, roles_unknown, to_do, to_read
from messages.home.week import week_part
from messages.insights import insights_card
from tests.cards.after import item
from tests.cards.people import promise
from tests.cards.released import waiting

MINUTE = timedelta(minutes=1)


def pages(
    new: Incident, typed: str, organisation: Organisation, now: datetime
) -> Mapping[str, dict[str, Any]]:
    items = needs(new, typed, organisation, now)
    own = [incident_words.own_row(new, organisation, now=now)]
    later = people.promise_row(promise(typed, now), organisation, now=now)
    last = foot(may_open=True, may_have_insights=True)
    nothing = to_do("What needs you now", [], empty="Nothing needs you right now.")
    found = figures(new, now, organisation)
    return {
        "home": page(
            [
                to_do("What needs you now", items, empty=""),
                to_read("Your shift", [*own, later], empty=""),
                incident_words.open_part([new] * 40, organisation, now=now, is_quiet=False),
                money.budget_part(budgets(), organisation),
                week_part(found.whole, organisation),
                last,
            ]
        ),
        "home_empty": page(
            [
                roles_unknown(),
                nothing,
                to_read("Your shift", [], empty="Nothing else is in your name."),
                incident_words.open_part([], organisation, now=now, is_quiet=True),
                week_part(figures(new, now, organisation, many=0).whole, organisation),
                foot(may_open=False, may_have_insights=False),
            ]
        ),
        "home_full": page([to_do("What needs you now", items * 40, empty=""), [*own] * 90, last]),
    }


def insights_cards(new: Incident, organisation: Organisation, now: datetime) -> Mapping[str, Card]:
    return {
        "insights": insights_card(figures(new, now, organisation), organisation),
        "insights_none": insights_card(figures(new, now, organisation, many=0), organisation),
        "insights_come": insights_come(),
    }


def needs(new: Incident, typed: str, organisation: Organisation, now: datetime) -> list[Item]:
    asked = credit(typed, now)
    mine = promise(typed, now)
    late = replace(new, next_update_due=now - 12 * MINUTE, last_update_at=now - 42 * MINUTE)
    nobodys = replace(new, owner=None)
    changed = replace(asked, state=State.CHANGED, proposed=Money(6000, "GBP"))
    return [
        incident_words.handed_over(replace(new, handed_to="U02AMIRA"), organisation, now=now),
        incident_words.handed_over(replace(nobodys, handed_to="U02"), organisation, now=now),
        incident_words.update_owed(late, organisation, now=now),
        incident_words.wants_somebody(nobodys, organisation, now=now),
        people.promise_due(replace(mine, status=Status.BROKEN), organisation, now=now),
        people.promise_due(replace(mine, customer=5), organisation, now=now),
        people.release_asked(waiting(new, typed[:3000], now=now)),
        money.to_decide(asked, organisation),
        money.come_back(changed, organisation),
        money.come_back(replace(changed, proposed=None), organisation),
        money.come_back(asked, organisation),
        after.follow_ups_due(new, [4, 9], ended_at=now - timedelta(days=8)),
        after.follow_ups_due(new, list(range(4, 12)), ended_at=now - timedelta(days=9)),
        after.step_due(item(typed, now), organisation, now.date() + timedelta(days=30)),
    ]


def credit(typed: str, now: datetime) -> Credit:
    return Credit(
        workspace="T01",
        number=3,
        incident=7,
        customer=typed[:100],
        reason=typed[:1000],
        asked_for="£60 back",
        amount=Money(4000, "GBP"),
        asked_by="U01DAN",
        asked_at=now - 20 * MINUTE,
        asked_of=("U03MARA",),
    )


def budgets() -> list[tuple[str, Budget]]:
    balance = Balance(held=4000, committed=1000, spent=12_345)
    capped = Budget(scope=Scope.MONTH, key="", currency="GBP", cap=500_000, balance=balance)
    return [("Card desk & <friends>", capped), ("", replace(capped, cap=None))]


def figures(new: Incident, now: datetime, organisation: Organisation, *, many: int = 6) -> Insights:
    """Two months and two teams; the later one has few cases."""
    granted = replace(
        credit("x", now), state=State.PAID, decided_by="U03MARA", decided_at=now - 5 * MINUTE
    )
    cases = [
        Outage(
            incident=replace(
                new,
                number=number,
                place="C02SUPPORT" if number == 1 else new.place,
                opened_at=now - (40 if number > 1 else 1) * timedelta(days=1),
            ),
            rhythm=Rhythm(number * MINUTE, 40 * MINUTE, on_time=4, holding=2, missed=1),
            promises=[Status.KEPT, Status.LATE, Status.OPEN],
            credits=[granted] if number == 1 else [],
            answers=[True, False] if number == 1 else [],
        )
        for number in range(1, many + 1)
    ]
    period = Period(now - timedelta(days=60), now)
    zone, locale = organisation.time_zone, organisation.locale
    return insights(cases, period, zone=zone, locale=locale)
