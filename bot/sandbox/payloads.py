"""What the app is told, in Slack's own shapes."""

from typing import Final

from bot.sandbox.channels import Channel
from bot.sandbox.ids import (
    APP_ID,
    BOT_USER,
    TEAM,
    TEAM_DOMAIN,
    VERIFICATION_TOKEN,
    new_id,
)
from bot.sandbox.messages import Message
from bot.sandbox.state import State, epoch_now
from bot.sandbox.tickets import Origin
from bot.sandbox.views import View
from bot.sandbox.wire import Json

TEAM_PART: Final = {"id": TEAM, "domain": TEAM_DOMAIN}


def slash(state: State, person: str, channel: Channel, command: str, text: str) -> Json:
    return {
        "token": VERIFICATION_TOKEN,
        "team_id": TEAM,
        "team_domain": TEAM_DOMAIN,
        "channel_id": channel.id,
        "channel_name": channel.name_in_payloads(),
        "user_id": person,
        "user_name": state.people[person].name,
        "command": command,
        "text": text,
        "api_app_id": APP_ID,
        "is_enterprise_install": "false",
        "response_url": state.response_urls.issue(Origin(person, channel.id)),
        "trigger_id": state.triggers.issue(person),
    }


def press_on_message(state: State, person: str, message: Message, action: Json) -> Json:
    channel = state.channels[message.channel]
    return {
        **_interaction(state, person, "block_actions"),
        "container": _message_container(message),
        "channel": {"id": channel.id, "name": channel.name_in_payloads()},
        **_message_part(channel, message),
        "state": {"values": message.chosen.get(person, {})},
        "response_url": state.response_urls.issue(origin_of(person, message)),
        "trigger_id": state.triggers.issue(person),
        "actions": [action],
    }


def press_in_view(state: State, view: View, action: Json) -> Json:
    in_modal = view.id if view.content["type"] == "modal" else None
    return {
        **_interaction(state, view.person, "block_actions"),
        "container": {"type": "view", "view_id": view.id},
        "view": view.as_json(),
        "trigger_id": state.triggers.issue(view.person, in_view=in_modal),
        "actions": [action],
    }


def submission(state: State, view: View) -> Json:
    return {
        **_interaction(state, view.person, "view_submission"),
        "view": view.as_json(),
        "trigger_id": state.triggers.issue(view.person, in_view=view.id),
        "response_urls": [],
    }


def closed(state: State, view: View, *, is_cleared: bool) -> Json:
    return {
        **_interaction(state, view.person, "view_closed"),
        "view": view.as_json(),
        "is_cleared": is_cleared,
    }


def suggestion(
    state: State, person: str, on: Message | View, element: tuple[str, str], query: str
) -> Json:
    """`element` is the block id and the action id of the external select."""
    if isinstance(on, View):
        where: Json = {
            "container": {"type": "view", "view_id": on.id},
            "view": on.as_json(),
        }
    else:
        channel = state.channels[on.channel]
        where = {
            "container": _message_container(on),
            "channel": {"id": channel.id, "name": channel.name_in_payloads()},
            **_message_part(channel, on),
        }
    block_id, action_id = element
    return {
        **_interaction(state, person, "block_suggestion"),
        **where,
        "block_id": block_id,
        "action_id": action_id,
        "value": query,
    }


def message_shortcut(state: State, person: str, message: Message, callback_id: str) -> Json:
    channel = state.channels[message.channel]
    return {
        **global_shortcut(state, person, callback_id),
        "type": "message_action",
        "channel": {"id": channel.id, "name": channel.name_in_payloads()},
        "message_ts": message.ts,
        "message": channel.log.as_json(message),
        "response_url": state.response_urls.issue(origin_of(person, message)),
    }


def global_shortcut(state: State, person: str, callback_id: str) -> Json:
    return {
        **_interaction(state, person, "shortcut"),
        "callback_id": callback_id,
        "action_ts": state.stamp(),
        "trigger_id": state.triggers.issue(person),
    }


def event_callback(event: Json) -> Json:
    return {
        "token": VERIFICATION_TOKEN,
        "team_id": TEAM,
        "api_app_id": APP_ID,
        "event": event,
        "type": "event_callback",
        "event_id": new_id("Ev"),
        "event_time": epoch_now(),
        "is_ext_shared_channel": False,
        "authorizations": [
            {
                "enterprise_id": None,
                "team_id": TEAM,
                "user_id": BOT_USER,
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ],
    }


def home_opened(state: State, person: str, channel: Channel, home: View | None) -> Json:
    event: Json = {
        "type": "app_home_opened",
        "user": person,
        "channel": channel.id,
        "tab": "home",
        "event_ts": state.stamp(),
    }
    return event if home is None else {**event, "view": home.as_json()}


def origin_of(person: str, message: Message) -> Origin:
    return Origin(
        person,
        message.channel,
        message_ts=message.ts,
        is_ephemeral=message.only_for is not None,
    )


def _interaction(state: State, person: str, kind: str) -> Json:
    return {
        "type": kind,
        "token": VERIFICATION_TOKEN,
        "team": TEAM_PART,
        "user": state.people[person].as_actor(),
        "api_app_id": APP_ID,
        "enterprise": None,
        "is_enterprise_install": False,
    }


def _message_container(message: Message) -> Json:
    container: Json = {
        "type": "message",
        "message_ts": message.ts,
        "channel_id": message.channel,
        "is_ephemeral": message.only_for is not None,
    }
    return {**container, "thread_ts": message.thread_ts} if message.is_reply else container


def _message_part(channel: Channel, message: Message) -> Json:
    """Slack does not send the content of an ephemeral message back."""
    return {} if message.only_for is not None else {"message": channel.log.as_json(message)}
