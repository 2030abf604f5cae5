"""The record of an incident in chat, drawn around whatever is typed."""

from collections.abc import Mapping
from datetime import datetime

from bot.domain.fact import NOTHING_KNOWN
from bot.domain.incident import Incident
from bot.domain.organisation import Organisation
from bot.domain.record import Sources, recorded
from messages.card import Card
from messages.cards.report import management_summary, report_asked, summary_card
from messages.report.summary import summary


def cards(
    open_: Incident, resolved: Incident, organisation: Organisation, *, now: datetime
) -> Mapping[str, Card]:
    """Return the summaries of two incidents, and the receipt for one of them."""
    records = [
        recorded(Sources(incident=one, entries=[], sent=[]), now=now) for one in (open_, resolved)
    ]
    so_far, whole = (summary_card(one, organisation) for one in records)
    return {
        "report asked": report_asked(resolved),
        "report so far": so_far,
        "report": whole,
        "report for management": management_summary(
            resolved, summary(records[1], NOTHING_KNOWN, organisation)
        ),
    }
