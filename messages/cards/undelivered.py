"""What could not be shown, told to the person whose work it was."""

from collections.abc import Mapping
from typing import Final

from messages.card import Card, escaped
from messages.cards.answers import plain

IN_CHANNEL: Final = (
    "Everything is saved. See whether the channel is archived or I was removed from it; "
    "`/incident status {subject}` shows how things are."
)
BY_HAND: Final = "Everything is saved. Please tell them yourself."
AGAIN: Final = (
    "Everything is saved. Whoever runs Candour can print it: "
    "`candour export credits`, with `--batch` and its number."
)
PRINTED: Final = (
    "Everything is saved. Whoever runs Candour can write it: `candour report {subject}`."
)
WHAT: Final[Mapping[str, tuple[str, str]]] = {
    "card": ("the card of {subject}", IN_CHANNEL),
    "lines": ("news in the thread of {subject}", IN_CHANNEL),
    "nudge_message": ("a reminder for {subject}", IN_CHANNEL),
    "handover": ("the handover of {subject}", IN_CHANNEL),
    "promise_card": ("the card of a promise of {subject}", IN_CHANNEL),
    "promise_message": ("a reminder of a promise of {subject}", IN_CHANNEL),
    "prevention_note": ("a reminder of a step after {subject}", BY_HAND),
    "review_note": ("the questions on prevention after {subject}", BY_HAND),
    "call_note": ("news of a call about {subject}", BY_HAND),
    "credit_card": ("the request {subject} to one of those who decide", BY_HAND),
    "credit_asks": ("a question, an answer or a reminder about {subject}", BY_HAND),
    "given_note": ("to whom {subject} was handed over that they follow them up now", BY_HAND),
    "unhappy_note": ("to one of the managers that {subject} is not happy", BY_HAND),
    "report": ("the record of {subject}", PRINTED),
    "batch_file": ("the file of {subject}", AGAIN),
    "release_card": ("the words {subject} to one of those who may release them", BY_HAND),
    "release_note": ("what became of the words {subject} to who asked", BY_HAND),
    "stand_in_note": ("{subject} whether they stand in for you", BY_HAND),
    "credit_note": ("the decision on {subject} to who asked", BY_HAND),
}


def undelivered(kind: str, subject: str, why: str) -> Card:
    """Return the note; `why` is the platform's own name for its reason."""
    what, next_step = (words.format(subject=subject) for words in WHAT[kind])
    return plain(f"I could not show {what}: Slack says “{escaped(why)}”. {next_step}")
