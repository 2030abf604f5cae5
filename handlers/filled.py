"""What stands in the form for words when something is pressed in it, or when it is sent."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot.domain.refusals import Unreadable
from bot.domain.update import Kind
from bot.usecases import drafts, grounds
from bot.usecases.grounds import Grounds
from handlers.asked import Asked, Payload, choice, instant, named_alike, ticked, typed_values
from handlers.desk import Desk
from handlers.drafting import empty, sayable, with_asked
from messages.action_ids import ActionId, BlockId
from messages.drafts.given import PersonSlots
from messages.modals.words_form import places_of, ticks_id
from messages.modals.words_kinds import Mood, Shared, kind_and_variant
from messages.modals.words_state import WordsNote, WordsState


async def read(asked: Asked, desk: Desk, view: Payload) -> WordsState:
    """Return the form as it stands, with all that its words rest on."""
    note = WordsNote.read(view["private_metadata"])
    record = await grounds.read_all(
        desk.store,
        asked.workspace,
        note.incident,
        credit=note.credit,
        to=note.customer,
        promise=note.promise,
    )
    return state_of(view, record, desk)


def state_of(view: Payload, record: Grounds, desk: Desk) -> WordsState:
    """Return what stands in the form at this moment."""
    note = WordsNote.read(view["private_metadata"])
    values = typed_values(view)
    chosen_kind = values.get(ActionId.KIND)
    kind, variant = kind_and_variant(chosen_kind) if chosen_kind else sayable(record)
    bare = empty(record, desk, kind, variant)
    if kind is Kind.PHONE:
        # What is spoken has a form of its own: until that is open, this one is for what can go.
        bare = replace(empty(record, desk, drafts.likely_kind(record.incident)), kind_is_set=True)
        kind, variant = bare.kind, bare.variant
    channels = ticked(view) if _asks_of_same_place(view, bare) else None
    state = replace(
        bare,
        kind=kind,
        variant=variant,
        seen=note.seen,
        channels=bare.channels if channels is None else channels,
        leader=" ".join(values.get(ActionId.LEADER, bare.leader).split()),
        text=values[ActionId.TEXT],
        drawn=_drawn_with(view),
        promised=instant(note.promised) if note.promised else None,
        revision=note.revision,
        drafted=note.drafted,
        corrects=note.corrects,
        facts=note.facts,
        seal=note.seal,
        asked_for=values.get(ActionId.PERSON_ASKED_FOR, ""),
        mood=choice(Mood, values.get(ActionId.MOOD) or Mood.UNSAID),
        shared=choice(Shared, values.get(ActionId.SHARED_QUESTION) or Shared.UNSAID),
        lesson=values.get(ActionId.LESSON, "").strip(),
        typed=named_alike(values, ActionId.SLOT),
        passed=named_alike(values, ActionId.PASS_OVER),
    )
    return with_asked(replace(state, person=_person(values, state.typed)))


def _person(values: Mapping[str, str], typed: Mapping[str, str]) -> PersonSlots:
    return PersonSlots(
        name=values.get(ActionId.PERSON_NAME, ""),
        impact=values.get(ActionId.PERSON_IMPACT, ""),
        concern=values.get(ActionId.PERSON_CONCERN, ""),
        handle=typed.get("handle", ""),
    )


def _drawn_with(view: Payload) -> str:
    """Return what the field for the words was drawn with: drawn anew, it would lose the cursor."""
    blocks: list[dict[str, Any]] = view["blocks"]
    lead = f"{BlockId.TEXT}."
    found = (one for one in blocks if one.get("block_id", "").startswith(lead))
    field = next(found, None)
    if field is None or "element" not in field:
        raise Unreadable
    return str(field["element"].get("initial_value") or "")


def _asks_of_same_place(view: Payload, state: WordsState) -> bool:
    """Tell whether the ticks in the form are about this kind, and not those of a longer one."""
    ids = (one.get("block_id", "") for one in view["blocks"])
    return any(places_of(one) == places_of(ticks_id(state)) for one in ids)
