"""Pressing and choosing: one action, told to the app with where it happened."""

from bot.sandbox import forms, payloads, screen
from bot.sandbox.checks import problems_of_options
from bot.sandbox.connections import NotAnswered
from bot.sandbox.delivery import Delivery
from bot.sandbox.messages import Message
from bot.sandbox.screen import NotPossible
from bot.sandbox.values import STATEFUL, NotOffered, Plain, as_chosen, options_of
from bot.sandbox.views import View
from bot.sandbox.wire import Json

Target = Message | View
Found = tuple[Json, Json]  # a block and an element in it


async def press(
    delivery: Delivery, person: str, target: Target, found: Found, chosen: Plain
) -> str | None:
    """Press or choose; return why the app did not acknowledge, None when it did."""
    block, element = found
    if element["type"] in STATEFUL:
        change = _choose(person, target, block, element, chosen)
        delivery.state.changes.note()
        if block["type"] == "input" and not block.get("dispatch_action"):
            return None
    else:
        change = _pressed(element, chosen)
    action = {
        **change,
        "block_id": block["block_id"],
        "action_id": element["action_id"],
        "action_ts": delivery.state.stamp(),
    }
    return await interact(delivery, person, _payload(delivery, person, target, action))


async def search(delivery: Delivery, person: str, target: Target, found: Found, query: str) -> Json:
    """Type into an external select; return the app's `options` or `option_groups`."""
    block, element = found
    if not element["type"].endswith("external_select"):
        raise NotPossible(f"“{element['action_id']}” has no search.")
    if len(query) < element.get("min_query_length", 3):
        return {"options": []}
    place = (block["block_id"], element["action_id"])
    payload = payloads.suggestion(delivery.state, person, target, place, query)
    try:
        answer = await delivery.interact(payload)
    except NotAnswered as failure:
        raise NotPossible(f"The results could not be loaded ({failure.error}).") from None
    problems = problems_of_options(answer)
    if problems:
        delivery.state.complain(f"options for {place[1]}: {'; '.join(problems)}")
        raise NotPossible("The results could not be loaded (bad options).")
    target.offered.setdefault(place, []).extend(options_of(answer))
    return {key: answer[key] for key in ("options", "option_groups") if key in answer}


async def interact(delivery: Delivery, person: str, payload: Json) -> str | None:
    """Tell the app, and the person when it does not answer."""
    if not delivery.state.installation.is_interactive:
        raise NotPossible(f"{delivery.state.installation.name} takes no presses or forms.")
    try:
        await delivery.interact(payload)
    except NotAnswered as failure:
        name = delivery.state.installation.name
        delivery.state.notify(person, f"{name} did not respond: {failure.error}. Try again?")
        return failure.error
    return None


def element_on(target: Target, action_id: str, block_id: str | None, value: Plain = None) -> Found:
    wanted = value if isinstance(value, str) else None
    return screen.find_element(target.blocks, action_id, block_id=block_id, value=wanted)


def _choose(person: str, target: Target, block: Json, element: Json, chosen: Plain) -> Json:
    if isinstance(target, View):
        return forms.put(target, block, element, chosen)
    place = (block["block_id"], element["action_id"])
    try:
        value = as_chosen(element, chosen, target.offered.get(place, ()))
    except NotOffered as not_offered:
        raise NotPossible(str(not_offered)) from None
    target.chosen.setdefault(person, {}).setdefault(place[0], {})[place[1]] = value
    return value


def _pressed(element: Json, chosen: Plain) -> Json:
    if element["type"] != "overflow":
        return {key: element[key] for key in ("type", "text", "value") if key in element}
    for option in options_of(element):
        if chosen in (option.get("value"), option["text"]["text"]):
            return {"type": "overflow", "selected_option": option}
    raise NotPossible(f"“{chosen}” is not in this menu.")


def _payload(delivery: Delivery, person: str, target: Target, action: Json) -> Json:
    if isinstance(target, View):
        return payloads.press_in_view(delivery.state, target, action)
    return payloads.press_on_message(delivery.state, person, target, action)
