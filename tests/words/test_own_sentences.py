"""What the bot says keeps the rules that it holds others to."""

import re
from collections.abc import Iterator
from dataclasses import fields

import pytest

from bot.domain.facts import facts_of
from bot.domain.refusals import Refusal
from bot.domain.update import Kind
from messages import refused
from messages.card import payload
from messages.tone.check import ToneContext, findings
from messages.tone.rules import BY_ID
from tests.cards.samples import NEW, NOW, ORGANISATION, WHAT_FAILS, cards, views
from tests.words.test_refused import KINDS, SAMPLE, ZONE

CONTEXT = ToneContext(kind=Kind.FIRST_WORD, facts=facts_of(NEW), organisation=ORGANISATION, now=NOW)
DATE = re.compile(r"<!date\^[^|]*\|([^>]*)>")
SAYS = {**{name: payload(card) for name, card in cards(WHAT_FAILS).items()}, **views(WHAT_FAILS)}
QUOTES_OTHERS = {"words_to_change", "words_to_pass", "state_known", "call_04_answer"}
AMONG_US = {
    f"T{number:02}" for number in (2, 5, 6, 9, 12, 13, 14, 30, 34, 44, 47, 49, 50, 51, 59, 62, 63)
}
"""What customers must not read but the team must: severities, sums, terms of the trade, lists,
promises that are being logged just then."""


def texts(node: object) -> Iterator[str]:
    if isinstance(node, dict):
        yield from (node[name] for name in ("text",) if isinstance(node.get(name), str))
        for part in node.values():
            yield from texts(part)
    elif isinstance(node, list):
        for part in node:
            yield from texts(part)


def broken(said: str) -> list[str]:
    found = [finding.rule.id for finding in findings(DATE.sub(r"\1", said), CONTEXT)]
    return [rule for rule in found if rule not in AMONG_US]


@pytest.mark.parametrize("name", sorted(SAYS.keys() - QUOTES_OTHERS))
def test_cards_and_forms_keep_the_rules(name: str) -> None:
    assert {said: broken(said) for said in texts(SAYS[name]) if broken(said)} == {}


@pytest.mark.parametrize("kind", KINDS)
def test_refusals_keep_the_rules(kind: type[Refusal]) -> None:
    values = SAMPLE | {"text": "a" * 99, "typed": "updaet", "rules": tuple(BY_ID)}
    refusal = kind(**{one.name: values[one.name] for one in fields(kind)})

    assert broken(refused.words_for(refusal, ZONE)) == []


def test_nobody_shouts() -> None:
    shown = "".join(said for name in SAYS.keys() - QUOTES_OTHERS for said in texts(SAYS[name]))

    assert "!" not in re.sub(r"<![^>]*>", "", shown)
