"""Words as those see them who may release them, and the note to the person who asked."""

from collections.abc import Mapping
from typing import Final

from slack_sdk.models.blocks import ActionsBlock, Block, InteractiveElement

from bot.domain.incident import Incident
from bot.domain.organisation import Organisation
from bot.domain.release import Release, State
from bot.domain.update import Approval
from messages.action_ids import ActionId, BlockId
from messages.buttons import button
from messages.card import Card, context, copyable, escaped, quoted, section, sections
from messages.words import chat_time, person, place, title

APPROVALS: Final[Mapping[Approval, str]] = {
    Approval.COMMS_OWNER: "whoever owns communications",
    Approval.INCIDENT_LEAD: "an incident lead",
    Approval.MANAGER: "a manager",
    Approval.SECURITY: "security",
    Approval.DECIDER: "whoever decided",
}


def release_card(release: Release, incident: Incident, organisation: Organisation) -> Card:
    """Return the words with what became of them. The lock screen does not show the words."""
    asks = f"{person(release.asked_by)} asks you to release words for customers"
    state = _state(release, organisation)
    blocks: list[Block] = [
        section(f"*{asks}* ({release.name})\n{title(incident)} in {place(incident.place)}"),
        *sections(quoted(release.text)),
        section(f"*{state}*"),
    ]
    if release.state is State.ASKED:
        blocks.append(
            context("Just these words, on what is known now: a change must be released again.")
        )
        blocks.append(ActionsBlock(block_id=BlockId.ACTIONS, elements=decisions(release)))
    elif release.note:
        blocks += sections(f"*Note*\n{quoted(release.note)}")
    return Card(f"{asks}, {release.name}, {title(incident)}. {state}.", blocks)


def release_note(release: Release, incident: Incident, organisation: Organisation) -> Card:
    """Return what became of the words, for the person who asked."""
    state = f"{release.name}: {_state(release, organisation)}."
    if release.state is State.RELEASED:
        words = "Copy them to where customers read, then mark them as sent."
        rest: list[Block] = [*sections(copyable(release.text))]
    else:
        words = f"Note: {escaped(release.note)}" if release.note else ""
        rest = [*sections(quoted(release.text))]
    go_on = button("Open the words", ActionId.RELEASED_WORDS, release.number, style="primary")
    actions = ActionsBlock(block_id=BlockId.ACTIONS, elements=[go_on])
    head = sections(f"*{state}*\n{title(incident)}\n{words}")
    return Card(f"{state} {words}".strip(), [*head, *rest, actions])


def _state(release: Release, organisation: Organisation) -> str:
    if release.decided_by is None or release.decided_at is None:
        return f"Waiting for {APPROVALS[release.approval]}"
    done = "Released" if release.state is State.RELEASED else "Sent back"
    at = chat_time(release.decided_at, organisation.time_zone)
    return f"{done} by {person(release.decided_by)}, {at}"


def decisions(release: Release) -> list[InteractiveElement]:
    """Return what somebody can do who was asked to release the words."""
    return [
        button("Release", ActionId.RELEASE, release.number, style="primary"),
        button("Send back", ActionId.SEND_BACK, release.number),
    ]
