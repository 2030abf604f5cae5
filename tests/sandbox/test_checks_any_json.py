"""Whatever arrives, the checks answer with problems and never break."""

from typing import get_args

from hypothesis import example, given
from hypothesis import strategies as st

from bot.sandbox.checks import (
    error_name,
    problems_of_blocks,
    problems_of_message,
    problems_of_options,
    problems_of_view,
)
from bot.sandbox.checks.blocks import LISTS
from bot.sandbox.checks.elements import ELEMENTS, Surface

NAMES = [
    "type",
    "text",
    "blocks",
    "block_id",
    "action_id",
    "elements",
    "element",
    "accessory",
    "fields",
    "options",
    "option_groups",
    "initial_option",
    "initial_options",
    "initial_value",
    "min_length",
    "max_length",
    "max_selected_items",
    "value",
    "rows",
    "child_blocks",
    "metadata",
    "title",
    "submit",
    "label",
    "is_decimal_allowed",
    "focus_on_load",
]
KINDS = [*ELEMENTS, "plain_text", "mrkdwn", "modal", "home", "section", "actions", "input", "table"]

SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.text(max_size=5)
    | st.sampled_from(KINDS)
)
JSON = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(NAMES) | st.text(max_size=3), inner, max_size=6)
    ),
    max_leaves=20,
)
OBJECTS = st.fixed_dictionaries(
    {"type": st.sampled_from(KINDS)}, optional={name: JSON for name in NAMES if name != "type"}
)


@given(st.lists(OBJECTS, max_size=4) | JSON, st.sampled_from(get_args(Surface)))
@example([{"type": "number_input", "initial_value": "1e999999999"}], "modal")
def test_any_blocks_are_judged(blocks: object, surface: Surface) -> None:
    problems = problems_of_blocks(blocks, surface)

    assert all(line.startswith("[ERROR] ") and line.endswith("]") for line in problems)


@given(OBJECTS, st.sampled_from(get_args(Surface)))
def test_any_element_is_judged(element: object, surface: Surface) -> None:
    blocks = [
        {"type": "section", "text": element, "accessory": element},
        {"type": "actions", "elements": [element, element]},
        {"type": "input", "label": element, "element": element},
    ]

    assert isinstance(problems_of_blocks(blocks, surface), list)


@given(JSON | OBJECTS)
def test_anything_else_is_judged(value: object) -> None:
    for problems in (
        problems_of_message(value),
        problems_of_view(value),
        problems_of_options(value),
        problems_of_message({"text": value, "metadata": value, "attachments": value}),
    ):
        assert not problems or error_name(problems).replace("_", "").islower()


def test_each_surface_has_its_blocks() -> None:
    assert set(LISTS) == set(get_args(Surface))
