"""files.*: sharing a file, as `files.upload` no longer does."""

from bot.sandbox.files import File
from bot.sandbox.ids import BOT_USER
from bot.sandbox.methods.call import ApiCall
from bot.sandbox.wire import Json, Refused


def get_upload_url(call: ApiCall) -> Json:
    name, length = call.needed("filename"), str(call.get("length", ""))
    if not length.isdecimal():
        raise Refused("invalid_arguments")
    if int(length) == 0:
        raise Refused("missing_argument")
    secret, file = call.state.files.await_one(name, int(length))
    return {
        "upload_url": f"{call.state.response_urls.base_url}/upload/{secret}",
        "file_id": file.id,
    }


def complete_upload(call: ApiCall) -> Json:
    """Share what was uploaded, in one message or reply; without a channel it stays private."""
    files = [_uploaded(call, one) for one in _named(call)]
    shown = [file.as_json(call.state.response_urls.base_url) for file in files]
    if call.get("channel_id") is not None:
        call.arguments["channel"] = call.get("channel_id")
        channel = call.joined_channel()
        if channel.archived:
            raise Refused("is_archived")
        comment = str(call.get("initial_comment", ""))
        thread = call.get("thread_ts")
        call.state.post(channel, BOT_USER, comment, files=shown, thread_ts=thread)
    for file in files:
        file.is_shared = True
    return {"files": [{"id": file.id, "title": file.title} for file in files]}


def _named(call: ApiCall) -> list[Json]:
    named = call.get("files")
    is_list = isinstance(named, list) and all(isinstance(one, dict) for one in named)
    if not is_list or not named:
        raise Refused("invalid_arguments")
    return list(named)


def _uploaded(call: ApiCall, named: Json) -> File:
    """Find a file whose bytes have come and that was not shared before."""
    file = call.state.files.by_id.get(str(named.get("id")))
    if file is None or file.content is None or file.is_shared:
        raise Refused("file_not_found")
    file.title = str(named.get("title", "")) or file.name
    return file
