"""How people fill in forms: mostly sensibly, now and then not, never with the same word twice."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from random import Random
from typing import Any, Final

from bot.sandbox import forms
from bot.sandbox.values import STATEFUL, Plain, as_plain, elements_of, options_of
from bot.sandbox.views import View
from bot.sandbox.wire import Json
from messages.action_ids import ActionId
from torture.cast import PEOPLE

SUMS: Final = (
    "£5",
    "£12.50",
    "£20",
    "£40",
    "40 GBP",
    "£90",
    "£180",
    "£450",
    "£900",
    "£3000",
    "£-2",
)
FIGURES: Final[Mapping[str, tuple[str, ...]]] = {
    ActionId.AMOUNT: SUMS,
    ActionId.PEOPLE_LOW: ("2", "3"),
    ActionId.PEOPLE_HIGH: ("3", "5"),
    ActionId.PAYS: ("£10", "£30"),
    ActionId.HOURS: ("1", "4"),
    ActionId.COST: ("£15", "£60"),
    ActionId.EXTRA_CONTACTS: ("1", "2"),
    ActionId.CONTACTS: ("1", "3"),
    ActionId.WAITED: ("10", "2 h"),
}
SENTENCES: Final = (
    "Customers cannot pay by card ({}).",
    "The provider has found the failing part ({}).",
    "We look into part {} with the provider.",
    "Paying by bank transfer works ({}).",
)
NAMES: Final = ("Acme {}", "{} Ltd", "ACC-{}")
NAMED: Final = frozenset({ActionId.CUSTOMER, ActionId.CUSTOMER_NAME, ActionId.REFERENCE})
LEAVES: Final = 0.8
SKIPS: Final = 0.6
"""How likely somebody leaves what stands in a field, or an optional one empty."""
DAY_S: Final = 24 * 3600


class Filling:
    """One person's way with forms; `now` is the practice time."""

    def __init__(
        self, chance: Random, now: Callable[[], datetime], new_word: Callable[[], str]
    ) -> None:
        self._chance = chance
        self._now = now
        self._new_word = new_word

    def fill(self, view: View) -> list[str]:
        """Put something into most fields; return the words by which it is found again."""
        words: list[str] = []
        for block, element in elements_of(view.blocks):
            if element["type"] not in STATEFUL or block["type"] != "input":
                continue
            held = as_plain(view.values[block["block_id"]][element["action_id"]])
            if self._leaves(block, held):
                continue
            forms.put(view, block, element, self._value(element, words))
        return words

    def sentence(self, words: list[str]) -> str:
        return self._chance.choice(SENTENCES).format(self._word(words))

    def choice_of(self, element: Json) -> Plain:
        """Return one of what a menu or a select offers; None if it offers nothing."""
        options = options_of(element)
        return str(self._chance.choice(options)["value"]) if options else None

    def _leaves(self, block: Json, held: Plain) -> bool:
        if held not in (None, "", []):
            return self._chance.random() < LEAVES  # what a form brings with it is mostly right
        return bool(block.get("optional")) and self._chance.random() < SKIPS

    def _value(self, element: Json, words: list[str]) -> Plain:
        kind = element["type"]
        if kind == "plain_text_input":
            return self._text(element, words)[: element.get("max_length", 3000)]
        if kind == "checkboxes" or kind.startswith("multi_static"):
            offered = [str(option["value"]) for option in options_of(element)]
            return self._chance.sample(offered, self._chance.randint(0, len(offered)))
        if kind.endswith("users_select"):
            return self._chance.choice(PEOPLE)
        return VALUES[kind](self, element) if kind in VALUES else self.choice_of(element)

    def _text(self, element: Json, words: list[str]) -> str:
        name = element["action_id"]
        if name in FIGURES:
            return self._chance.choice(FIGURES[name])
        if name in NAMED:
            return self._chance.choice(NAMES).format(self._word(words).capitalize())
        return self.sentence(words)

    def _word(self, words: list[str]) -> str:
        words.append(self._new_word())
        return words[-1]

    def _later(self, days: float) -> datetime:
        return datetime.fromtimestamp(
            self._now().timestamp() + self._chance.uniform(0, days) * DAY_S, UTC
        )

    def day(self, _element: Json) -> Plain:
        return self._later(10).date().isoformat()

    def moment(self, _element: Json) -> Plain:
        return int(self._later(2).timestamp())

    def time(self, _element: Json) -> Plain:
        return f"{self._later(1):%H:%M}"

    def number(self, _element: Json) -> Plain:
        return str(self._chance.randint(1, 9))


VALUES: Final[Mapping[str, Callable[[Filling, Json], Any]]] = {
    "datepicker": Filling.day,
    "datetimepicker": Filling.moment,
    "timepicker": Filling.time,
    "number_input": Filling.number,
}
