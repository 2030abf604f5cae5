"""What was said where, short enough for a phone, and which channel is behind."""

from collections.abc import Mapping, Sequence
from typing import Final

from slack_sdk.models.blocks import ButtonElement

from bot.domain.heat import NO_HEAT, Heat
from bot.domain.organisation import Organisation
from bot.domain.update import Update
from messages import buttons
from messages.card import escaped
from messages.tone.agreement import Behind
from messages.words import chat_time

LONGEST_FIRST_LINE: Final = 80
MOST_CORRECTED: Final = 5


def said_words(
    last: Mapping[str, Update], behind: Sequence[Behind], organisation: Organisation
) -> str:
    """Return a line for each channel, and one for each that is behind; empty before any word."""
    lines = [_line(channel, update, organisation) for channel, update in last.items()]
    lines += [_behind(one) for one in behind]
    return "\n".join(lines)


def heat_words(heat: Heat) -> str:
    """Return what became of angry posts; empty while there were none."""
    if heat == NO_HEAT:
        return ""
    return (
        f"{heat.answered} answered in public, {heat.invited} invited to a call in private, "
        f"{heat.learned} learned from."
    )


def correct_buttons(last: Mapping[str, Update]) -> list[ButtonElement]:
    """Return a button for each of the last words, the newest first, to take them back."""
    told = sorted({one.number: one for one in last.values()}.values(), key=_number, reverse=True)
    return [
        buttons.correct(one, place, f"Correct update {one.number}")
        for place, one in enumerate(told[:MOST_CORRECTED])
    ]


def _number(update: Update) -> int:
    return update.number


def _line(channel: str, update: Update, organisation: Organisation) -> str:
    first = update.text.splitlines()[0]
    cut = first if len(first) <= LONGEST_FIRST_LINE else f"{first[: LONGEST_FIRST_LINE - 1]}…"
    at = chat_time(update.sent_at, organisation.time_zone)
    corrects = " It takes earlier words back." if update.corrects else ""
    return f"*{escaped(channel)}*, {at}: “{escaped(cut)}”{corrects}"


def _behind(one: Behind) -> str:
    subjects = ", ".join(one.subjects)
    return (
        f"*{escaped(one.channel)} is behind*: {subjects} changed since its last words. "
        "Next: press *Post update* and tick it, too."
    )
