"""Values of the domain as rows, and back: a column for each field."""

from collections.abc import Callable, Hashable
from dataclasses import fields
from functools import cache
from operator import attrgetter
from typing import Any


def row_of(value: Any) -> dict[str, Any]:  # noqa: ANN401 - any dataclass
    """Return the fields by their names. `dataclasses.asdict` would copy each of them deeply."""
    names, read = _reader(value.__class__)
    return dict(zip(names, read(value), strict=True))


@cache
def _reader(kind: Hashable) -> tuple[tuple[str, ...], Callable[[Any], tuple[Any, ...]]]:
    names = tuple(field.name for field in fields(kind))  # type: ignore[arg-type]
    return names, attrgetter(*names)
