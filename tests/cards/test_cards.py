"""Every card and form as Slack gets it: a JSON file each, and its limits whatever is typed."""

import json
from collections.abc import Iterator

import pytest
from slack_sdk.models.blocks import DividerBlock
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.json import JSONSnapshotExtension

from bot.domain.incident import Incident
from bot.domain.refusals import Unreadable
from bot.sandbox.checks import problems_of_message, problems_of_options, problems_of_view
from messages.action_ids import ActionId, ViewId
from messages.card import Card, payload
from messages.modals.channels_form import ChannelsNote
from messages.modals.choose_form import ChooseNote, incident_options
from messages.modals.credit_form import CreditNote
from messages.modals.customer_form import CustomerNote
from messages.modals.facts_form import FactsNote
from messages.modals.form import Note
from messages.modals.obstacle_form import ObstacleNote
from messages.modals.open_form import OpenNote
from messages.modals.phone_form import CallNote
from messages.modals.promise_form import PromiseChangeNote, PromiseNote
from messages.modals.words_state import WordsNote
from tests.cards.samples import NEW, WHAT_FAILS, cards, views

HOSTILE = {
    "channel": "<!channel> <@U66EVIL> <https://example.org|here> & &lt;!here&gt;",
    "long": "<&>" * 13_334,
    "one_word": "x" * 40_000,
    "fences": "```\n``` ` * _ ~ > " * 500,
    "lines": "a\n" * 10_000,
    "right_to_left": "لا يمكن للعملاء الدفع \u202eabc\u202c" * 60,
    "emoji": "👩🏽‍💻💥" * 900,
    "date": "<!date^0^{bad}|x>" * 100,
    "slots": "{done} {name} {0} %s",
    "blank": " ",
}
CARDS = cards(WHAT_FAILS)
VIEWS = views(WHAT_FAILS)


@pytest.fixture
def golden(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    return snapshot.with_defaults(extension_class=JSONSnapshotExtension)


@pytest.mark.parametrize("name", CARDS)
def test_a_card_looks_as_agreed(name: str, golden: SnapshotAssertion) -> None:
    assert payload(CARDS[name]) == golden


@pytest.mark.parametrize("name", VIEWS)
def test_a_form_looks_as_agreed(name: str, golden: SnapshotAssertion) -> None:
    assert VIEWS[name] == golden


@pytest.mark.parametrize("typed", [WHAT_FAILS, *HOSTILE.values()], ids=["plain", *HOSTILE])
def test_slack_takes_every_card_and_form_whatever_is_typed(typed: str) -> None:
    found = {name: problems_of_message(payload(card)) for name, card in cards(typed).items()}
    found |= {name: problems_of_view(view) for name, view in views(typed).items()}

    assert {name: problems for name, problems in found.items() if problems} == {}


@pytest.mark.parametrize("typed", HOSTILE.values(), ids=HOSTILE)
def test_nothing_typed_can_ping_or_link(typed: str) -> None:
    for card in cards(typed).values():
        for text in texts(payload(card)):
            assert "<!channel>" not in text
            assert "<https:" not in text
            assert "<@U66EVIL>" not in text


def test_the_options_of_a_search_fit() -> None:
    found: list[Incident] = [NEW]
    assert problems_of_options({"options": incident_options(found)}) == []
    assert incident_options([]) == []


def test_a_card_needs_its_sentence() -> None:
    with pytest.raises(ValueError, match="lock screen"):
        Card(" ", [DividerBlock()])


def test_every_form_is_drawn() -> None:
    assert {view["callback_id"] for view in VIEWS.values() if "submit" in view} == set(ViewId)


def test_every_button_and_input_stands_somewhere() -> None:
    everything = json.dumps([*VIEWS.values(), *map(payload, CARDS.values())])

    def stands(name: ActionId) -> bool:
        return f'"action_id": "{name}' in everything or f'"value": "{name}:' in everything

    assert [name for name in ActionId if not stands(name)] == []


def test_colour_and_pictures_carry_no_meaning() -> None:
    shown = "".join(text for card in CARDS.values() for text in texts(payload(card)))

    assert {sign for sign in shown if ord(sign) > 0x2190} == set()


@pytest.mark.parametrize(
    "note",
    [
        OpenNote("C01"),
        WordsNote(7, 2, 3),
        CreditNote(7, 3, True),
        ChooseNote("update"),
        ChannelsNote(7),
        FactsNote(7, 2, "It fails", "scope cause"),
        PromiseNote(7, "update:2:0"),
        PromiseChangeNote(3),
        CustomerNote(7, 5),
        CallNote(4, 7, 2, 1),
        ObstacleNote(None, "C01"),
    ],
    ids=lambda note: type(note).__name__,
)
def test_a_note_comes_back_as_it_was(
    note: Note,
) -> None:
    assert type(note).read(note.written()) == note


def test_a_note_of_another_form_is_refused() -> None:
    with pytest.raises(Unreadable):
        OpenNote.read(CreditNote(7).written())


def texts(node: object) -> Iterator[str]:
    if isinstance(node, str):
        yield node
    elif isinstance(node, dict):
        for part in node.values():
            yield from texts(part)
    elif isinstance(node, list):
        for part in node:
            yield from texts(part)
