"""chat.*: what the bot says."""

from bot.sandbox.checks import error_name, problems_of_message
from bot.sandbox.ids import BOT_USER
from bot.sandbox.messages import Message
from bot.sandbox.methods.call import ApiCall
from bot.sandbox.state import State
from bot.sandbox.wire import Json, Refused, is_set, refused_with


def post_message(call: ApiCall) -> Json:
    channel = call.writable_channel()
    check_message(call.arguments)
    message = call.state.post(
        channel,
        BOT_USER,
        call.get("text", ""),
        blocks=call.get("blocks", []),
        attachments=call.get("attachments", []),
        thread_ts=call.get("thread_ts"),
        metadata=call.get("metadata"),
        broadcast=is_set(call.get("reply_broadcast")),
    )
    shown = channel.log.as_json(message, with_metadata=True)
    return {"channel": channel.id, "ts": message.ts, "message": shown}


def post_ephemeral(call: ApiCall) -> Json:
    channel = call.writable_channel()
    reader = call.needed("user")
    check_message(call.arguments)
    if BOT_USER not in channel.members:
        raise Refused("not_in_channel")
    if reader not in channel.members:
        raise Refused("user_not_in_channel")
    thread = call.get("thread_ts")
    if thread is not None and not channel.log.replies(thread):
        call.state.complain(f"an ephemeral in a thread without replies, shown to nobody: {thread}")
        return {"message_ts": call.state.stamp()}
    message = call.state.whisper(
        channel,
        reader,
        call.get("text", ""),
        blocks=call.get("blocks", []),
        thread_ts=thread,
    )
    return {"message_ts": message.ts}


def update(call: ApiCall) -> Json:
    """chat.update: only the bot's own; blocks not sent are taken away, metadata is kept."""
    channel = call.joined_channel()
    message = call.message(channel, "ts")
    if message.author != BOT_USER:
        raise Refused("cant_update_message")
    check_message(call.arguments)
    if "metadata" in call.arguments:
        message.metadata = call.get("metadata")
    call.state.edit(message, call.get("text", ""), call.get("blocks", []))
    shown = channel.log.as_json(message, with_metadata=True)
    return {"channel": channel.id, "ts": message.ts, "text": message.text, "message": shown}


def delete(call: ApiCall) -> Json:
    channel = call.joined_channel()
    message = call.message(channel, "ts")
    if message.author != BOT_USER:
        raise Refused("cant_delete_message")
    call.state.remove(channel, message)
    return {"channel": channel.id, "ts": message.ts}


def get_permalink(call: ApiCall) -> Json:
    channel = call.visible_channel()
    message = call.message(channel, "message_ts")
    return {"channel": channel.id, "permalink": permalink(call.state, message)}


def permalink(state: State, message: Message) -> str:
    link = (
        f"{state.response_urls.base_url}/archives/{message.channel}/p{message.ts.replace('.', '')}"
    )
    return f"{link}?thread_ts={message.thread_ts}" if message.is_reply else link


def check_message(payload: Json) -> None:
    """Refuse what Slack refuses, and a message a screen reader could not read."""
    problems = problems_of_message(payload)
    if problems:
        raise refused_with(error_name(problems), problems)
