"""Where customers can be reached."""

from typing import Annotated

from pydantic import Field, StringConstraints

from bot.candour_toml.values import People, PersonOrGroup, Table, Text
from bot.domain.channel import LONGEST_CHANNEL, LONGEST_REACH, Channel


class ChannelTable(Table):
    name: Annotated[Text, StringConstraints(max_length=LONGEST_CHANNEL)]
    depends_on: list[Text] = Field(default_factory=list)
    owner: PersonOrGroup | None = None
    limit: Annotated[int, Field(ge=1)] | None = None
    approval: People = Field(default_factory=list)
    reach: Annotated[Text, StringConstraints(max_length=LONGEST_REACH)] = ""

    def channel(self) -> Channel:
        return Channel(
            self.name,
            frozenset(self.depends_on),
            owner=self.owner,
            limit=self.limit,
            approval=tuple(self.approval),
            reach=self.reach,
        )
