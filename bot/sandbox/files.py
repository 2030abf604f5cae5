"""Files that the app shares, in Slack's three steps: an address, the bytes, the message."""

from dataclasses import dataclass, field

from bot.sandbox.ids import BOT_USER, new_id, new_secret
from bot.sandbox.wire import Json


@dataclass
class File:
    id: str
    name: str
    length: int
    title: str = ""
    content: bytes | None = None
    is_shared: bool = False

    def as_json(self, base_url: str) -> Json:
        return {
            "id": self.id,
            "name": self.name,
            "title": self.title or self.name,
            "mode": "hosted",
            "filetype": self.name.rpartition(".")[2],
            "size": self.length,
            "user": BOT_USER,
            "permalink": f"{base_url}/files/{self.id}",
            "url_private_download": f"{base_url}/files/{self.id}/{self.name}",
        }


@dataclass
class Files:
    by_id: dict[str, File] = field(default_factory=dict)
    awaited: dict[str, File] = field(default_factory=dict)
    """By the secret in the address that their bytes are sent to."""

    def await_one(self, name: str, length: int) -> tuple[str, File]:
        """Return the secret for a file that is to come, and its place."""
        file, secret = File(new_id("F"), name, length), new_secret()
        self.by_id[file.id] = self.awaited[secret] = file
        return secret, file
