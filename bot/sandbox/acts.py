"""What a person sees and does in Slack: types, presses, chooses, fills in forms."""

import re
from collections.abc import Mapping
from typing import Final

from bot.sandbox import forms, mentions, modals, payloads, presses, screen
from bot.sandbox.answers import BadAnswer, answer_slash
from bot.sandbox.channels import Channel
from bot.sandbox.connections import NotAnswered
from bot.sandbox.delivery import Delivery
from bot.sandbox.ids import BOT_USER, TEAM
from bot.sandbox.presses import Target
from bot.sandbox.screen import NotPossible, Seen
from bot.sandbox.tickets import Origin
from bot.sandbox.values import Plain
from bot.sandbox.views import View
from bot.sandbox.wire import Json

# A message as somebody saw it, or (channel, ts); a view, its id, "modal" or "home".
On = Seen | tuple[str, str] | View | str
REFERENCE: Final = re.compile(r"(<(?:@[UW]|#C|!subteam\^S)\w+(?:\|[^<>]*)?>)")


class Actor:
    """One person in front of their screen.

    Acts wait for the app's acknowledgement and return None, or the name of the failure the person
    was told about. What the screen would not allow raises `NotPossible`.
    """

    def __init__(self, delivery: Delivery, person: str) -> None:
        self._delivery = delivery
        self._state = delivery.state
        self.id = person

    # What they see.

    def messages(self, channel: str, *, most: int | None = None) -> list[Seen]:
        """What stands in a channel itself, oldest first, their ephemerals included."""
        return screen.in_channel(self._channel(channel), self.id, most=most)

    def thread(self, channel: str, ts: str) -> list[Seen]:
        return screen.in_thread(self._channel(channel), self.id, ts)

    def message(self, channel: str, ts: str) -> Seen:
        """The message as it is now."""
        message = screen.message_of(self._state, self.id, channel, ts)
        place = self._channel(channel)
        return Seen(place.id, screen.shown_message(place, message))

    @property
    def direct(self) -> str:
        """The id of their conversation with the bot."""
        return self._state.direct(self.id).id

    @property
    def modal(self) -> View | None:
        return self._state.views.top(self.id)

    @property
    def home(self) -> View | None:
        return self._state.views.home(self.id)

    @property
    def notices(self) -> list[str]:
        return [notice.text for notice in self._state.notices.get(self.id, {}).values()]

    # What they do in a channel.

    async def slash(self, channel: str, text: str, *, thread: str | None = None) -> str | None:
        """Type a command, `/incident …`."""
        place = self._channel(channel)
        command, _, words = text.strip().partition(" ")
        if thread is not None:
            raise NotPossible(f"{command} is not supported in threads. Sorry!")
        known = {one.command: one for one in self._state.installation.commands}
        if command not in known or self._state.people[self.id].team_id != TEAM:
            raise NotPossible(f"{command} is not a valid command.")
        words = words.strip()
        if known[command].should_escape:
            words = mentions.referred(self._state, escaped(words))
        payload = payloads.slash(self._state, self.id, place, command, words)
        try:
            body = await self._delivery.slash(payload)
            answer_slash(self._state, Origin(self.id, place.id), body)
        except NotAnswered as failure:
            return self._failed(place, command, failure.error)
        except BadAnswer as bad:
            self._state.complain(f"acknowledgement of {command}: {bad}")
            return self._failed(place, command, "bad_answer")
        return None

    async def say(self, channel: str, text: str, *, thread: str | None = None) -> Seen:
        place = self._channel(channel)
        if place.archived:
            raise NotPossible(f"#{place.name} is archived.")
        if place.kind == "im" and not self._state.installation.takes_messages:
            raise NotPossible("Sending messages to this app has been turned off.")
        if thread is not None:
            parent = screen.message_of(self._state, self.id, channel, thread)
            thread = parent.thread_ts or parent.ts
        message = self._state.post(place, self.id, escaped(text), thread_ts=thread)
        if f"<@{BOT_USER}>" in message.text:
            event = {**message.as_json(), "type": "app_mention", "channel": place.id}
            self._state.tell_app("app_mention", {**event, "event_ts": message.ts})
        return Seen(place.id, screen.shown_message(place, message))

    async def shortcut(
        self, callback_id: str, on: Seen | tuple[str, str] | None = None
    ) -> str | None:
        """Use a shortcut from the menu of a message, or a global one."""
        kind = "global" if on is None else "message"
        offered = self._state.installation.shortcuts
        if not any(one.callback_id == callback_id and one.type == kind for one in offered):
            raise NotPossible(f"There is no {kind} shortcut “{callback_id}”.")
        return await presses.interact(
            self._delivery, self.id, self._shortcut_payload(callback_id, on)
        )

    async def open_home(self) -> None:
        """Open the App Home tab."""
        if not self._state.installation.has_home:
            raise NotPossible(f"{self._state.installation.name} has no Home tab.")
        direct = self._state.direct(self.id)
        if "app_home_opened" in self._state.installation.events:
            await self._delivery.tell(payloads.home_opened(self._state, self.id, direct, self.home))

    def read(self, channel: str) -> None:
        """Have read everything in a channel."""
        self._channel(channel).read_up_to[self.id] = self._state.stamp()
        self._state.changes.note()

    def dismiss(self, what: str) -> None:
        """Put away a notice, by its id, or an ephemeral message, by its ts."""
        self._state.notices.get(self.id, {}).pop(what, None)
        for channel in self._state.channels.values():
            channel.ephemerals.get(self.id, {}).pop(what, None)
        self._state.changes.note()

    # What they press, choose and fill in.

    async def click(
        self, on: On, action_id: str, *, block_id: str | None = None, value: str | None = None
    ) -> str | None:
        """Press a button; `value` tells buttons with one action id apart."""
        return await self.choose(on, action_id, value, block_id=block_id)

    async def choose(
        self, on: On, action_id: str, chosen: Plain, *, block_id: str | None = None
    ) -> str | None:
        """Choose in a select, date picker, menu, checkboxes …: by value or by an option's text."""
        target = self._target(on)
        found = presses.element_on(target, action_id, block_id, chosen)
        return await presses.press(self._delivery, self.id, target, found, chosen)

    async def search(
        self, on: On, action_id: str, query: str, *, block_id: str | None = None
    ) -> Json:
        """Type into an external select; return the app's `options` or `option_groups`."""
        target = self._target(on)
        found = presses.element_on(target, action_id, block_id)
        return await presses.search(self._delivery, self.id, target, found, query)

    def fill(self, name: str, value: Plain) -> None:
        """Fill in an input of the open modal, found by block id, action id or label."""
        view = screen.view_of(self._state, self.id, "modal")
        block, element = forms.find_input(view, name)
        forms.put(view, block, element, value)
        self._state.changes.note()

    def fill_all(self, view_id: str, values: Mapping[str, Mapping[str, Plain]]) -> None:
        """Fill in a view from `{block: {action: value}}`; what it does not have is left out."""
        forms.put_all(screen.view_of(self._state, self.id, view_id), values)

    async def submit(self, view_id: str = "modal") -> str | None:
        """Submit the open modal; "incomplete" when Slack's own client would not send it."""
        return await modals.submit(self._delivery, screen.view_of(self._state, self.id, view_id))

    async def close(self, view_id: str = "modal") -> None:
        """Close the open modal; where it says so, all that lie below it too."""
        await modals.close(self._delivery, screen.view_of(self._state, self.id, view_id))

    def _channel(self, channel: str) -> Channel:
        return screen.channel_of(self._state, self.id, channel)

    def _target(self, on: On) -> Target:
        if isinstance(on, Seen):
            return screen.message_of(self._state, self.id, on.channel, on.ts)
        if isinstance(on, tuple):
            return screen.message_of(self._state, self.id, *on)
        return screen.view_of(self._state, self.id, on.id if isinstance(on, View) else on)

    def _shortcut_payload(self, callback_id: str, on: Seen | tuple[str, str] | None) -> Json:
        if on is None:
            return payloads.global_shortcut(self._state, self.id, callback_id)
        channel, ts = (on.channel, on.ts) if isinstance(on, Seen) else on
        message = screen.message_of(self._state, self.id, channel, ts)
        if message.only_for is not None:
            raise NotPossible("Only you can see this message: it has no shortcuts.")
        return payloads.message_shortcut(self._state, self.id, message, callback_id)

    def _failed(self, channel: Channel, command: str, error: str) -> str:
        words = f"{command} failed with the error “{error}”"
        self._state.slackbot_says(channel, self.id, words)
        return error


def escaped(text: str) -> str:
    """Escape what a person typed as Slack's client does, keeping references it has made."""
    parts = REFERENCE.split(text)
    return "".join(
        part if number % 2 else part.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        for number, part in enumerate(parts)
    )
