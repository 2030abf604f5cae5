"""views.*: modals and App Home."""

from bot.sandbox.checks import error_name, problems_of_view
from bot.sandbox.ids import BOT_USER
from bot.sandbox.methods.call import ApiCall
from bot.sandbox.tickets import Trigger
from bot.sandbox.views import View
from bot.sandbox.wire import Json, Refused, refused_with


def open_view(call: ApiCall) -> Json:
    """views.open: from a message or command, instead of what is open; from a modal, on top."""
    content, trigger = checked_view(call.get("view"), kind="modal"), _trigger(call)
    on_top = trigger.in_view is not None
    return _shown(call, _opened(call, trigger, content, on_top=on_top))


def push(call: ApiCall) -> Json:
    content, trigger = checked_view(call.get("view"), kind="modal"), _trigger(call)
    return _shown(call, _opened(call, trigger, content, on_top=True))


def update(call: ApiCall) -> Json:
    content = checked_view(call.get("view"))
    view = call.state.views.find(view_id=call.get("view_id"), external_id=call.get("external_id"))
    if view is None:
        raise Refused("not_found")
    call.state.views.update(view, content, expected_hash=call.get("hash"))
    return _shown(call, view)


def publish(call: ApiCall) -> Json:
    person = call.needed("user_id")
    content = checked_view(call.get("view"), kind="home")
    if not call.state.installation.has_home:
        raise Refused("not_enabled")
    if person not in call.state.people or person == BOT_USER:
        raise Refused("invalid_arguments")
    view = call.state.views.publish(person, content, expected_hash=call.get("hash"))
    return _shown(call, view)


def checked_view(content: object, *, kind: str | None = None) -> Json:
    """Refuse a view Slack would refuse."""
    if not isinstance(content, dict):
        raise refused_with("invalid_arguments", ["[ERROR] missing required field: view"])
    problems = problems_of_view(content)
    if problems:
        raise refused_with(error_name(problems), problems)
    if kind is not None and content["type"] != kind:
        raise refused_with("invalid_arguments", [f"[ERROR] view type must be {kind}"])
    return content


def _trigger(call: ApiCall) -> Trigger:
    return call.state.triggers.check(
        str(call.get("trigger_id") or call.get("interactivity_pointer"))
    )


def _opened(call: ApiCall, trigger: Trigger, content: Json, *, on_top: bool) -> View:
    view = call.state.views.open(trigger.person, content, on_top=on_top)
    trigger.is_exchanged = True
    return view


def _shown(call: ApiCall, view: View) -> Json:
    call.state.changes.note()
    return {"view": view.as_json()}
