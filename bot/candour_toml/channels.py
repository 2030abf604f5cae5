"""Where customers can be reached."""

from typing import Annotated

from pydantic import Field, StringConstraints

from bot.candour_toml.values import Table, Text
from bot.domain.channel import LONGEST_CHANNEL, Channel


class ChannelTable(Table):
    name: Annotated[Text, StringConstraints(max_length=LONGEST_CHANNEL)]
    depends_on: list[Text] = Field(default_factory=list)

    def channel(self) -> Channel:
        return Channel(self.name, frozenset(self.depends_on))
