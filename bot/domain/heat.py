"""What became of angry posts: answered in public, invited to a call, learned from.

Source: drafts, K08; practices, P061 and P064.
"""

from dataclasses import dataclass
from typing import Final

LONGEST_LESSON: Final = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Heat:
    """How often each was done. Nobody can be told from it."""

    answered: int = 0
    invited: int = 0
    learned: int = 0


NO_HEAT: Final = Heat()
