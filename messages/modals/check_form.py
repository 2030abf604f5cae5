"""The form of the second person: how they checked, as a customer would, that it is fixed."""

from dataclasses import dataclass

from bot.domain.ending import LONGEST_CHECK
from bot.domain.incident import Incident
from messages.action_ids import ActionId, ViewId
from messages.card import context
from messages.modals.form import Note, form, typed
from messages.words import person, title


@dataclass(frozen=True, slots=True)
class CheckNote(Note):
    """`fix` is the number of the fix that is checked: after another one it does not count."""

    incident: int
    fix: int


def check_view(incident: Incident, *, how: str = "") -> dict[str, object]:
    """Return the form with what was typed before."""
    said = person(incident.fixed_by or "")
    blocks = [
        context(f"{title(incident)}\n{said} says that it is fixed. Sent, this resolves it."),
        typed(
            ActionId.CHECKED_HOW.value,
            ActionId.CHECKED_HOW,
            "How did you check it, as a customer would?",
            most=LONGEST_CHECK,
            value=how,
            hint="Ends the sentence to customers “Our support team checked this by …”, for "
            "example: paying with a test card.",
        ),
    ]
    note = CheckNote(incident.number, incident.fixes)
    return form(ViewId.CHECK, "It works: resolve", blocks, submit="Resolve", note=note)
