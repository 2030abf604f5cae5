"""users.*, usergroups.*, bots.info, team.info, auth.test: who is who."""

from bot.sandbox.ids import APP_ID, BOT_ID, BOT_USER, TEAM, TEAM_DOMAIN
from bot.sandbox.methods.call import ApiCall, page_of
from bot.sandbox.people import Person
from bot.sandbox.wire import Json, Refused, is_set


def echo(call: ApiCall) -> Json:
    """api.test: answer what was sent."""
    if call.get("error"):
        raise Refused(call.needed("error"))
    return {"args": {name: value for name, value in call.arguments.items() if name != "token"}}


def auth_test(call: ApiCall) -> Json:
    return {
        "url": f"{call.state.response_urls.base_url}/",
        "team": call.state.team,
        "user": call.state.people[BOT_USER].name,
        "team_id": TEAM,
        "user_id": BOT_USER,
        "bot_id": BOT_ID,
        "is_enterprise_install": False,
    }


def user_info(call: ApiCall) -> Json:
    person = call.state.people.get(call.needed("user"))
    if person is None:
        raise Refused("user_not_found")
    return {"user": _as_user(call, person)}


def user_list(call: ApiCall) -> Json:
    people = call.state.people.values()
    page, cursor = page_of(call, [_as_user(call, person) for person in people])
    return {"members": page, "response_metadata": {"next_cursor": cursor}}


def _as_user(call: ApiCall, person: Person) -> Json:
    is_met = any(
        {person.id, BOT_USER} <= channel.members for channel in call.state.channels.values()
    )
    return person.as_user(is_stranger=person.team_id != TEAM and not is_met)


def usergroup_list(call: ApiCall) -> Json:
    with_users = is_set(call.get("include_users"))
    groups = call.state.groups.values()
    return {"usergroups": [group.as_usergroup(with_users=with_users) for group in groups]}


def usergroup_users(call: ApiCall) -> Json:
    group = call.state.groups.get(call.needed("usergroup"))
    if group is None:
        raise Refused("no_such_subteam")
    return {"users": list(group.members)}


def bot_info(call: ApiCall) -> Json:
    if call.get("bot", BOT_ID) != BOT_ID:
        raise Refused("bot_not_found")
    name = call.state.installation.name
    bot = {"id": BOT_ID, "app_id": APP_ID, "user_id": BOT_USER, "name": name, "deleted": False}
    return {"bot": bot}


def team_info(call: ApiCall) -> Json:
    return {"team": {"id": TEAM, "name": call.state.team, "domain": TEAM_DOMAIN}}
