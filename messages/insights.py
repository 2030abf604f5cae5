"""Insights in words, for the terminal and for the chat: each figure with its cases."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Final

from bot.domain.insights import Figures, Insights, Middle, Named, Share, is_few
from bot.domain.measures import Measures
from bot.domain.money import Money
from bot.domain.organisation import Organisation
from messages.card import Card, context, header, section
from messages.words import place, span

LONGEST_NAME: Final = 26
MOST_TEAMS: Final = 10
HONEST: Final = (
    "A case is an incident with all that belongs to it, in the month in which it was opened. "
    "Drills and incidents opened in error are left out. "
    "Figures side by side do not say what caused what."
)
FEW_MEANS: Final = "“Few” marks fewer than 5 cases: they say little."
NOTHING: Final = "No incident was opened in that time."
NOT_ASKED: Final = "not asked"
NO_CASE: Final = "no case"
Lines = list[tuple[str, str]]


def figures_lines(figures: Figures, organisation: Organisation) -> Lines:
    """Return each figure: its name, and what it is with its cases."""
    return [
        ("First word", _first_word(figures)),
        ("Longest silence", _middle(figures.silence, "half at most {middle}, the longest {most}")),
        ("Updates on time", _share(figures.on_time, "update owed")),
        ("Promises kept in time", _share(figures.promises, "promise that came due")),
        *(line for one in figures.money for line in _money(one, organisation)),
        *(_named(one, organisation) for one in figures.named),
        ("Satisfied after 7 days", _share(figures.satisfied, "answer", none=NOT_ASKED)),
    ]


def insights_text(found: Insights, organisation: Organisation) -> str:
    """Return the figures for a terminal."""
    lines = [f"Incidents opened {_period(found, organisation)}", HONEST, FEW_MEANS]
    if not found.whole.incidents:
        return "\n".join([lines[0], NOTHING, ""])
    for name, figures in _groups(found):
        lines += ["", f"{name}: {_opened(figures.incidents)}"]
        each = figures_lines(figures, organisation)
        lines += [f"  {what:<{LONGEST_NAME}}{words}" for what, words in each]
    return "\n".join([*lines, ""])


def insights_card(found: Insights, organisation: Organisation) -> Card:
    """Return the figures for one who leads, in private."""
    period, whole = _period(found, organisation), found.whole
    if not whole.incidents:
        return Card(f"Incidents opened {period}. {NOTHING}", [section(NOTHING)])
    lead = f"Incidents opened {period}: {whole.incidents}."
    text = f"{lead} First word: {figures_lines(whole, organisation)[0][1]}."
    teams = {place(name): figures for name, figures in list(found.teams.items())[:MOST_TEAMS]}
    groups = {"Altogether": whole, **found.months, **(teams if len(teams) > 1 else {})}
    shown = [section(_group(name, one, organisation)) for name, one in groups.items()]
    out = len(found.teams) - MOST_TEAMS
    rest = f" {out} more teams stand in `candour insights`." if out > 0 else ""
    return Card(
        text, [header("Figures"), section(lead), *shown, context(f"{HONEST} {FEW_MEANS}{rest}")]
    )


def cases_words(many: int, what: str = "case") -> str:
    """Return how many cases stand behind a figure, and whether they are few."""
    noun, _, rest = what.partition(" ")
    named = " ".join(filter(None, (noun if many == 1 else f"{noun}s", rest)))
    return f"({many:,} {named}{', few' if is_few(many) else ''})"


def _group(name: str, figures: Figures, organisation: Organisation) -> str:
    each = (f"• {what}: {words}" for what, words in figures_lines(figures, organisation))
    return "\n".join([f"*{name}*: {_opened(figures.incidents)}", *each])


def _groups(found: Insights) -> Iterator[tuple[str, Figures]]:
    yield "Altogether", found.whole
    yield from found.months.items()
    teams: Mapping[str, Figures] = found.teams if len(found.teams) > 1 else {}
    yield from ((f"Team of {name}", figures) for name, figures in teams.items())


def _period(found: Insights, organisation: Organisation) -> str:
    zone = organisation.time_zone
    last = found.period.until.astimezone(zone) - timedelta(microseconds=1)
    return f"{found.period.since.astimezone(zone):%Y-%m-%d} to {last:%Y-%m-%d} ({zone.key})"


def _opened(many: int) -> str:
    return f"{_incidents(many)}{', few' if is_few(many) else ''}"


def _incidents(many: int) -> str:
    return f"{many:,} incident{'' if many == 1 else 's'}"


def _first_word(figures: Figures) -> str:
    """Return how soon it came, and how many incidents had none: they must not be overlooked."""
    told = _middle(figures.first_word, "half within {middle}, all within {most}")
    without = figures.incidents - figures.first_word.cases
    return f"{told}; {_incidents(without)} without one" if without else told


def _middle(figure: Middle, words: str) -> str:
    if figure.middle is None or figure.most is None:
        return NO_CASE
    told = words.format(middle=span(figure.middle), most=span(figure.most))
    return f"{told} {cases_words(figure.cases)}"


def _share(figure: Share, what: str, *, none: str = NO_CASE) -> str:
    if figure.per_cent is None:
        return none
    return f"{figure.per_cent} % {cases_words(figure.cases, what)}"


def _money(one: Measures, organisation: Organisation) -> Lines:
    given = Money(one.given, one.currency).shown(organisation.locale)
    waits = (
        []
        if one.to_decision is None
        else [("Credit decided", f"half within {span(one.to_decision)} {cases_words(one.decided)}")]
    )
    return [
        (
            f"Credits in {one.currency}",
            f"{one.granted:,} granted, {given} in all {cases_words(one.asked, 'request')}",
        ),
        *waits,
    ]


def _named(one: Named, organisation: Organisation) -> tuple[str, str]:
    asked, given = (
        Money(minor, one.currency).shown(organisation.locale) for minor in (one.asked, one.given)
    )
    words = f"customers asked for {asked}, got {given} {cases_words(one.cases)}"
    return "Asked against given", words
