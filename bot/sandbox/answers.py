"""What the app answers with: acknowledgements and posts to response urls."""

from bot.sandbox.channels import Channel
from bot.sandbox.checks import problems_of_message
from bot.sandbox.ids import BOT_USER
from bot.sandbox.messages import Message
from bot.sandbox.methods.chat import check_message
from bot.sandbox.methods.views import checked_view
from bot.sandbox.state import State
from bot.sandbox.tickets import Origin
from bot.sandbox.views import View
from bot.sandbox.wire import Json, Refused


class BadAnswer(Exception):
    """The app acknowledged with something Slack would not take."""


def answer_slash(state: State, origin: Origin, body: object) -> None:
    """Show what the acknowledgement of a command says, if anything."""
    if not body or not isinstance(body, dict) or not (body.get("text") or body.get("blocks")):
        return
    problems = problems_of_message(body)
    if problems:
        raise BadAnswer("; ".join(problems))
    _say(state, origin, body)


def answer_submission(state: State, view: View, body: object) -> None:
    """Do what the acknowledgement of a submitted modal asks; an empty one closes it."""
    if state.views.find(view_id=view.id) is not view:
        return
    answer = body if isinstance(body, dict) else {}
    action = answer.get("response_action")
    if answer and action is None:
        raise BadAnswer(f"no response_action, but {sorted(answer)}")
    try:
        _respond_to_submission(state, view, action, answer)
    except Refused as refused:
        raise BadAnswer(f"{action}: {refused.error} {refused.extra.get('errors', '')}") from None
    state.changes.note()


def _respond_to_submission(state: State, view: View, action: str | None, answer: Json) -> None:
    match action:
        case None:
            state.views.close(view)
        case "clear":
            state.views.close_all(view.person)
        case "update":
            state.views.update(view, checked_view(answer.get("view"), kind="modal"))
        case "push":
            content = checked_view(answer.get("view"), kind="modal")
            state.views.open(view.person, content, on_top=True)
        case "errors":
            view.errors = _checked_errors(view, answer.get("errors"))
        case _:
            raise BadAnswer(f"unknown response_action {action}")


def _checked_errors(view: View, errors: object) -> dict[str, str]:
    inputs = {block["block_id"] for block in view.blocks if block["type"] == "input"}
    if not isinstance(errors, dict) or not errors:
        raise BadAnswer("response_action errors without errors")
    strangers = errors.keys() - inputs
    if strangers:
        raise BadAnswer(f"errors for blocks that are no inputs: {sorted(strangers)}")
    return {block: str(words) for block, words in errors.items()}


def respond(state: State, origin: Origin, body: Json) -> None:
    """Do what a post to a response url asks: say something, replace or delete the original."""
    channel = state.channels[origin.channel]
    original = _original(channel, origin)
    if body.get("delete_original"):
        if original is not None:
            state.remove(channel, original)
        return
    check_message(body)
    if body.get("replace_original") and original is not None:
        state.edit(original, body.get("text", ""), body.get("blocks", []))
    else:
        _say(state, origin, body)


def _say(state: State, origin: Origin, body: Json) -> None:
    channel = state.channels[origin.channel]
    text, blocks = body.get("text", ""), body.get("blocks", [])
    if body.get("response_type") == "in_channel":
        state.post(channel, BOT_USER, text, blocks=blocks, thread_ts=body.get("thread_ts"))
    else:  # Slack leaves threads to in_channel answers, whatever the thread_ts
        state.whisper(channel, origin.person, text, blocks=blocks)


def _original(channel: Channel, origin: Origin) -> Message | None:
    """Return the message the person pressed in, where the app may still change it."""
    if origin.message_ts is None:
        return None
    if origin.is_ephemeral:
        return channel.ephemerals.get(origin.person, {}).get(origin.message_ts)
    message = channel.log.get(origin.message_ts)
    return message if message is not None and message.author == BOT_USER else None
