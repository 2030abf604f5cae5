"""The week on App Home, for those who lead."""

from slack_sdk.models.blocks import Block

from bot.domain.insights import Figures
from bot.domain.organisation import Organisation
from messages.card import header, section
from messages.insights import figures_lines

QUIET = "No incident was opened in the last seven days. Drills are not counted."


def week_part(week: Figures, organisation: Organisation) -> list[Block]:
    """Return the figures of the last seven days, each with its cases."""
    if not week.incidents:
        return [header("The last seven days"), section(QUIET)]
    each = (f"• {what}: {words}" for what, words in figures_lines(week, organisation))
    return [header(f"The last seven days ({week.incidents})"), section("\n".join(each))]
