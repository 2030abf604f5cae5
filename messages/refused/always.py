"""The refusals whose words are the same whatever was asked."""

from collections.abc import Mapping
from typing import Final

from bot.domain import call, money_refusals, refusals
from bot.domain.refusals import Refusal

ALWAYS: Final[Mapping[type[Refusal], str]] = {
    refusals.NoOpenIncident: (
        "No incident is open. To open one: `/incident open` and what customers cannot do."
    ),
    refusals.FromOutside: (
        "Only people of this workspace can do this. Ask somebody who belongs to it."
    ),
    refusals.Unreadable: (
        "This button or form is not one that I offer now, so nothing was changed. Copy what you "
        "typed, then open it again: `/incident` shows what needs you."
    ),
    refusals.AlreadyDone: (
        "This form was sent twice, and the first one counted. There is nothing to do."
    ),
    refusals.RolesAreUnknown: (
        "I could not find out who holds which role, or who belongs here, so nothing was changed. "
        "Please try again in a minute."
    ),
    call.NotYourCall: (
        "This call has ended, or somebody else takes it. "
        "To begin one of your own: `/incident call`."
    ),
    refusals.NobodyMayApprove: (
        "Nobody else is there to decide this, or only one where two people must, so nothing was "
        "changed. "
        "Ask whoever runs Candour to add somebody under `people` in its settings."
    ),
    money_refusals.NothingToDelegate: (
        "You decide on no credits, so nobody can stand in for you. "
        "Ask whoever runs Candour if that is wrong."
    ),
    money_refusals.OwnStandIn: "You cannot stand in for yourself. Choose somebody else.",
    money_refusals.NothingToExport: (
        "Every approved credit is in a batch already. To have one again, give its number: "
        "`/incident export 3`, or `candour export credits --batch 3`."
    ),
}
