"""The question whether what is known still holds, for whoever owns the incident."""

from collections.abc import Sequence
from datetime import datetime

from slack_sdk.models.blocks import ActionsBlock

from bot.domain.fact import Fact
from bot.domain.incident import Incident
from bot.domain.organisation import Organisation
from messages import buttons
from messages.action_ids import BlockId
from messages.card import Card, sections
from messages.cards.tellable import fact_line
from messages.words import person, title


def stale_card(
    incident: Incident,
    old: Sequence[Fact],
    organisation: Organisation,
    *,
    now: datetime,
    asked: Sequence[str] = (),
) -> Card:
    """Return the old facts with a button that confirms them all, and one that changes them.

    `asked` are called by name: nobody else may say it.
    """
    who = f"{' '.join(map(person, asked))} " if asked else ""
    lead = (
        f"{title(incident)}. {who}Is this still true? "
        "If nobody says so, the next draft leaves it out."
    )
    lines = "\n".join(f"• {fact_line(fact, organisation, now=now)}" for fact in old)
    row = ActionsBlock(
        block_id=BlockId.ACTIONS,
        elements=[buttons.still_true(incident), buttons.facts(incident)],
    )
    return Card(f"{lead}\n{lines}", [*sections(f"*{lead}*\n{lines}"), row])
