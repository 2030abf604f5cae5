"""What shows a claim: words, and the address in them, where whoever decides looks it up."""

import re
from typing import Final

ADDRESS: Final = re.compile(
    r"""https?://[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::\d{1,5})?(?:[/?#][!-~]*)?""",
    re.IGNORECASE | re.ASCII,
)
NOT_IN_ADDRESS: Final = re.compile(r"""[<>"'`|\\^{}]""")
AFTER_ADDRESS: Final = ".,;:!?)]"


def link_in(evidence: str) -> str | None:
    """Return the first address in what was typed; None where there is none to open."""
    found = ADDRESS.search(evidence)
    if found is None:
        return None
    return NOT_IN_ADDRESS.split(found[0])[0].rstrip(AFTER_ADDRESS)
