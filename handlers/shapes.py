"""What Slack sends, as far as it is used here. Whatever has another shape is turned away unread.

Source: Slack's pages on slash commands, interaction payloads and the Events API. What Slack sends
besides is dropped at the door, so nothing behind it can stumble over that.
"""

from collections.abc import Mapping
from typing import Annotated, Any, Final, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Discriminator,
    Field,
    Tag,
    TypeAdapter,
    ValidationError,
    model_validator,
)

LONGEST: Final = 100_000
"""Characters: more than a message of Slack's holds; what is too long for us is told, not lost."""
LAST_MOMENT: Final = 9_999_999_999
"""Seconds since 1970: the last that Slack's picker gives."""


def _storable(text: str) -> str:
    """PostgreSQL keeps no NUL, and nobody can type one."""
    if "\x00" in text:
        raise ValueError
    return text


Text = Annotated[str, Field(max_length=LONGEST), AfterValidator(_storable)]
Short = Annotated[str, Field(max_length=300), AfterValidator(_storable)]
Id = Annotated[str, Field(pattern=r"^[A-Z][A-Z0-9]{1,31}$")]
Day = Annotated[str, Field(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")]
Url = Annotated[str, Field(pattern=r"^https?://[^\s]{1,2000}$")]
Raw = dict[str, Any]
"""Slack's own again as soon as it leaves: blocks, titles."""


class NotSlacks(Exception):
    """The payload is not of a shape that Slack sends; the text names where, and no content."""


class Shape(BaseModel):
    model_config = ConfigDict(strict=True, frozen=True)


class Reference(Shape):
    id: Id


class Person(Reference):
    team_id: Id | None = None


class Choice(Shape):
    value: Text


class Given(Shape):
    """What was pressed or filled in."""

    type: Short = ""
    value: Text | None = None
    selected_option: Choice | None = None
    selected_options: list[Choice] | None = None
    selected_user: Id | None = None
    selected_date: Day | None = None
    selected_date_time: Annotated[int, Field(ge=0, le=LAST_MOMENT)] | None = None


class Action(Given):
    action_id: Short
    block_id: Short = ""


class Input(Shape):
    action_id: Short
    initial_value: Text | None = None


class Block(Shape):
    type: Short
    block_id: Short = ""
    element: Input | None = None

    @model_validator(mode="after")
    def has_its_field(self) -> Self:
        if self.type == "input" and (self.element is None or not self.block_id):
            raise ValueError
        return self


class State(Shape):
    values: dict[Short, dict[Short, Given]]


def _readable(blocks: list[Raw]) -> list[Raw]:
    for block in blocks:
        Block.model_validate(block)
    return blocks


class View(Shape):
    id: Annotated[Short, Field(min_length=1)]
    type: Literal["modal", "home"]
    callback_id: Short = ""
    private_metadata: Annotated[str, Field(max_length=3_000)] = ""
    hash: Short = ""
    title: Raw | None = None
    submit: Raw | None = None
    close: Raw | None = None
    state: State
    blocks: Annotated[list[Raw], Field(max_length=100), AfterValidator(_readable)]


class Command(Shape):
    team_id: Id
    channel_id: Id
    user_id: Id
    command: Short
    text: Text = ""
    trigger_id: Short
    response_url: Url


class Interaction(Shape):
    user: Person
    team: Reference | None = None


class Press(Interaction):
    type: Literal["block_actions"]
    trigger_id: Short
    actions: Annotated[list[Action], Field(min_length=1, max_length=100)]
    channel: Reference | None = None
    view: View | None = None
    response_url: Url | None = None

    @model_validator(mode="after")
    def can_be_answered(self) -> Self:
        if self.view is None and self.response_url is None:
            raise ValueError
        return self


class Sent(Interaction):
    type: Literal["view_submission", "view_closed"]
    trigger_id: Short = ""
    view: View


class Message(Shape):
    text: Text = ""


class Shortcut(Interaction):
    type: Literal["message_action"]
    trigger_id: Short
    callback_id: Short
    channel: Reference
    message: Message
    response_url: Url


class Everywhere(Interaction):
    type: Literal["shortcut"]
    callback_id: Short


class Search(Interaction):
    type: Literal["block_suggestion"]
    action_id: Short
    block_id: Short = ""
    value: Text = ""
    view: View | None = None


class Happening(Shape):
    type: Short
    user: Id | None = None
    tab: Short = ""

    @model_validator(mode="after")
    def is_somebodys(self) -> Self:
        if self.type == "app_home_opened" and self.user is None:
            raise ValueError
        return self


class Event(Shape):
    type: Literal["event_callback"]
    team_id: Id
    event: Happening


class Challenge(Shape):
    type: Literal["url_verification"]
    challenge: Short


def _kind(body: object) -> str:
    """Only a command has no type."""
    return str(body.get("type", "command")) if isinstance(body, Mapping) else ""


Body = Annotated[
    Annotated[Command, Tag("command")]
    | Annotated[Press, Tag("block_actions")]
    | Annotated[Sent, Tag("view_submission")]
    | Annotated[Sent, Tag("view_closed")]
    | Annotated[Shortcut, Tag("message_action")]
    | Annotated[Everywhere, Tag("shortcut")]
    | Annotated[Search, Tag("block_suggestion")]
    | Annotated[Event, Tag("event_callback")]
    | Annotated[Challenge, Tag("url_verification")],
    Discriminator(_kind),
]
BODY: Final[TypeAdapter[Shape]] = TypeAdapter(Body)


def shaped(body: object) -> dict[str, Any]:
    """Return what is used of a payload. Raises `NotSlacks`."""
    try:
        return BODY.validate_python(body).model_dump(exclude_none=True)
    except ValidationError as error:
        found = error.errors(include_url=False, include_context=False, include_input=False)
        raise NotSlacks(f"{_kind(body)[:40]}: {len(found)} faults") from None
