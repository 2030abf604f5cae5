"""Payloads that went wrong: pieces missing, of another type, too large, or of another place."""

import json
from collections.abc import Iterator
from copy import deepcopy
from typing import Any, Final

from hypothesis import strategies as st

NESTED: Final = ("private_metadata", "below", "note")
"""What holds JSON in a string; it goes wrong inside as well."""
DEEP: Any = "deep"
for _ in range(200):
    DEEP = [DEEP]
STRANGE: Final[tuple[Any, ...]] = (
    None,
    True,
    0,
    -1,
    2**31,
    2**63,
    10**400,
    1.5,
    "",
    " ",
    "0",
    "-1",
    "1",
    "2",
    "999999999",
    "2147483648",
    "1:2",
    "1:1:1",
    ":",
    "1:x",
    "more:1",
    "unsaid",
    "\x00",
    "\u202e\u200f\ufeff",
    "😀" * 40,
    "<!channel> <@U02AMIRA> &amp;",
    "{name} {{7*7}} %s",
    "'; DROP TABLE incidents; --",
    "x" * 50_000,
    "2026-02-30",
    "2026-03-04",
    "9999-12-31",
    "0001-01-01",
    "T09ELSEWHERE",
    "U02AMIRA",
    "INC-1",
    "K02",
    [],
    [None],
    {},
    {"id": None},
    {"value": "1"},
    {"type": "input"},
    DEEP,
)
Place = tuple[str | int, ...]


def places(tree: Any, here: Place = ()) -> Iterator[Place]:  # noqa: ANN401 - any JSON
    """Every place in a payload, JSON inside strings included."""
    inside = tree
    if here and here[-1] in NESTED and isinstance(tree, str) and tree.startswith("{"):
        inside = json.loads(tree)
    yield here
    if isinstance(inside, dict):
        for name, value in inside.items():
            yield from places(value, (*here, name))
    elif isinstance(inside, list):
        for place, value in enumerate(inside):
            yield from places(value, (*here, place))


def changed(tree: Any, place: Place, put: Any, *, drops: bool) -> Any:  # noqa: ANN401 - any JSON
    """Return the payload with something else at a place, or without it."""
    if not place:
        return put
    first, *rest = place
    if isinstance(tree, str):
        return json.dumps(changed(json.loads(tree), place, put, drops=drops))
    if drops and not rest:
        del tree[first]
    else:
        tree[first] = changed(tree[first], tuple(rest), put, drops=drops)
    return tree


@st.composite
def wrong(draw: st.DrawFn, valid: list[Any]) -> Any:  # noqa: ANN401 - any JSON
    """Draw one of the valid payloads with one to three places gone wrong."""
    payload = deepcopy(draw(st.sampled_from(valid)))
    for _ in range(draw(st.integers(1, 3))):
        place = draw(st.sampled_from(list(places(payload))[1:] or [()]))
        put = draw(st.sampled_from(STRANGE) | st.text(max_size=20) | st.integers())
        payload = changed(payload, place, deepcopy(put), drops=draw(st.booleans()))
        if not isinstance(payload, dict | list):
            break
    return payload
