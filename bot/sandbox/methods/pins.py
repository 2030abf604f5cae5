"""pins.*: what stays in sight."""

from bot.sandbox.ids import BOT_USER
from bot.sandbox.methods.call import ApiCall
from bot.sandbox.wire import Json, Refused


def add(call: ApiCall) -> Json:
    channel = call.joined_channel()
    message = call.message(channel, "timestamp")
    if message.ts in channel.pins:
        raise Refused("already_pinned")
    call.state.pin(channel, message.ts)
    return {}


def remove(call: ApiCall) -> Json:
    channel = call.joined_channel()
    message = call.message(channel, "timestamp")
    if message.ts not in channel.pins:
        raise Refused("no_pin")
    call.state.unpin(channel, message.ts)
    return {}


def list_pinned(call: ApiCall) -> Json:
    channel = call.joined_channel()
    items = [
        {
            "type": "message",
            "channel": channel.id,
            "created": pinned_at,
            "created_by": BOT_USER,
            "message": channel.log.as_json(channel.log.message(ts)),
        }
        for ts, pinned_at in channel.pins.items()
    ]
    return {"items": items}
