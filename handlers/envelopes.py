"""What Slack puts around a payload in Socket Mode; it also says hello, and goodbye.

Source: Slack's page on Socket Mode.
"""

from typing import Annotated, Any, Final, Literal

from pydantic import Field, TypeAdapter, ValidationError

from handlers.shapes import NotSlacks, Shape, Short


class Envelope(Shape):
    type: Literal["slash_commands", "interactive", "events_api"]
    envelope_id: Annotated[Short, Field(min_length=1)]
    payload: dict[str, Any]
    accepts_response_payload: bool = False
    retry_attempt: Annotated[int, Field(ge=0, le=100)] | None = None
    retry_reason: Short | None = None


class Greeting(Shape):
    type: Literal["hello", "disconnect"]


FRAME: Final[TypeAdapter[Shape]] = TypeAdapter(Envelope | Greeting)


def check_envelope(message: str) -> None:
    """Raises `NotSlacks`."""
    try:
        FRAME.validate_json(message)
    except ValidationError as error:
        raise NotSlacks(f"envelope: {error.error_count()} faults") from None
