"""How bad it is for customers, in four steps. Source: facts and clocks, 3.3."""

from enum import IntEnum


class Severity(IntEnum):
    """1 is the worst. The number is what people say and type."""

    SEV1 = 1
    """All or most customers cannot use a core service, or someone may come to harm."""
    SEV2 = 2
    """A large part of the customers, or an important function."""
    SEV3 = 3
    """A small part, and there is another way."""
    SEV4 = 4
    """Slight, and harms nobody."""


UNLESS_SAID = Severity.SEV2
"""An incident opened in a hurry: serious enough for a short clock, easy to change."""
