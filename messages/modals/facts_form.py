"""The form for what is known: a field for each subject, and how sure we are of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    DateTimePickerElement,
    InputBlock,
    StaticSelectElement,
)

from bot.domain.fact import LONGEST_FACT, UNSAID, Key, Known, Said, State
from bot.domain.facts import DataSafety
from bot.domain.incident import LONGEST_WHAT_FAILS, Incident
from bot.domain.organisation import Organisation
from messages.action_ids import ActionId, BlockId, ViewId
from messages.card import context, plain, section
from messages.modals.form import LONGEST_LABEL, Note, form, options, typed
from messages.people_buttons import dont_know
from messages.unknown import askable
from messages.words import person, title

TOLD: Final = f"{State.CONFIRMED}:public"
OURS: Final = State.CONFIRMED.value
CERTAINTIES: Final[Mapping[str, str]] = {
    TOLD: "Confirmed; customers may know",
    OURS: "Confirmed; not for customers",
    State.CHECKING.value: "Being checked",
    State.RULED_OUT.value: "Ruled out",
    State.NOT_APPLICABLE.value: "Does not apply",
}
CONFIDENCES: Final[Mapping[str, str]] = {
    "low": "Low: it may well be later",
    "medium": "Medium",
    "high": "High: nothing stands in the way",
}
SAFETY: Final[Mapping[str, str]] = {
    DataSafety.UNKNOWN: "Not known",
    DataSafety.SUSPECTED: "Suspected to be affected",
    DataSafety.NO_SIGN_SO_FAR: "Checked; no sign so far",
    DataSafety.CONFIRMED_SAFE: "Confirmed to be safe",
    DataSafety.CONFIRMED_AFFECTED: "Confirmed to be affected",
}
TYPED: Final[Mapping[Key, tuple[ActionId, str, str]]] = {
    Key.SCOPE: (ActionId.SCOPE, "Who is affected?", "Ends the sentence “It affects …”."),
    Key.WORKAROUND: (
        ActionId.WORKAROUND,
        "What can they do instead?",
        "Ends the sentence “For now you can …”.",
    ),
    Key.CURRENT_ACTION: (
        ActionId.CURRENT_ACTION,
        "What is being done now?",
        "A sentence: who is looking, and where.",
    ),
    Key.CAUSE: (ActionId.CAUSE, "What is the cause?", "Ends the sentence “The cause: …”."),
}
"""The subjects that are words: their field, its label and its hint."""


@dataclass(frozen=True, slots=True)
class FactsNote(Note):
    """`seen` and `what_fails` are the version and the headline that the person had before them."""

    incident: int
    seen: int
    what_fails: str


def facts_view(
    incident: Incident, known: Known, organisation: Organisation, *, is_security: bool
) -> dict[str, object]:
    """Return the form with what is known now; an empty field says that nobody knows."""
    said = {key: known[key].said if key in known else UNSAID for key in Key}
    blocks: list[Block] = [
        context(title(incident)),
        typed(
            BlockId.WHAT_FAILS,
            ActionId.WHAT_FAILS,
            "What can customers not do?",
            most=LONGEST_WHAT_FAILS,
            value=incident.what_fails,
        ),
        _time(ActionId.STARTED_AT, "When did it begin?", said[Key.STARTED_AT].value.get("at")),
        _certainty(Key.STARTED_AT, said),
        *_words(Key.SCOPE, said),
        *_words(Key.WORKAROUND, said),
        *_words(Key.CURRENT_ACTION, said),
        *_eta(said),
        *_words(Key.CAUSE, said, unless_said=OURS),
        _safety(said, organisation, is_security=is_security),
        *_unknown(incident, known),
    ]
    note = FactsNote(incident.number, incident.facts, incident.what_fails)
    return form(ViewId.FACTS, "What is known", blocks, submit="Note", note=note)


def _unknown(incident: Incident, known: Known) -> Sequence[Block]:
    """Return a button for each answer that can be promised instead, with an owner and a time."""
    keys = askable(known)
    row = ActionsBlock(
        block_id=BlockId.ACTIONS,
        elements=[dont_know(incident, key, place) for place, key in enumerate(keys)],
    )
    return section("Customers ask, and nobody knows? Promise them the answer:"), row


def certainty_id(key: Key) -> str:
    return f"{ActionId.CERTAINTY}.{key}"


def _words(key: Key, said: Mapping[Key, Said], unless_said: str = TOLD) -> Sequence[Block]:
    action, label, hint = TYPED[key]
    value = said[key].value.get("words", "")
    field = typed(
        action.value, action, label, most=LONGEST_FACT, value=value, hint=hint, optional=True
    )
    return field, _certainty(key, said, unless_said)


def _eta(said: Mapping[Key, Said]) -> Sequence[Block]:
    value = said[Key.ETA].value
    source = typed(
        ActionId.ETA_SOURCE.value,
        ActionId.ETA_SOURCE,
        "Who says so?",
        most=LONGEST_FACT,
        value=value.get("source", ""),
        optional=True,
    )
    return (
        _time(ActionId.ETA_FROM, "When will it work again, at the earliest?", value.get("from")),
        _time(ActionId.ETA_TO, "And at the latest?", value.get("to")),
        _choice(
            ActionId.ETA_CONFIDENCE,
            "How much confidence is in that?",
            CONFIDENCES,
            value.get("confidence", "low"),
        ),
        source,
        _certainty(Key.ETA, said),
    )


def _certainty(key: Key, said: Mapping[Key, Said], unless_said: str = TOLD) -> Block:
    one = said[key]
    chosen = TOLD if one.is_told else one.state.value
    chosen = unless_said if one.state is State.UNKNOWN else chosen
    return _choice(certainty_id(key), "How sure is it?", CERTAINTIES, chosen)


def _safety(said: Mapping[Key, Said], organisation: Organisation, *, is_security: bool) -> Block:
    chosen = said[Key.DATA_SAFETY].value.get("words", DataSafety.UNKNOWN.value)
    label = "Is customer information affected?"
    if is_security:
        return _choice(ActionId.DATA_SAFETY, label, SAFETY, chosen)
    who = ", ".join(person(one) for one in organisation.security)
    by = f"Only {who} may say." if who else "Nobody is set to say it, so it stays as it is."
    return context(f"{label} {SAFETY[DataSafety(chosen)]}. {by}")


def _choice(action: str, label: str, named: Mapping[str, str], chosen: str) -> InputBlock:
    offered = options(named)
    select = StaticSelectElement(
        action_id=action,
        options=offered,
        initial_option=next(one for one in offered if one.value == chosen),
    )
    return InputBlock(block_id=action, label=plain(label, LONGEST_LABEL), element=select)


def _time(action: ActionId, label: str, at: str | None) -> InputBlock:
    epoch = int(datetime.fromisoformat(at).timestamp()) if at else None
    picker = DateTimePickerElement(action_id=action, initial_date_time=epoch)
    return InputBlock(
        block_id=action.value, label=plain(label, LONGEST_LABEL), optional=True, element=picker
    )
