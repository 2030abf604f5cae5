"""Submitting and closing the modal in front of a person."""

from typing import Final

from bot.sandbox import forms, payloads
from bot.sandbox.answers import BadAnswer, answer_submission
from bot.sandbox.connections import NotAnswered
from bot.sandbox.delivery import Delivery
from bot.sandbox.presses import interact
from bot.sandbox.views import View

# What Slack's client says over a modal the app did not take, or took badly.
TROUBLE: Final = "We had some trouble connecting. Try again?"


async def submit(delivery: Delivery, view: View) -> str | None:
    """Send a modal to the app; "incomplete" when Slack's own client would not send it."""
    view.errors = forms.mistakes(view)
    delivery.state.changes.note()
    if view.errors:
        return "incomplete"
    sent = view.hash
    try:
        body = await delivery.interact(payloads.submission(delivery.state, view))
        if view.hash == sent or not _blames(body):
            answer_submission(delivery.state, view, body)
    except NotAnswered as failure:
        return failure.error
    except BadAnswer as bad:
        delivery.state.complain(f"acknowledgement of a modal: {bad}")
        return "bad_answer"
    return None


async def close(delivery: Delivery, view: View) -> None:
    """Close a modal; where it says so, all that lie below it too."""
    is_cleared = bool(view.content.get("clear_on_close"))
    views = delivery.state.views
    views.close(view)
    closed = [view, *(views.close_all(view.person) if is_cleared else ())]
    delivery.state.changes.note()
    for one in closed:
        if one.content.get("notify_on_close"):
            payload = payloads.closed(delivery.state, one, is_cleared=is_cleared)
            await interact(delivery, view.person, payload)


def _blames(body: object) -> bool:
    """Whether it blames inputs: none is blamed in a form that was drawn anew meanwhile."""
    return isinstance(body, dict) and body.get("response_action") == "errors"
