"""conversations.*: where the bot can be, and what was said there."""

from typing import Final

from bot.sandbox.ids import BOT_USER
from bot.sandbox.messages import Log, between
from bot.sandbox.methods.call import SCOPE_PREFIX, ApiCall, page_of
from bot.sandbox.wire import Json, Refused, is_set

KIND_OF_TYPE: Final = {"public_channel": "public", "private_channel": "private", "im": "im"}
END_OF_TIME: Final = "9999999999.999999"


def open_direct(call: ApiCall) -> Json:
    call.need_scope("im:write")
    people = [person for person in call.get("users", "").split(",") if person]
    if call.get("channel"):
        channel = call.visible_channel()
    elif len(people) == 1:
        channel = call.state.direct(_who_can_be_written_to(call, people[0]))
    else:
        raise Refused("users_list_not_supplied" if not people else "too_many_users")
    shown = channel.as_conversation(seen_by=BOT_USER)
    answer: Json = {"channel": shown if is_set(call.get("return_im")) else {"id": channel.id}}
    return {**answer, "already_open": True, "no_op": True}


def _who_can_be_written_to(call: ApiCall, somebody: str) -> str:
    person = call.state.people.get(somebody)
    if person is None:
        raise Refused("user_not_found")
    if person.deleted:
        raise Refused("user_disabled")
    if person.is_bot:
        raise Refused("cannot_dm_bot")
    return person.id


def info(call: ApiCall) -> Json:
    channel = call.visible_channel(scope="read")
    return {"channel": channel.as_conversation(seen_by=BOT_USER)}


def members(call: ApiCall) -> Json:
    channel = call.visible_channel(scope="read")
    page, cursor = page_of(call, sorted(channel.members))
    return {"members": page, "response_metadata": {"next_cursor": cursor}}


def list_all(call: ApiCall) -> Json:
    return _listed(call, only_joined=False)


def list_joined(call: ApiCall) -> Json:
    """users.conversations: the ones the bot is in."""
    return _listed(call, only_joined=True)


def history(call: ApiCall) -> Json:
    """What stands in the channel itself, newest first; a cursor is the ts to go on below."""
    channel = call.joined_channel(scope="history")
    log, limit = channel.log, call.number("limit", 100)
    first, last = _range(call, log.timeline())
    page = list(reversed(log.timeline()[max(first, last - limit) : last]))
    has_more = last - limit > first
    return {
        "messages": _shown(call, log, page),
        "has_more": has_more,
        "pin_count": len(channel.pins),
        "response_metadata": {"next_cursor": f"ts:{page[-1]}" if has_more else ""},
    }


def replies(call: ApiCall) -> Json:
    """A thread, oldest first, its parent always first."""
    channel = call.joined_channel(scope="history")
    log, limit, parent = channel.log, call.number("limit", 1000), call.needed("ts")
    message = log.get(parent)
    if message is None:
        raise Refused("thread_not_found")
    root = message.thread_ts or message.ts
    stamps = log.replies(root)
    first, last = _reply_range(call, stamps)
    page = stamps[first : min(last, first + limit)]
    has_more = first + limit < last
    return {
        "messages": _shown(call, log, [root, *page]),
        "has_more": has_more,
        "response_metadata": {"next_cursor": f"ts:{page[-1]}" if has_more else ""},
    }


def _range(call: ApiCall, stamps: list[str]) -> tuple[int, int]:
    latest, inclusive = str(call.get("latest", END_OF_TIME)), is_set(call.get("inclusive"))
    oldest, below = str(call.get("oldest", "0")), _cursor_ts(call)
    first, last = between(stamps, oldest=oldest, latest=latest, inclusive=inclusive)
    if below:
        last = min(last, between(stamps, oldest="0", latest=below, inclusive=False)[1])
    return first, last


def _reply_range(call: ApiCall, stamps: list[str]) -> tuple[int, int]:
    latest, inclusive = str(call.get("latest", END_OF_TIME)), is_set(call.get("inclusive"))
    oldest, above = str(call.get("oldest", "0")), _cursor_ts(call)
    first, last = between(stamps, oldest=oldest, latest=latest, inclusive=inclusive)
    if above:
        first = max(first, between(stamps, oldest=above, latest=latest, inclusive=False)[0])
    return first, last


def _cursor_ts(call: ApiCall) -> str:
    cursor = str(call.get("cursor", ""))
    if cursor and not cursor.startswith("ts:"):
        raise Refused("invalid_cursor")
    return cursor.removeprefix("ts:")


def _shown(call: ApiCall, log: Log, stamps: list[str]) -> list[Json]:
    with_metadata = is_set(call.get("include_all_metadata"))
    return [log.as_json(log.message(ts), with_metadata=with_metadata) for ts in stamps]


def _listed(call: ApiCall, *, only_joined: bool) -> Json:
    types = call.get("types", "public_channel").split(",")
    if not set(types) <= {*KIND_OF_TYPE, "mpim"}:
        raise Refused("invalid_types")
    kinds = {KIND_OF_TYPE[one] for one in types if one in KIND_OF_TYPE}
    for kind in sorted(kinds):
        call.need_scope(f"{SCOPE_PREFIX[kind]}:read")
    hide_archived = is_set(call.get("exclude_archived"))
    found = [
        channel.as_conversation(seen_by=BOT_USER)
        for channel in call.state.channels.values()
        if channel.kind in kinds
        and (BOT_USER in channel.members or (channel.kind == "public" and not only_joined))
        and not (hide_archived and channel.archived)
    ]
    page, cursor = page_of(call, found)
    return {"channels": page, "response_metadata": {"next_cursor": cursor}}
