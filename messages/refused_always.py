"""The refusals whose words are the same whatever was asked."""

from collections.abc import Mapping
from typing import Final

from bot.domain import refusals
from bot.domain.refusals import Refusal

ALWAYS: Final[Mapping[type[Refusal], str]] = {
    refusals.NoOpenIncident: (
        "No incident is open. To open one: `/incident open` and what customers cannot do."
    ),
    refusals.FromOutside: (
        "Only people of this workspace can do this. Ask somebody who belongs to it."
    ),
    refusals.AlreadyDone: (
        "This form was sent twice, and the first one counted. There is nothing to do."
    ),
    refusals.RolesAreUnknown: (
        "I could not find out who decides, so nothing was decided. Please try again in a minute."
    ),
    refusals.NobodyMayApprove: (
        "Nobody else is there to decide this, so it was not asked. "
        "Ask whoever runs Candour to add somebody under `people` in its settings."
    ),
    refusals.WindowIsWrong: (
        "Give two times, the second after the first and still to come; or leave both empty."
    ),
    refusals.StartIsAhead: "This time is still to come. Give when it began, or leave it empty.",
}
