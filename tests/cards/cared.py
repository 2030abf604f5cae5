"""Breaks and obstacles, drawn around whatever is typed."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from bot.domain.care import Care, Why
from bot.domain.incident import Incident
from bot.domain.obstacle import Counted, Kind
from bot.domain.organisation import Organisation
from messages.card import Card
from messages.cards.care import break_card, break_taken, no_break
from messages.cards.obstacles import (
    digest_card,
    nothing_left,
    obstacle_gone,
    obstacle_noted,
    obstacle_taken,
)
from messages.modals.obstacle_form import obstacle_view

STOPPED = {"2026-03": 4, "2026-02": 11}


def cards(
    incident: Incident, typed: str, organisation: Organisation, now: datetime
) -> Mapping[str, Card]:
    kind = Kind(workspace="T01", number=3, tool=typed[:80])
    taken = kind.taken("U02AMIRA", now=now)
    other = replace(kind, number=4)
    worst = [Counted(taken, 12, 4, 3, typed[:500]), Counted(other, 1, 0, 0, typed[:500])]
    care = Care()
    return {
        "break_hard": break_card(Why.HARD, [], care, organisation),
        "break_long": break_card(Why.LONG, [incident] * 4, care, organisation),
        "break_taken": break_taken([incident], organisation),
        "break_taken_free": break_taken([], organisation),
        "break_not_now": no_break(care),
        "obstacles": digest_card(worst, STOPPED),
        "obstacles_gone": nothing_left(),
        "answer_obstacle": obstacle_noted(kind),
        "answer_obstacle_taken": obstacle_taken(taken),
        "answer_obstacle_gone": obstacle_gone(taken),
    }


def forms(typed: str) -> Mapping[str, dict[str, object]]:
    return {"obstacle": obstacle_view(7), "obstacle_again": obstacle_view(None, words=typed)}
