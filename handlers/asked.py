"""What somebody asked, taken out of the payloads that Slack sends."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from enum import Enum
from typing import Any, Final, Self, TypeVar

from bot.domain.refusals import FromOutside, Unreadable
from handlers import mentions
from messages.action_ids import ActionId

NAMED: Final = re.compile(r"^\s*INC-(?P<number>\d{1,9})\b[\s:,]*", re.IGNORECASE)
BARE: Final = re.compile(r"[0-9]{1,9}")
EPOCH: Final = re.compile(r"[0-9]{1,10}")

Payload = Mapping[str, Any]
Chosen = TypeVar("Chosen", bound=Enum)


class Values(dict[str, str]):
    """What stands in a form by the names of its inputs."""

    def __missing__(self, name: str) -> str:
        """Refuse a form of another version, which lacks an input of ours."""
        raise Unreadable


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """`text` is what was typed after the word; `trigger` opens one form within three seconds.

    `mentions` are the people named in `text`: the id of each `@name`.
    """

    workspace: str
    place: str
    person: str
    text: str = ""
    trigger: str = ""
    deed: str | None = None
    mentions: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def by_command(cls, body: Payload, workspace: str) -> Self:
        """Raises `FromOutside` for people of another organisation."""
        _check_home({body["team_id"]}, workspace)
        words, people = mentions.read(body.get("text", ""))
        return cls(
            workspace=workspace,
            place=body["channel_id"],
            person=body["user_id"],
            text=words.strip(),
            trigger=body.get("trigger_id", ""),
            mentions=people,
        )

    @classmethod
    def by_click(cls, body: Payload, workspace: str) -> Self:
        """Read a click on a card or in a form. Raises `FromOutside`."""
        _check_home(_homes(body), workspace)
        return cls(
            workspace=workspace,
            place=(body.get("channel") or {}).get("id", ""),
            person=body["user"]["id"],
            trigger=body.get("trigger_id", ""),
        )

    @classmethod
    def by_event(cls, body: Payload, workspace: str) -> Self:
        """Read what somebody did that asks for no answer. Raises `FromOutside`."""
        _check_home({body["team_id"]}, workspace)
        return cls(workspace=workspace, place="", person=body["event"]["user"])

    @classmethod
    def by_form(cls, body: Payload, workspace: str) -> Self:
        """Read a form that was sent; it counts once. Raises `FromOutside`."""
        _check_home(_homes(body), workspace)
        view = body["view"]
        return cls(
            workspace=workspace,
            place="",
            person=body["user"]["id"],
            trigger=body.get("trigger_id", ""),
            deed=f"form:{view['id']}:{view.get('hash', '')}",
        )


def first_word(typed: str) -> tuple[str, str]:
    """Return the first word, in small letters, and the rest as it was typed."""
    word, rest = [*typed.split(maxsplit=1), "", ""][:2]
    return word.lower(), rest.strip()


def named_incident(text: str) -> tuple[int | None, str]:
    """Return the number of the incident that `text` begins with, if any, and what follows."""
    found = NAMED.match(text)
    if found is None:
        return None, text.strip()
    return int(found["number"]), text[found.end() :].strip()


def named_or_bare(text: str) -> tuple[int | None, str]:
    """Return the same where `7` alone will do to name an incident."""
    number, rest = named_incident(text)
    return (int(rest), "") if number is None and BARE.fullmatch(rest) else (number, rest)


def typed_values(view: Payload) -> Values:
    """Return what stands in a form by the names of its inputs; a choice gives its value.

    A moment gives its seconds since 1970, UTC; a day its date in ISO form.
    """
    values = Values()
    for inputs in view["state"]["values"].values():
        for name, element in inputs.items():
            chosen = element.get("selected_option") or {}
            values[name] = (
                element.get("value")
                or chosen.get("value")
                or element.get("selected_user")
                or element.get("selected_date")
                or str(element.get("selected_date_time") or "")
            )
    return values


def choice(of: type[Chosen], value: str | int) -> Chosen:
    """Return what was chosen. Raises `Unreadable` for what is not offered."""
    try:
        return of(value)
    except ValueError:
        raise Unreadable from None


def whole(value: str) -> int:
    """Return a number that we gave out. Raises `Unreadable`."""
    if not BARE.fullmatch(value):
        raise Unreadable
    return int(value)


def day(value: str) -> date:
    """Return a day in ISO form. Raises `Unreadable`."""
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise Unreadable from None


def moment(seconds: str) -> datetime:
    """Return the moment so many seconds after 1970, UTC. Raises `Unreadable`."""
    if not EPOCH.fullmatch(seconds):
        raise Unreadable
    return datetime.fromtimestamp(int(seconds), UTC)


def instant(written: str) -> datetime:
    """Return a moment that a form carries, in ISO form with its zone. Raises `Unreadable`."""
    try:
        read = datetime.fromisoformat(written)
    except ValueError:
        raise Unreadable from None
    if read.tzinfo is None:
        raise Unreadable
    return read


def parts(value: str, many: int) -> list[str]:
    """Return the parts of a button's value, `7:2:0`. Raises `Unreadable`."""
    found = value.split(":")
    if len(found) != many:
        raise Unreadable
    return found


def ticked(view: Payload, name: ActionId = ActionId.TICKED) -> tuple[str, ...] | None:
    """Return the boxes ticked in a form, of channels unless said; None if it has none."""
    for inputs in view["state"]["values"].values():
        if name in inputs:
            chosen = inputs[name].get("selected_options") or ()
            return tuple(option["value"] for option in chosen)
    return None


def _homes(body: Payload) -> set[str]:
    person, team = body["user"], body.get("team") or {}
    return {str(home) for home in (person.get("team_id"), team.get("id")) if home}


def _check_home(teams: set[str], workspace: str) -> None:
    """Both who acts and where the app is must be of this workspace."""
    if teams != {workspace}:
        raise FromOutside


def named_alike(values: Mapping[str, str], action: str) -> dict[str, str]:
    """Return what was typed into the inputs of several alike, each by its own name."""
    lead = f"{action}."
    return {
        name.removeprefix(lead): words.strip()
        for name, words in values.items()
        if name.startswith(lead) and words.strip()
    }
