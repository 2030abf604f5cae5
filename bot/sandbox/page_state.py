"""What the page shows one person, as JSON."""

from typing import Final

from bot.sandbox.channels import Channel
from bot.sandbox.delivery import Delivery
from bot.sandbox.ids import APP_ID, BOT_USER
from bot.sandbox.messages import Message
from bot.sandbox.screen import shown_message
from bot.sandbox.state import State
from bot.sandbox.values import all_plain
from bot.sandbox.wire import Json

MOST_MESSAGES: Final = 200  # of a channel's own, whose threads come whole, and of ephemerals


def state_for(delivery: Delivery, person: str) -> Json:
    state = delivery.state
    home = state.views.home(person)
    return {
        "version": state.changes.version,
        "team": {"name": state.team},
        "me": person,
        "people": _people(state),
        "groups": [
            {"id": group.id, "handle": group.handle, "name": group.name}
            for group in state.groups.values()
        ],
        "channels": [
            _channel(channel, person)
            for channel in state.channels.values()
            if channel.kind == "public" or person in channel.members
        ],
        "home": home.as_json() if home is not None else None,
        "modal": _modal(state, person),
        "notices": [
            {"id": notice.id, "text": notice.text}
            for notice in state.notices.get(person, {}).values()
        ],
        "commands": [vars(command) for command in state.installation.commands],
        "shortcuts": [vars(shortcut) for shortcut in state.installation.shortcuts],
        "clock": clock_of(state),
        "app": {
            "id": APP_ID,
            "name": state.installation.name,
            "bot_user": BOT_USER,
            "connected": delivery.is_connected,
            "has_home": state.installation.has_home,
            "takes_messages": state.installation.takes_messages,
        },
    }


def clock_of(state: State) -> Json:
    return {"now": state.clock.epoch(), "rate": state.clock.rate}


def _people(state: State) -> list[Json]:
    return [
        {
            "id": person.id,
            "name": person.real_name,
            "title": person.title,
            "tz": person.tz,
            "is_bot": person.is_bot,
            "deleted": person.deleted,
        }
        for person in state.people.values()
    ]


def _channel(channel: Channel, person: str) -> Json:
    is_member = person in channel.members
    return {
        "id": channel.id,
        "kind": "im" if channel.kind == "im" else "channel",
        "private": channel.kind == "private",
        "name": channel.name,
        "topic": channel.topic,
        "with": channel.other_than(person) if channel.kind == "im" else None,
        "is_member": is_member,
        "archived": channel.archived,
        "unread": _unread(channel, person) if is_member else 0,
        "pins": list(channel.pins),
        "messages": _messages(channel, person) if is_member else [],
    }


def _unread(channel: Channel, person: str) -> int:
    return channel.log.count_after(channel.read_up_to.get(person, "0"))


def _messages(channel: Channel, person: str) -> list[Json]:
    log = channel.log
    parents = {*log.timeline()[-MOST_MESSAGES:], *channel.pins}
    stamps = parents.union(*(log.replies(ts) for ts in parents))
    whispers = list(channel.ephemerals.get(person, {}).values())[-MOST_MESSAGES:]
    messages: list[Message] = [*map(log.message, stamps), *whispers]
    messages.sort(key=lambda message: message.ts)
    return [shown_message(channel, message) for message in messages]


def _modal(state: State, person: str) -> Json | None:
    view = state.views.top(person)
    if view is None:
        return None
    return {
        "id": view.id,
        "view": view.as_json(),
        "state": all_plain(view.values),
        "errors": view.errors,
        "depth": state.views.depth(person),
    }
