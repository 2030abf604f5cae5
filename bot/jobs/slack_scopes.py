"""The methods of Slack's Web API that Candour calls, and what each must be allowed to do.

The manifest asks for exactly these, `candour doctor` compares them with what was granted, and a
test compares them with the methods that stand in the code.
"""

from collections.abc import Mapping
from typing import Final

SCOPES: Final[Mapping[str, tuple[str, ...]]] = {
    "apps.connections.open": (),  # asked with the app-level token
    "auth.test": (),
    "chat.postMessage": ("chat:write",),
    "chat.update": ("chat:write",),
    # A lost message is looked up where it was sent: a channel, a private one, a conversation.
    "conversations.history": ("channels:history", "groups:history", "im:history"),
    "conversations.open": ("im:write",),
    "conversations.replies": ("channels:history", "groups:history", "im:history"),
    "files.completeUploadExternal": ("files:write",),
    "files.getUploadURLExternal": ("files:write",),
    "pins.add": ("pins:write",),
    "usergroups.users.list": ("usergroups:read",),
    "users.info": ("users:read",),
    "views.open": (),
    "views.publish": (),
    "views.push": (),
    "views.update": (),
}
TO_BE_CALLED: Final = ("commands",)
"""For `/incident` itself; no method needs it."""


def needed() -> frozenset[str]:
    """Return every scope of the bot token that this version uses."""
    return frozenset(TO_BE_CALLED).union(*SCOPES.values())
