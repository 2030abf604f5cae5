"""Insights for other programs: the same figures as CSV, a row each, and as JSON."""

import csv
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Final

from babel.numbers import get_currency_precision

from bot.domain.insights import Figures, Insights, Share, is_few

HEAD: Final = ("group", "name", "figure", "value", "unit", "cases", "few")
SECONDS, PER_CENT = "s", "per cent"


@dataclass(frozen=True, slots=True)
class Value:
    """`value` is None where there is no case to take it from."""

    value: float | str | None
    unit: str
    cases: int

    @property
    def few(self) -> bool:
        return is_few(self.cases)


def insights_csv(found: Insights) -> str:
    """Return a row for each figure of each group: all, month, team."""
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(HEAD)
    for group, name, figures in _groups(found):
        for figure, one in values(figures).items():
            value = "" if one.value is None else one.value
            few = "yes" if one.few else "no"
            table.writerow([group, name, figure, value, one.unit, one.cases, few])
    return out.getvalue()


def insights_json(found: Insights) -> str:
    """Return the figures by group; times in seconds, sums in whole units of their currency."""
    told: dict[str, object] = {
        "from": found.period.since.isoformat(),
        "to": found.period.until.isoformat(),
        "all": _plain(found.whole),
        "months": {name: _plain(one) for name, one in found.months.items()},
        "teams": {name: _plain(one) for name, one in found.teams.items()},
    }
    return json.dumps(told, indent=2) + "\n"


def values(figures: Figures) -> Mapping[str, Value]:
    """Return every figure by its name, with its unit and its cases."""
    first, silence = figures.first_word, figures.silence
    found = {
        "incidents": Value(figures.incidents, "incidents", figures.incidents),
        "first_word_median": Value(_seconds(first.middle), SECONDS, first.cases),
        "first_word_longest": Value(_seconds(first.most), SECONDS, first.cases),
        "first_word_missing": Value(
            figures.incidents - first.cases, "incidents", figures.incidents
        ),
        "longest_silence_median": Value(_seconds(silence.middle), SECONDS, silence.cases),
        "longest_silence_longest": Value(_seconds(silence.most), SECONDS, silence.cases),
        "updates_on_time": _share(figures.on_time),
        "promises_kept_in_time": _share(figures.promises),
        "satisfied_after_7_days": _share(figures.satisfied),
    }
    for one in figures.money:
        name = one.currency.lower()
        found[f"credits_granted_{name}"] = Value(one.granted, "credits", one.asked)
        found[f"credits_given_{name}"] = Value(
            _major(one.given, one.currency), one.currency, one.granted
        )
        found[f"credits_decided_median_{name}"] = Value(
            _seconds(one.to_decision), SECONDS, one.decided
        )
    for wish in figures.named:
        for what, minor in (("asked_for", wish.asked), ("given_to_them", wish.given)):
            sum_ = _major(minor, wish.currency)
            found[f"{what}_{wish.currency.lower()}"] = Value(sum_, wish.currency, wish.cases)
    return found


def _groups(found: Insights) -> Iterator[tuple[str, str, Figures]]:
    yield "all", "", found.whole
    yield from (("month", name, one) for name, one in found.months.items())
    yield from (("team", name, one) for name, one in found.teams.items())


def _plain(figures: Figures) -> dict[str, object]:
    return {name: {**asdict(one), "few": one.few} for name, one in values(figures).items()}


def _share(figure: Share) -> Value:
    return Value(figure.per_cent, PER_CENT, figure.cases)


def _seconds(time: timedelta | None) -> int | None:
    return None if time is None else int(time.total_seconds())


def _major(minor: int, currency: str) -> str:
    places = get_currency_precision(currency)
    return f"{Decimal(minor).scaleb(-places):.{places}f}"
